"""JSON Lines to documents, one a line; a bad line is told and the rest goes on."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Protocol, cast

from onrecord.errors import InvalidInputError
from onrecord.ingest.columns import COMMON, tell_names
from onrecord.ingest.intake import Intake, failed_intake
from onrecord.ingest.prepare import prepare_document
from onrecord.ingest.published import parse_published
from onrecord.model.captures import Stated
from onrecord.model.text import Document
from onrecord.settings import Settings

TEXTS = ("id", "text", "title", "published", "url", "publisher", "language")
EXPECTED = 'expected one JSON object with at least "text"'


class HasLines(Protocol):
    """What lines can be read from."""

    def readline(self, size: int = -1, /) -> bytes:
        """A line, or so many bytes of it."""
        ...


@contextmanager
def open_jsonl(path: Path, open_file: Callable[[Path], IO[bytes]] = lambda path: path.open("rb")) -> Iterator[IO[bytes]]:
    """A file of lines, plain or compressed with gzip."""
    with open_file(path) as file:
        if path.suffix == ".gz":
            with gzip.open(file) as unpacked:
                yield cast("IO[bytes]", unpacked)
        else:
            yield file


def read_jsonl(stream: IO[bytes], *, name: str, stated: Stated, settings: Settings) -> Iterator[Intake]:
    """The documents of a stream in order; what the user states fills what a line leaves out.

    Raises:
        InvalidInputError: if the stream itself cannot be read on.
    """
    for number, line in enumerate(read_lines(stream, name=name, limit=settings.max_bytes), start=1):
        if line is None:
            message = f"{name}, line {number}: longer than the {settings.max_bytes:,} bytes that the setting 'max_bytes' allows"
            yield failed_intake(f"line-{number}", message)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield read_line(line, name=f"{name}, line {number}", line_id=f"line-{number}", stated=stated, settings=settings)


def read_line(  # noqa: PLR0913  one parameter for each thing that may be known
    line: bytes, *, name: str, line_id: str, stated: Stated, settings: Settings, columns: Mapping[str, str] = MappingProxyType({})
) -> Intake:
    """The document of one line, or a failed one that says what is wrong with it.

    `line_id` is its id where it gives none; `columns` says which of its keys hold what, where they have other names.
    """
    try:
        entry = _with_our_names(_parse(line), columns)
    except InvalidInputError as error:
        return failed_intake(line_id, f"{name}: {error}")
    document_id = str(entry.get("id") or line_id)
    try:
        return prepare_document(_to_document(entry, document_id, stated), settings=settings)
    except InvalidInputError as error:
        return failed_intake(document_id, f"{name}: {error}")


def read_lines(stream: HasLines, *, name: str, limit: int) -> Iterator[bytes | None]:
    """Lines within the limit; None for a longer one, which is passed over without being held."""
    reads = iter(lambda: stream.readline(limit + 1), b"")
    try:
        for line in reads:
            if len(line) <= limit:
                yield line
                continue
            _pass_over(line, reads)
            yield None
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidInputError(f"{name}: cannot be read on: {error}") from error


def _pass_over(line: bytes, reads: Iterable[bytes]) -> None:
    if not line.endswith(b"\n"):
        next((rest for rest in reads if rest.endswith(b"\n")), None)


def _parse(line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"not UTF-8 at byte {error.start}; {EXPECTED}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"malformed JSON ({error}); {EXPECTED}") from error
    if not isinstance(entry, dict):
        raise InvalidInputError(f"a JSON {type(entry).__name__}; {EXPECTED}")
    return entry


def _with_our_names(entry: dict[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    """The keys that documents have; ids, texts and days that came as numbers are texts."""
    if not columns:
        return entry
    if columns.get("text") not in {None, *entry}:
        raise InvalidInputError(f'no "{columns["text"]}", which --map says holds the text; there are {tell_names(entry)}')
    ours = {key: entry.get(theirs) for key, theirs in columns.items()}
    return {key: str(value) if isinstance(value, (int, float)) else value for key, value in ours.items()}


def hint_of(entry: Mapping[str, object]) -> str:
    """How `onrecord add` is told which key holds the text, where one has a name that such keys commonly have."""
    common = next((name for name in COMMON["text"] if isinstance(entry.get(name), str)), None)
    return f"; for onrecord add say which holds it: --map text={common}" if common else ""


def _to_document(entry: dict[str, object], document_id: str, stated: Stated) -> Document:
    wrong = [key for key in TEXTS if not isinstance(entry.get(key), (str, type(None))) and key != "id"]
    if wrong:
        raise InvalidInputError(f'"{wrong[0]}" must be a text or null, not {str(entry[wrong[0]])[:60]!r}')
    if entry.get("text") is None:
        raise InvalidInputError(f'no "text"; {EXPECTED}{hint_of(entry)}')
    given = {key: str(entry[key]) for key in TEXTS if entry.get(key)}
    published = given.get("published")
    return Document(
        id=document_id,
        text=given.get("text", ""),
        title=given.get("title") or stated.title,
        published=parse_published(published) if published else stated.published,
        url=given.get("url") or stated.url,
        publisher=given.get("publisher") or stated.publisher,
        language=given.get("language"),
    )
