"""Bytes to text: UTF-8, a byte order mark, a declared encoding, or one that is detected and said so."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.errors import InvalidInputError
from onrecord.ingest.language import is_plainly_english
from onrecord.model.records import Notice

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "an SQLite database"),
)
NO_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})  # Python's own, which no page is in
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was in."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode_bytes(content: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The text of some bytes, without its byte order mark.

    Raises:
        InvalidInputError: if they are no text.
    """
    marked = next(((mark, encoding) for mark, encoding in MARKS if content.startswith(mark)), None)
    if marked:
        return _decode_marked(content.removeprefix(marked[0]), marked[1], name=name)
    check_is_text(content, name=name)
    for encoding in ("utf-8", declared):
        text = _try(content, encoding)
        if text is not None and encoding:
            return Decoded(text, encoding)
    return _decode_damaged(content) or _decode_detected(content, name=name)


def check_is_text(content: bytes, *, name: str) -> None:
    """Refuse what is not text.

    Raises:
        InvalidInputError: naming the kind of file where its first bytes tell it.
    """
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            raise InvalidInputError(f"{name}: this is {kind}; expected plain text, HTML or JSON Lines")
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if b"\0" in sample or controls * 20 > len(sample):
        raise InvalidInputError(f"{name}: this is a binary file; expected plain text, HTML or JSON Lines")


def _decode_marked(content: bytes, encoding: str, *, name: str) -> Decoded:
    text = _try(content, encoding)
    if text is None:
        raise InvalidInputError(f"{name}: the byte order mark says {encoding}, but the bytes are not; expected UTF-8 text")
    notices = () if encoding == "utf-8" else (_notice(encoding, "by its byte order mark"),)
    return Decoded(text, encoding, notices)


def _decode_damaged(content: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes: most of its characters beyond ASCII are whole."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    if whole <= 2 * bad:
        return None
    return Decoded(text, "utf-8", (Notice("undecodable-bytes", f"{bad} places are not UTF-8 and were read as U+FFFD"),))


def _decode_detected(content: bytes, *, name: str) -> Decoded:
    """Windows-1252 if that makes plain English of it, which is all that is read; else what charset-normalizer finds."""
    text = _try(content, "cp1252")
    if text is not None and is_plainly_english(text):
        return Decoded(text, "cp1252", (_notice("cp1252", "by its bytes"),))
    from charset_normalizer import from_bytes  # noqa: PLC0415  slow to import, seldom needed

    best = from_bytes(content).best()
    if best is None:
        raise InvalidInputError(f"{name}: the encoding cannot be told; expected UTF-8 text")
    return Decoded(str(best), best.encoding, (_notice(best.encoding, "by its bytes"),))


def _notice(encoding: str, how: str) -> Notice:
    return Notice("encoding-detected", f"not UTF-8; read as {encoding}, told {how}")


def _try(content: bytes, encoding: str | None) -> str | None:
    """The text of bytes in an encoding; None if they are not in it, or there is none of that name."""
    try:
        known = encoding is not None and codecs.lookup(encoding).name not in NO_ENCODINGS
        return content.decode(encoding) if encoding and known else None
    except (ValueError, LookupError):  # a UnicodeDecodeError is a ValueError, as is what is said of a name with a NUL
        return None
