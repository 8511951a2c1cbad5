"""B-cubed and pairs of a clustering against gold: `python benchmarks/link_score.py GOLD.jsonl CLUSTERS.json`.

A line of gold is a document with `id` and `cluster`, and `incident` false where its story is none that a record is made of: such documents can spoil the cluster of
another, and are not measured. A document without a cluster is alone. B-cubed is that of Bagga and Baldwin (1998): for each document the share of its predicted cluster
that is of its gold cluster (precision), and the share of its gold cluster that is in its predicted one (recall).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path


def members(clusters: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    """Cluster -> documents."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for document, cluster in clusters.items():
        found[cluster].add(document)
    return found


def score(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable], measured: set[str]) -> dict[str, float]:
    """B-cubed over the measured documents, and precision and recall of pairs."""
    by_gold, by_predicted = members(gold), members(predicted)
    sides = [(by_gold[gold[document]], by_predicted[predicted[document]]) for document in measured]
    both = [len(wanted & got) for wanted, got in sides]
    precision = sum(hits / len(got) for hits, (_, got) in zip(both, sides, strict=True)) / len(sides)
    recall = sum(hits / len(wanted) for hits, (wanted, _) in zip(both, sides, strict=True)) / len(sides)
    pairs = sum(hits - 1 for hits in both)
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "pair precision": pairs / max(1, sum(len(got) - 1 for _, got in sides)),
        "pair recall": pairs / max(1, sum(len(wanted) - 1 for wanted, _ in sides)),
    }


def main() -> int:
    """Print the measures; without files, what is needed for them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, metavar="GOLD.jsonl", help="documents with the clusters that people gave them")
    parser.add_argument("clusters", nargs="?", type=Path, metavar="CLUSTERS.json", help="what onrecord link --clusters wrote")
    options = parser.parse_args()
    if options.gold is None:
        print("nothing measured: needs GOLD.jsonl and CLUSTERS.json")
        return 0
    if options.clusters is None:
        parser.error("needs CLUSTERS.json, too")
    print_measures(options.gold, options.clusters)
    return 0


def print_measures(gold_path: Path, clusters_path: Path) -> None:
    """Each measure on a line."""
    rows = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    clusters = json.loads(clusters_path.read_text(encoding="utf-8"))
    gold = {row["id"]: row["cluster"] for row in rows}
    predicted: dict[str, Hashable] = {document: clusters.get(document) or ("alone", document) for document in gold}
    measured = {row["id"] for row in rows if row.get("incident", True)}
    for name, value in score(gold, predicted, measured).items():
        print(f"{name:15} {value:.3f}")


if __name__ == "__main__":
    sys.exit(main())
