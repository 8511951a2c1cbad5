"""Web archives (WARC, plain or compressed, and WACZ) to captures: the pages that servers answered with, at the time they did."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from onrecord.ingest.request import Found, Request, moment
from onrecord.ingest.unpack import unpack_all
from onrecord.model.captures import Capture, Method, Refusal

TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
WARC_ENDINGS = (".warc", ".warc.gz")
OK = 200
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # bzip2 makes gigabytes of a few bytes, and all at once
ENCRYPTED = 1  # bit of a member's flags
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
            members = [member for member in package.infolist() if member.filename.endswith(WARC_ENDINGS) and not member.is_dir()]
            if not members:
                yield Refusal(name=request.name, reason=f"holds no web archive; expected {' or '.join(WARC_ENDINGS)} in it")
            for member in sorted(members, key=lambda member: member.filename):
                yield from pages_of_member(package, member, request)
    except FAULTS as error:
        yield Refusal(name=request.name, reason=f"cannot be read on: {words_of(error)}")


def pages_of_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, request: Request) -> Found:
    """The pages of one WARC file of a package; one that cannot be read does not stop the others."""
    name = f"{request.name}, {member.filename}"
    if member.flag_bits & ENCRYPTED or member.compress_type not in PACKINGS:
        yield Refusal(name=name, reason="encrypted, or packed in a way that such packages do not use")
        return
    try:
        with package.open(member) as stream:
            yield from pages_of(stream, request, name=name)
    except FAULTS as error:
        yield Refusal(name=name, reason=f"cannot be read on: {words_of(error)}")


def pages_of(stream: IO[bytes], request: Request, *, name: str) -> Found:
    """The answers in a stream that are pages or texts; other kinds and failures of servers are passed over, unless there is nothing else."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  only web archives need it

    kinds = WarcRecordType.response | WarcRecordType.resource
    records = ArchiveIterator(stream, record_types=kinds, parse_http=False)  # what is wrong with one would end it
    number, is_told = 0, False
    for number, record in enumerate(records, start=1):
        where = f"{name}, record {number}"
        try:
            for found in page_of(record, where, request):
                is_told = True
                yield found
        except FAULTS as error:  # of its packing, of which the next record knows nothing
            is_told = True
            yield Refusal(name=where, reason=f"cannot be read: {words_of(error)}")
    if not is_told:
        what = "holds no page or text that a server answered with" if number else "no web archive, or one that holds no answers of servers"
        yield Refusal(name=name, reason=what)


def page_of(record: Any, where: str, request: Request) -> Iterator[Capture | Refusal]:
    """One record, if it is a page or text of a size that the settings allow."""
    limit = request.settings.max_bytes
    record.parse_http()
    status = record.http_headers.status_code if record.http_headers is not None else OK
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if status != OK or kind not in TYPES:
        return
    content = unpack_payload(record, most=limit + 1)
    if len(content) > limit:
        yield Refusal(name=where, reason=f"more than the {limit:,} bytes that the setting 'max_bytes' allows")
        return
    if not content:
        yield Refusal(name=where, reason="empty; expected the text of a report")
        return
    yield Capture(
        name=where,
        content=content,
        method=Method.WARC,
        at=captured_at(record),
        url=record.headers.get("WARC-Target-URI"),
        media_type=kind,
        charset=record.http_charset,
        headers=headers_of(record),
        stated=request.stated,
    )


def unpack_payload(record: Any, *, most: int) -> bytes:
    """What a server sent, without what it was packed in.

    Raises:
        OSError: if it is not packed as its headers say.
    """
    content = bytes(record.reader.read(most))
    headers = {key.lower(): value for key, value in headers_of(record)}
    for name in ("transfer-encoding", "content-encoding"):
        content = unpack_all(content, headers.get(name, ""), most=most)
    return content


def headers_of(record: Any) -> tuple[tuple[str, str], ...]:
    """What a server said of its answer."""
    return tuple((str(key), str(value)) for key, value in record.http_headers.items()) if record.http_headers is not None else ()


def captured_at(record: Any) -> datetime:
    """When the server answered, in UTC; now, if the record does not say."""
    try:
        found = record.record_date
        return found.astimezone(UTC) if isinstance(found, datetime) else moment()
    except (ValueError, OverflowError):  # no date of the calendar
        return moment()


def words_of(error: BaseException) -> str:
    """What went wrong, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
