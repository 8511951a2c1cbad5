"""The records to be linked as tables of a DuckDB database in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from onrecord.link.features import Features, Story

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = {
    "id": "VARCHAR", "doc": "VARCHAR", "realis": "VARCHAR", "plover": "VARCHAR", "sub": "VARCHAR", "published": "INTEGER",
    "first": "INTEGER", "last": "INTEGER", "latitude": "DOUBLE", "longitude": "DOUBLE", "precision": "INTEGER", "country": "VARCHAR",
    "admin1": "VARCHAR", "places": "VARCHAR[]", "points": "DOUBLE[][]", "sites": "VARCHAR[]", "killed_low": "BIGINT", "killed_high": "BIGINT",
    "injured_low": "BIGINT", "injured_high": "BIGINT", "names": "VARCHAR[]", "ages": "INTEGER[]", "actors": "VARCHAR[]", "sides": "VARCHAR[]",
    "targets": "VARCHAR[]", "means": "VARCHAR[]", "quotes": "VARCHAR[]", "figures": "INTEGER", "mentions": "INTEGER", "order": "INTEGER",
}  # fmt: skip
BACKGROUND = 100  # stories that an archive is taken to stand among, so that in a small one a word that all share still tells something
MEMORY = "1500MB"  # that DuckDB holds; the rest goes to temporary files
GRAIN = 16  # steps of a word's weight; 255 of them hold any


@contextmanager
def open_base(features: Iterable[Features | str], stories: Iterable[Story | str]) -> Iterator[DuckDBPyConnection]:
    """A database with the tables `record` (numbered in the order of ids, so that the order of arrival does not matter) and `story`.

    Lines that were made of features and stories before may stand for them.
    """
    import duckdb  # noqa: PLC0415  only linking needs it

    with (
        TemporaryDirectory(prefix="onrecord-") as folder,
        duckdb.connect(config={"preserve_insertion_order": False, "temp_directory": folder, "memory_limit": MEMORY}) as base,
    ):
        base.execute(f"CREATE MACRO weight_of(word) AS (word & 255) / {GRAIN}")
        load_records(
            base, write_lines(Path(folder) / "records.jsonl", (each if isinstance(each, str) else record_line(each) for each in features))
        )
        load_stories(
            base, write_lines(Path(folder) / "stories.jsonl", (each if isinstance(each, str) else story_line(each) for each in stories))
        )
        yield base


def record_line(features: Features) -> str:
    """A record as a line of JSON; dataclasses.asdict would copy every field."""
    return json.dumps({name: getattr(features, name) for name in COLUMNS}, ensure_ascii=False)


def story_line(story: Story) -> str:
    """A story as a line of JSON."""
    return json.dumps({"doc": story.doc, "words": story.words}, ensure_ascii=False)


def write_lines(path: Path, lines: Iterable[str]) -> Path:
    """JSON Lines, which DuckDB reads much faster than rows given one by one; half a character, which no file can hold, becomes a question mark."""
    with path.open("w", encoding="utf-8", errors="replace") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    return path


def load_records(base: DuckDBPyConnection, path: Path) -> None:
    """The table `record`."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    base.execute(
        "CREATE TABLE record AS SELECT row_number() OVER (ORDER BY id, doc)::INTEGER AS n, (count(*) OVER (PARTITION BY doc))::INTEGER AS told, * "
        f"FROM read_json(?, format = 'newline_delimited', columns = {{{columns}}})",
        [str(path)],
    )


def load_stories(base: DuckDBPyConnection, path: Path) -> None:
    """The table `weighed`, a row for each word of a document, and `story`, a row for each document with its words and the length of that vector.

    A word is a number whose last byte is its weight (rarer words weigh more), so that the weight of what two stories share can be read from the words themselves.
    """
    base.execute(
        "CREATE TEMP TABLE said AS SELECT doc, hash(unnest(words)) AS word "
        "FROM read_json(?, format = 'newline_delimited', columns = {'doc': 'VARCHAR', 'words': 'VARCHAR[]'})",
        [str(path)],
    )
    base.execute(
        f"""CREATE TABLE weighed AS
        WITH common AS (SELECT word, count(*) AS stories FROM said GROUP BY word), total AS (SELECT count(DISTINCT doc) AS n FROM said)
        SELECT doc, ((word >> 9 << 8)::BIGINT | least(255, round({GRAIN} * ln((n + {BACKGROUND}) / (stories + 1))))::BIGINT) AS word, stories
        FROM said JOIN common USING (word), total"""
    )
    base.execute("DROP TABLE said")
    base.execute("CREATE TABLE story AS SELECT doc, list(word) AS words, sqrt(sum(weight_of(word) ^ 2)) AS size FROM weighed GROUP BY doc")


def keep_numbers(base: DuckDBPyConnection, table: str, columns: Mapping[str, Sequence[int]]) -> None:
    """A table of whole numbers, column by column."""
    made = ", ".join(f"unnest(${index}::INTEGER[]) AS {name}" for index, name in enumerate(columns, start=1))
    base.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {made}", list(map(list, columns.values())))
