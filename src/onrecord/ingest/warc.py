"""Web archives (WARC, plain or compressed, and WACZ) to captures: the pages that servers answered with, at the time they did."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InvalidInputError
from onrecord.ingest.request import Found, Request, moment
from onrecord.model.captures import Capture, Method, Refusal

TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
WARC_ENDINGS = (".warc", ".warc.gz")
OK = 200
FAULTS = (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, RuntimeError)


def find_in_warc(request: Request) -> Found:
    """The pages of a WARC file."""
    try:
        with request.meter.open(Path(request.name)) as stream:
            yield from pages_of(stream, request, name=request.name)
    except FAULTS as error:
        yield Refusal(name=request.name, reason=f"cannot be read on: {words_of(error)}")


def find_in_wacz(request: Request) -> Found:
    """The pages of all WARC files in a WACZ package; nothing is unpacked to disk."""
    try:
        with request.meter.open(Path(request.name)) as file, zipfile.ZipFile(file) as package:
            for member in sorted(package.infolist(), key=lambda member: member.filename):
                if member.filename.endswith(WARC_ENDINGS) and not member.is_dir():
                    with package.open(member) as stream:
                        yield from pages_of(stream, request, name=f"{request.name}, {member.filename}")
    except FAULTS as error:
        yield Refusal(name=request.name, reason=f"cannot be read on: {words_of(error)}")


def pages_of(stream: IO[bytes], request: Request, *, name: str) -> Found:
    """The answers in a stream that are pages or texts; other kinds and failures of servers are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  only web archives need it

    kinds = WarcRecordType.response | WarcRecordType.resource
    records = ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all")
    number = 0
    for number, record in enumerate(records, start=1):
        yield from page_of(record, f"{name}, record {number}", request)
    if not number and not stream.seekable():
        raise InvalidInputError(f"{name}: no web archive: it holds no answers of servers")


def page_of(record: Any, where: str, request: Request) -> Iterator[Capture | Refusal]:
    """One record, if it is a page or text of a size that the settings allow."""
    limit = request.settings.max_bytes
    status = record.http_headers.status_code if record.http_headers is not None else OK
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if status != OK or kind not in TYPES:
        return
    content = record.reader.read(limit + 1)
    if len(content) > limit:
        yield Refusal(name=where, reason=f"more than the {limit:,} bytes that the setting 'max_bytes' allows")
        return
    if not content:
        yield Refusal(name=where, reason="empty; expected the text of a report")
        return
    headers = tuple((str(key), str(value)) for key, value in record.http_headers.items()) if record.http_headers is not None else ()
    yield Capture(
        name=where,
        content=content,
        method=Method.WARC,
        at=captured_at(record),
        url=record.headers.get("WARC-Target-URI"),
        media_type=kind,
        charset=record.http_charset,
        headers=headers,
        stated=request.stated,
    )


def captured_at(record: Any) -> datetime:
    """When the server answered, in UTC; now, if the record does not say."""
    found = record.record_date
    return found.astimezone(UTC) if isinstance(found, datetime) else moment()


def words_of(error: BaseException) -> str:
    """What went wrong, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
