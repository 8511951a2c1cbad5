"""PDFs as small as they can be, whose page draws what it is given."""

from __future__ import annotations

import io
import zlib

HEAD = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def packed(content: bytes, more: bytes = b"") -> bytes:
    """A stream."""
    squeezed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(squeezed), more, squeezed)


def make_pdf(content: bytes, *others: bytes) -> bytes:
    """A PDF of one page with such contents; the other objects are numbered from 6 on."""
    return join_objects((*HEAD, content, FONT, *others))


def join_objects(objects: tuple[bytes, ...], trailer: bytes = b"") -> bytes:
    """A PDF of some objects, the first of which is its root."""
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))
    return out.getvalue()
