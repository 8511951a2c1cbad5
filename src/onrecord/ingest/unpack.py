"""What servers pack their answers in (RFC 9112, 7.1; RFC 9110, 8.4) taken off again, no more of it than is allowed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

GZIP = ("gzip", "x-gzip", "deflate")


def unpack(content: bytes, encoding: str, *, most: int) -> bytes:
    """Content without one packing, up to so many bytes; as it is, where the packing is not known.

    Raises:
        OSError: if it is not packed so.
    """
    if encoding in GZIP:
        return b"".join(_inflate(content, most))
    if encoding in {"br", "chunked"}:
        from fastwarc.stream_io import BrotliReader, ChunkedReader  # noqa: PLC0415  seldom needed

        reader = BrotliReader if encoding == "br" else ChunkedReader
        return bytes(reader(io.BytesIO(content)).read(most))
    return content


def unpack_all(content: bytes, encodings: str, *, most: int) -> bytes:
    """Content without all packings of a header, the last of which was put on last.

    Raises:
        OSError: if it is not packed so.
    """
    for encoding in reversed(encodings.split(",")):
        content = unpack(content, encoding.strip().lower(), most=most)
    return content


def _inflate(content: bytes, most: int) -> Iterator[bytes]:
    """One member after the other."""
    while content and most > 0:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        try:
            piece = unpacker.decompress(content, most)
        except zlib.error as error:
            raise OSError(f"it is not packed as it says ({error})") from error
        yield piece
        most -= len(piece)
        content = unpacker.unused_data
