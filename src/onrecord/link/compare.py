"""Which records are compared (blocking), and how far they agree (levels and weights)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.link.levels import Comparison, Weights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RAREST = 20  # words of a story that can bring it together with another
BROADEST = 30  # stories that share a word, up to which it brings any together
SHARED = 2  # rare words that two stories must share, unless
SOON = 3  # days apart, up to which one is enough
LEAST_LIKE = 0.07  # likeness of two stories from which their records are compared, whatever their places and days
COPY = 0.6  # likeness from which two stories are one text; where it tells of several happenings, it does not say which are the same
FAR_DAYS = 31  # days between two happenings from which they are no longer compared

TABLES = ("rare", "placed", "named")

# what stories and records can be brought together by: rare words, places on a day, names of victims
HANDLES = f"""
CREATE TEMP TABLE rare AS
SELECT doc, word, published FROM (
  SELECT doc, word, row_number() OVER (PARTITION BY doc ORDER BY stories, word) AS rank FROM weighed WHERE stories BETWEEN 2 AND {BROADEST}
) LEFT JOIN (SELECT doc, min(published) AS published FROM record GROUP BY doc) USING (doc)
WHERE rank <= {RAREST};
CREATE TEMP TABLE placed AS SELECT doc, first, unnest(places) AS place FROM record WHERE first = last;
CREATE TEMP TABLE named AS SELECT doc, first, published, unnest(names) AS name FROM record;
"""
STORY_PAIRS = """
CREATE OR REPLACE TEMP TABLE story_pair AS
WITH met AS (
SELECT least(a.doc, b.doc) AS l_doc, greatest(a.doc, b.doc) AS r_doc FROM {rare} a JOIN {other_rare} b ON a.word = b.word AND {once}
GROUP BY ALL HAVING {shared} >= {least} OR min(abs(a.published - b.published)) <= {soon}
UNION SELECT least(a.doc, b.doc), greatest(a.doc, b.doc) FROM (SELECT doc, place, unnest([first - 1, first, first + 1]) AS day FROM {placed}) a
  JOIN {other_placed} b ON a.place = b.place AND a.day = b.first AND {once}
UNION SELECT least(a.doc, b.doc), greatest(a.doc, b.doc) FROM {named} a JOIN {other_named} b ON a.name = b.name AND {once}
  AND (abs(a.first - b.first) <= 3 OR abs(a.published - b.published) <= 8)
)
SELECT l_doc, r_doc,
  coalesce(list_sum(list_transform(list_intersect(l.words, r.words), lambda w : weight_of(w) ^ 2)) / nullif(l.size * r.size, 0), 0) AS story
FROM met JOIN story l ON l.doc = l_doc JOIN story r ON r.doc = r_doc;
"""

# kilometres by the haversine formula; days between the nearer ends of two intervals, below 0 where they overlap by more than one day
PAIRS = f"""
CREATE MACRO km_between(a, b, c, d) AS CASE WHEN a IS NOT NULL AND c IS NOT NULL THEN 12742 * asin(sqrt(least(1.0,
  sin(radians(c - a) / 2) ^ 2 + cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ^ 2))) END;
CREATE MACRO km_of(ps, a, b, qs, c, d) AS CASE WHEN len(ps) > 0 AND len(qs) > 0
  THEN list_min(flatten(list_transform(ps, lambda p : list_transform(qs, lambda q : km_between(p[1], p[2], q[1], q[2]))))) ELSE km_between(a, b, c, d) END;
CREATE MACRO days_between(a, b, c, d) AS CASE WHEN coalesce(a, b) IS NOT NULL AND coalesce(c, d) IS NOT NULL
  THEN greatest(coalesce(a - d, -99999), coalesce(c - b, -99999)) END;
CREATE VIEW pair AS SELECT l, r,
  struct_pack(km := km_of(l.points, l.latitude, l.longitude, r.points, r.latitude, r.longitude), days := days_between(l.first, l.last, r.first, r.last),
    published_days := abs(l.published - r.published), story := story,
    listed := story >= {COPY} AND l.told > 1 AND r.told > 1 AND NOT list_has_any(l.quotes, r.quotes)) AS p
FROM story_pair JOIN record l ON l.doc = l_doc JOIN record r ON r.doc = r_doc
WHERE l.realis = r.realis AND (story >= {LEAST_LIKE} OR list_has_any(l.places, r.places) OR list_has_any(l.names, r.names))
AND coalesce(days_between(l.first, l.last, r.first, r.last), 0) <= {FAR_DAYS}
"""


class Rows(StrEnum):
    """Which rows of a table take part: all, or those of the documents in the table `asked_doc`."""

    ALL = "{}"
    ASKED = "(FROM {} SEMI JOIN asked_doc USING (doc))"


def find_handles(base: DuckDBPyConnection) -> None:
    """The tables of what can bring two stories or records together, and the view `pair`: the pairs of records that are worth comparing, with both sides."""
    base.execute(HANDLES)
    base.execute("CREATE TEMP TABLE story_pair (l_doc VARCHAR, r_doc VARCHAR, story DOUBLE)")
    base.execute(PAIRS)


def find_pairs(base: DuckDBPyConnection, *, asked: Rows, others: Rows) -> None:
    """The table `story_pair`: the documents of some rows with those of others that are worth comparing, and how like they are."""
    sides = {name: asked.format(name) for name in TABLES} | {f"other_{name}": others.format(name) for name in TABLES}
    is_alike = asked is others  # then each pair comes up twice, once in either order
    counted = "count(*)" if is_alike else "count(DISTINCT a.word)"
    once = "a.doc < b.doc" if is_alike else "a.doc <> b.doc"
    base.execute(STORY_PAIRS.format(**sides, once=once, shared=counted, least=SHARED, soon=SOON))


def find_candidates(base: DuckDBPyConnection) -> None:
    """All pairs of records that are worth comparing."""
    find_handles(base)
    find_pairs(base, asked=Rows.ALL, others=Rows.ALL)


def compare_all(base: DuckDBPyConnection, comparisons: Sequence[Comparison], weights: Weights) -> None:
    """Into the table `compared`: for each candidate its level in every comparison, and the sum of what they weigh."""
    levels = ", ".join(f"{level_sql(comparison)} AS {comparison.id}" for comparison in comparisons)
    total = " + ".join(weight_sql(comparison, weights) for comparison in comparisons)
    found = (
        f"SELECT *, ({total})::FLOAT AS weight FROM (SELECT l.n AS l_n, r.n AS r_n, l.doc AS l_doc, r.doc AS r_doc, p, {levels} FROM pair)"
    )
    base.execute(f"CREATE TABLE IF NOT EXISTS compared AS {found} LIMIT 0")
    base.execute(f"INSERT INTO compared {found}")


def level_sql(comparison: Comparison) -> str:
    """The number of the level that a pair falls into."""
    whens = " ".join(f"WHEN {level.when} THEN {number}" for number, level in enumerate(comparison.levels) if level.when)
    return f"(CASE {whens} ELSE {len(comparison.levels) - 1} END)::UTINYINT"


def weight_sql(comparison: Comparison, weights: Weights) -> str:
    """What the level of a pair weighs."""
    whens = " ".join(
        f"WHEN {number} THEN {weights[comparison.id, level.id]:.4f}" for number, level in enumerate(comparison.levels) if not level.unknown
    )
    return f"(CASE {comparison.id} {whens} ELSE 0 END)"
