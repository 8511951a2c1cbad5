"""The readers, and which of them takes an input: a path, a URL or standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Protocol

from onrecord.errors import InvalidInputError
from onrecord.ingest.html import is_page, read_html_bytes
from onrecord.ingest.intake import Intake
from onrecord.ingest.jsonl import open_jsonl, read_jsonl
from onrecord.ingest.pdf import is_pdf, read_pdf_bytes
from onrecord.ingest.text import read_text_bytes
from onrecord.ingest.url import fetch_page, is_url
from onrecord.model.captures import Stated
from onrecord.settings import Settings

STANDARD_INPUT = "-"
PIECE = 1 << 18  # bytes that are read at a time
JSONL_ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson")


class BytesReader(Protocol):
    """What makes one document of some bytes."""

    def __call__(self, content: bytes, *, name: str, stated: Stated, settings: Settings, charset: str | None = None) -> Intake:
        """The document of some bytes; `name` is what the user called it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One kind of document: the endings of its files, how its bytes begin, and what reads it."""

    name: str
    endings: tuple[str, ...]
    takes: Callable[[bytes], bool]
    read: BytesReader


READERS = (
    Reader(name="HTML", endings=(".html", ".htm", ".xhtml"), takes=is_page, read=read_html_bytes),
    Reader(name="PDF", endings=(".pdf",), takes=is_pdf, read=read_pdf_bytes),
    Reader(name="plain text", endings=(".txt", ".text"), takes=lambda _: True, read=read_text_bytes),
)


def is_jsonl(name: str) -> bool:
    """True if an input holds one document a line."""
    return not is_url(name) and name.lower().endswith(JSONL_ENDINGS)


def read_input(name: str, *, stated: Stated, settings: Settings, standard_input: IO[bytes] | None = None) -> Iterator[Intake]:
    """The documents of one input, named as a user names it: a path, a URL, or `-`.

    Raises:
        InvalidInputError: if it cannot be read.
        FetchError: if an address cannot be fetched.
    """
    if name == STANDARD_INPUT and standard_input is not None:
        yield read_bytes(limited(standard_input, "standard input", settings), name="stdin", stated=stated, settings=settings)
    elif is_url(name):
        yield _read_url(name, stated=stated, settings=settings)
    elif is_jsonl(name):
        with open_jsonl(check_path(name)) as stream:
            yield from read_jsonl(stream, name=name, stated=stated, settings=settings)
    else:
        yield _read_file(name, stated=stated, settings=settings)


def read_bytes(content: bytes, *, name: str, stated: Stated, settings: Settings, charset: str | None = None) -> Intake:
    """The document of some bytes, by the ending of its name, else by how it begins.

    Raises:
        InvalidInputError: if no document can be made of them.
    """
    if not content:
        raise InvalidInputError(f"{name}: empty; expected the text of a report")
    by_ending = (reader for reader in READERS if not is_url(name) and name.lower().endswith(reader.endings))
    reader = next(by_ending, None) or next(reader for reader in READERS if reader.takes(content))
    return reader.read(content, name=name, stated=stated, settings=settings, charset=charset)


def check_path(name: str) -> Path:
    """The path of an existing file.

    Raises:
        InvalidInputError: if there is none, or a folder.
    """
    path = Path(name)
    try:
        if path.is_dir():
            raise InvalidInputError(f"{name}: this is a folder; expected a file, for example {path / '*.txt'}")
        if not path.exists():
            raise InvalidInputError(f"{name}: there is no such file; expected a report's path, a URL, or - for standard input")
    except (OSError, ValueError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError(f"{name}: not a path that can be read: {error}") from error
    return path


def _read_file(name: str, *, stated: Stated, settings: Settings) -> Intake:
    path = check_path(name)
    try:
        with path.open("rb") as stream:
            content = limited(stream, name, settings)
    except OSError as error:
        raise InvalidInputError(f"{name}: cannot be read: {error.strerror or error}") from error
    return read_bytes(content, name=name, stated=stated, settings=settings)


def _read_url(url: str, *, stated: Stated, settings: Settings) -> Intake:
    page = fetch_page(url, settings=settings)
    known = replace(stated, url=stated.url or page.url)
    return read_bytes(page.content, name=url, stated=known, settings=settings, charset=page.charset)


def limited(stream: IO[bytes], name: str, settings: Settings) -> bytes:
    """All bytes of a stream, if they are within the limit."""
    content = b"".join(pieces_of(stream, settings.max_bytes + 1))
    if len(content) > settings.max_bytes:
        raise InvalidInputError(f"{name}: more than the {settings.max_bytes:,} bytes that the setting 'max_bytes' allows")
    return content


def pieces_of(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """What a stream holds, up to so many bytes; room is made for what comes, not for the most that may."""
    while most > 0 and (piece := stream.read(min(most, PIECE))):
        yield piece
        most -= len(piece)
