"""An archive as Python programs use it; every method does what the command of its name does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from onrecord.errors import InvalidInputError
from onrecord.export.manifest import Manifest
from onrecord.ingest.published import parse_published
from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.pipeline.importing import Imported, import_file
from onrecord.pipeline.incidents import link_archive
from onrecord.pipeline.linking import Linked
from onrecord.pipeline.queries import read_query
from onrecord.settings import Settings, load_settings
from onrecord.store.archive import open_or_create
from onrecord.store.search import Query, search_records

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Filters = Mapping[str, Any]
FILTERS = frozenset(
    [
        "words",
        "near",
        "box",
        "since",
        "until",
        "type",
        "actor",
        "figure",
        "source",
        "publisher",
        "country",
        "certainty",
        "kind",
        "realis",
        "origin",
        "copies",
    ]
)


class Archive:
    """An archive of reports: opened, or made where there is none.

    `target` is a path of an SQLite file or the address of a PostgreSQL database, `files` the folder of the original files. Filters are those of `onrecord search`, as
    words: `since="2024-03-01"`, `country="ML"`, `figure=["killed>=10"]`.
    """

    def __init__(self, target: str | Path = "onrecord.sqlite", *, files: Path | None = None, settings: Settings | None = None) -> None:
        """Open it.

        Raises:
            ArchiveError: if it cannot be opened or made.
        """
        self._archive = open_or_create(str(target), files=files)
        self._settings = settings or load_settings()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._archive.engine.dispose()

    def add(self, *sources: str | Path, published: str | None = None, publisher: str | None = None, processes: int | None = 1) -> Report:
        """Take reports in, and read them; `processes=None` reads on every core.

        Raises:
            OnrecordError: if the archive cannot be written.
        """
        stated = Stated(published=parse_published(published) if published else None, publisher=publisher)
        return add_sources(self._archive, [str(source) for source in sources], stated=stated, settings=self._settings, processes=processes)

    def import_file(self, to: str, path: str | Path, *, by: str | None = None, name: str | None = None) -> Imported:
        """Take in what people coded elsewhere ("acled", "ucdp-ged", "csv"), or results ("jsonl"), each with its own provenance.

        Raises:
            OnrecordError: if the file is none of its format, or the archive cannot be written.
        """
        return import_file(self._archive, Path(path), to=to, by=by, name=name)

    def link(self, *, since: str | None = None, dry_run: bool = False) -> Linked:
        """Group all records into incidents, and keep these unless it is a `dry_run`.

        With `since` only records that are in no incident yet are compared, with all, and those of documents that were added since that day or moment; "last": of none.

        Raises:
            ArchiveError: if the archive cannot be read or written.
            InvalidInputError: if `since` is no moment.
        """
        return link_archive(self._archive, since=since, dry_run=dry_run)

    def search(self, words: str = "", *, limit: int = 20, offset: int = 0, **filters: Any) -> Sequence[Mapping[str, Any]]:
        """Records that are found, the latest day first.

        Raises:
            InvalidInputError: if a filter is none.
        """
        with self._archive.reading() as connection:
            return search_records(connection, query_of({"words": words, **filters}), limit=limit, offset=offset)

    def export(  # noqa: PLR0913  one parameter for each thing that may be wished
        self,
        to: str,
        output: str | Path,
        *,
        accounts: str = "range",
        numbers: str | None = None,
        with_names: bool = True,
        with_tags: bool = False,
        **filters: Any,
    ) -> Manifest:
        """Write a format's files, and tell what they hold.

        Raises:
            OnrecordError: if there is no such format, policy or filter, or a file cannot be written.
        """
        wish = ExportWish(
            format=to,
            output=Path(output),
            query=query_of(filters),
            filters=filters,
            accounts=accounts,
            numbers=numbers,
            with_names=with_names,
            with_tags=with_tags,
        )
        return export_archive(self._archive, wish)

    def to_arrow(self, *, accounts: str = "range", numbers: str | None = None, **filters: Any) -> pa.Table:
        """Incidents as a table, a row each, with the columns of the format parquet.

        Raises:
            InvalidInputError: if pyarrow is not installed.
        """
        try:
            from pyarrow import parquet  # noqa: PLC0415  an extra
        except ImportError as error:
            raise InvalidInputError("tables need pyarrow: pip install 'onrecord[parquet]'") from error
        with TemporaryDirectory(prefix="onrecord-") as folder:
            file = Path(folder) / "incidents.parquet"
            self.export("parquet", file, accounts=accounts, numbers=numbers, **filters)
            return parquet.ParquetFile(file).read()

    def to_pandas(self, *, accounts: str = "range", numbers: str | None = None, **filters: Any) -> pd.DataFrame:
        """Incidents as a data frame, a row each; pandas must be installed.

        Raises:
            InvalidInputError: if pyarrow is not installed.
        """
        frame: pd.DataFrame = self.to_arrow(accounts=accounts, numbers=numbers, **filters).to_pandas()
        return frame


def query_of(filters: Filters) -> Query:
    """A query of filters as words.

    Raises:
        InvalidInputError: if one is none.
    """
    given = dict(filters)
    if unknown := given.keys() - FILTERS:
        raise InvalidInputError(f"no filter '{min(unknown)}'; there are {', '.join(sorted(FILTERS))}")
    words, figures, copies = given.pop("words", ""), given.pop("figure", ()), given.pop("copies", True)
    return read_query(words, given, figures=[figures] if isinstance(figures, str) else list(figures), with_copies=copies)
