"""What a user names (a file, a folder, an address, standard input) to the captures that it holds, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from onrecord.errors import FetchError, InvalidInputError
from onrecord.ingest.feeds import find_in_feed, is_feed, page_capture
from onrecord.ingest.folders import find_files
from onrecord.ingest.jsonl import EXPECTED, open_jsonl, read_lines
from onrecord.ingest.parquet import find_in_parquet
from onrecord.ingest.readers import JSONL_ENDINGS, STANDARD_INPUT, check_path, is_jsonl, limited
from onrecord.ingest.request import Found, Request, moment
from onrecord.ingest.tables import find_in_csv
from onrecord.ingest.url import is_url
from onrecord.ingest.warc import WARC_ENDINGS, find_in_wacz, find_in_warc
from onrecord.model.captures import Capture, Method, Refusal

CSV_ENDINGS = (".csv", ".csv.gz", ".tsv")
# One bad source must not stop the others: what the libraries that take it apart may raise.
FAULTS = (OSError, EOFError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RuntimeError, MemoryError, zlib.error)
PARQUET_ENDINGS = (".parquet", ".pq")


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


def find_in_input(request: Request) -> Found:
    """One document a line of standard input."""
    if request.standard_input is not None:
        yield from lines_of(request.standard_input, request, name="standard input", method=Method.STANDARD_INPUT)


def find_at_address(request: Request) -> Found:
    """The page at a web address, or the pages that the feed there names."""
    try:
        page = request.visits.fetch(request.name, settings=request.settings)
    except FetchError as error:
        yield Refusal(name=request.name, reason=str(error).removeprefix(f"{request.name}: "))
        return
    if is_feed(page.content):
        yield from find_in_feed(page.content, page.url, request)
    else:
        yield page_capture(request.name, page, request, Method.HTTP)


def find_in_folder(request: Request) -> Found:
    """Every file below a folder, in the order of its path."""
    for path in find_files(Path(request.name), request.without):
        yield from find_in_one(replace(request, name=str(path)))


def find_in_one(request: Request) -> Found:
    """The captures of one file among others: one that cannot be read does not stop them."""
    try:
        yield from find_captures(request)
    except InvalidInputError as error:
        yield Refusal(name=request.name, reason=str(error).removeprefix(f"{request.name}: "))
    except FAULTS as error:
        yield Refusal(name=request.name, reason=f"cannot be read on: {' '.join(str(error).split()) or type(error).__name__}")


def find_in_lines(request: Request) -> Found:
    """One document a line of a file of JSON Lines."""
    path = check_path(request.name)
    try:
        with open_jsonl(path, request.meter.open) as stream:
            yield from lines_of(stream, request, name=request.name, method=Method.LINE)
    except OSError as error:
        raise InvalidInputError(f"{request.name}: cannot be read: {error.strerror or error}") from error


def lines_of(stream: IO[bytes], request: Request, *, name: str, method: Method) -> Found:
    """The lines of a stream that hold anything."""
    has_any = False
    for number, line in enumerate(read_lines(stream, name=name, limit=request.settings.max_bytes), start=1):
        where = f"{name}, line {number}"
        if line is not None and is_blank(line):
            continue
        has_any = True
        if line is None:
            yield Refusal(name=where, reason=f"longer than the {request.settings.max_bytes:,} bytes that the setting 'max_bytes' allows")
        else:
            yield Capture(
                name=where, content=line, method=method, at=moment(), stated=request.stated, is_line=True, columns=request.mapping
            )
    if not has_any:
        yield Refusal(name=name, reason=f"empty; {EXPECTED} a line")


def is_blank(line: bytes) -> bool:
    """True for a line that holds nothing."""
    return not line.strip(b" \t\r\n\xef\xbb\xbf")


def find_in_file(request: Request) -> Found:
    """A file that is one document, or a feed that names pages."""
    try:
        with request.meter.open(check_path(request.name)) as stream:
            content = limited(stream, request.name, request.settings)
    except (OSError, InvalidInputError) as error:
        yield Refusal(name=request.name, reason=str(error).removeprefix(f"{request.name}: "))
        return
    if is_feed(content):
        yield from find_in_feed(content, "", request)
    else:
        yield Capture(name=request.name, content=content, method=Method.FILE, at=moment(), stated=request.stated)


def is_folder(name: str) -> bool:
    """True for a folder that is there."""
    return not is_url(name) and Path(name).is_dir()


def ends(*endings: str) -> Callable[[str], bool]:
    """True for the name of a file that ends in one of these."""
    return lambda name: not is_url(name) and name.lower().endswith(endings) and Path(name).is_file()


SOURCES = (
    Source(name="standard input, one document a line", takes=lambda name: name == STANDARD_INPUT, find=find_in_input),
    Source(name="web address or feed", takes=is_url, find=find_at_address),
    Source(name="folder", takes=is_folder, find=find_in_folder),
    Source(name=f"JSON Lines ({', '.join(JSONL_ENDINGS)})", takes=is_jsonl, find=find_in_lines),
    Source(name=f"CSV ({', '.join(CSV_ENDINGS)})", takes=ends(*CSV_ENDINGS), find=find_in_csv),
    Source(name=f"Parquet ({', '.join(PARQUET_ENDINGS)})", takes=ends(*PARQUET_ENDINGS), find=find_in_parquet),
    Source(name=f"WARC ({', '.join(WARC_ENDINGS)})", takes=ends(*WARC_ENDINGS), find=find_in_warc),
    Source(name="WACZ (.wacz)", takes=ends(".wacz"), find=find_in_wacz),
    Source(name="file or feed", takes=lambda _: True, find=find_in_file),
)
