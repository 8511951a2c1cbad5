"""The benchmarks of linking run as they are called: without arguments, and with those that the page on linking names."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_score_of_no_files_is_one_line_that_says_what_it_needs() -> None:
    answer = run("link_score.py")
    assert (answer.returncode, answer.stdout.splitlines()) == (0, ["nothing measured: needs GOLD.jsonl and CLUSTERS.json"])


def test_gold_without_clusters_is_refused() -> None:
    answer = run("link_score.py", "gold.jsonl")
    assert answer.returncode == 2
    assert "needs CLUSTERS.json, too" in answer.stderr


def test_two_reports_that_were_wrongly_parted_cost_recall_alone(tmp_path: Path) -> None:
    gold, clusters = tmp_path / "gold.jsonl", tmp_path / "clusters.json"
    gold.write_text("\n".join(json.dumps({"id": name, "cluster": 1}) for name in "ab"), encoding="utf-8")
    clusters.write_text(json.dumps({"a": "x", "b": "y"}), encoding="utf-8")
    measures = dict(line.rsplit(maxsplit=1) for line in run("link_score.py", str(gold), str(clusters)).stdout.splitlines())
    assert (measures["precision"], measures["recall"]) == ("1.000", "0.500")


def test_linking_is_measured_on_as_many_records_as_are_asked_for() -> None:
    answer = run("linking.py", "60", "120")
    assert answer.returncode == 0, answer.stderr
    assert [line.split(",")[0] for line in answer.stdout.splitlines() if " happenings: " in line] == ["60 records", "120 records"]


def test_altered_copies_of_wire_stories_are_recognised_and_other_reports_are_not_called_copies() -> None:
    answer = run("copies.py", "150")
    assert answer.returncode == 0, answer.stderr
    shares = {name: float(value) for name, value in (line.rsplit(maxsplit=1) for line in answer.stdout.splitlines())}
    assert min(shares[f"copies recognised, the {first} first"] for first in ("original", "copy")) >= 0.98
    assert max(share for name, share in shares.items() if name.endswith("called copies")) <= 0.001
