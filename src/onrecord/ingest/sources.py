"""What a user names (a file, a folder, an address, standard input) to the captures that it holds, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from onrecord.errors import FetchError, InvalidInputError
from onrecord.ingest.jsonl import open_jsonl, read_lines
from onrecord.ingest.readers import JSONL_ENDINGS, STANDARD_INPUT, check_path, is_jsonl, limited
from onrecord.ingest.url import fetch_page, is_url
from onrecord.model.captures import Capture, Method, Refusal, Stated
from onrecord.settings import Settings

Found = Iterator[Capture | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One source as the user named it, with what is stated of all its documents."""

    name: str
    stated: Stated
    settings: Settings
    standard_input: IO[bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of source: which names are its, and what finds the captures in it."""

    name: str
    takes: Callable[[str], bool]
    find: Callable[[Request], Found]


def find_captures(request: Request) -> Found:
    """The captures of one source in order; what gives none is a refusal with its reason, and the rest goes on.

    Raises:
        InvalidInputError: if the source itself cannot be read.
    """
    source = next(source for source in SOURCES if source.takes(request.name))
    return source.find(request)


def moment() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def find_in_input(request: Request) -> Found:
    """One document a line of standard input."""
    if request.standard_input is not None:
        yield from lines_of(request.standard_input, request, name="standard input")


def find_at_address(request: Request) -> Found:
    """The page at a web address."""
    try:
        page = fetch_page(request.name, settings=request.settings)
    except FetchError as error:
        yield Refusal(name=request.name, reason=str(error))
        return
    yield Capture(
        name=request.name,
        content=page.content,
        method=Method.HTTP,
        at=moment(),
        url=page.url,
        media_type=page.type,
        charset=page.charset,
        headers=page.headers,
        stated=request.stated,
    )


def find_in_folder(request: Request) -> Found:
    """Every file below a folder in the order of its path; hidden ones, and the links that lead out of it, are passed over."""
    root = Path(request.name)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            if not name.startswith(".") and path.is_file() and path.resolve().is_relative_to(root.resolve()):
                yield from find_captures(replace(request, name=str(path)))


def find_in_lines(request: Request) -> Found:
    """One document a line of a file of JSON Lines."""
    path = check_path(request.name)
    try:
        stream = open_jsonl(path)
    except OSError as error:
        raise InvalidInputError(f"{request.name}: cannot be read: {error.strerror or error}") from error
    with stream:
        yield from lines_of(stream, request, name=request.name)


def lines_of(stream: IO[bytes], request: Request, *, name: str) -> Found:
    """The lines of a stream that hold anything."""
    method = Method.STANDARD_INPUT if request.name == STANDARD_INPUT else Method.LINE
    for number, line in enumerate(read_lines(stream, name=name, limit=request.settings.max_bytes), start=1):
        where = f"{name}, line {number}"
        if line is None:
            yield Refusal(name=where, reason=f"longer than the {request.settings.max_bytes:,} bytes that the setting 'max_bytes' allows")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield Capture(name=where, content=line, method=method, at=moment(), stated=request.stated, is_line=True)


def find_in_file(request: Request) -> Found:
    """A file that is one document."""
    try:
        with check_path(request.name).open("rb") as stream:
            content = limited(stream, request.name, request.settings)
    except (OSError, InvalidInputError) as error:
        yield Refusal(name=request.name, reason=str(error).removeprefix(f"{request.name}: "))
        return
    yield Capture(name=request.name, content=content, method=Method.FILE, at=moment(), stated=request.stated)


def is_folder(name: str) -> bool:
    """True for a folder that is there."""
    return not is_url(name) and Path(name).is_dir()


SOURCES = (
    Source(name="standard input, one document a line", takes=lambda name: name == STANDARD_INPUT, find=find_in_input),
    Source(name="web address", takes=is_url, find=find_at_address),
    Source(name="folder", takes=is_folder, find=find_in_folder),
    Source(name=f"JSON Lines ({', '.join(JSONL_ENDINGS)})", takes=is_jsonl, find=find_in_lines),
    Source(name="file", takes=lambda _: True, find=find_in_file),
)
