"""The text layers of a PDF's pages, taken out in a process of its own: what breaks the library, or takes it too long or too much memory, ends here.

Run as a file, with nothing of onrecord imported: `python pdf_pages.py CHARACTERS SECONDS < FILE` writes a line of JSON for each page, or one with the fault.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

MEMORY = 1 << 30  # bytes; a report of 50 MB with pictures takes a fifth of it


def limit_process(seconds: int) -> None:
    """Let this process end rather than take more memory or processor time."""
    try:
        import resource  # noqa: PLC0415  not on every system
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_pages(content: bytes, limit: int) -> Iterator[dict[str, str]]:
    """The text of each page, until there is more than the limit; or what is wrong."""
    import pypdfium2  # noqa: PLC0415  an extra

    total, number = 0, 0
    try:
        document = pypdfium2.PdfDocument(content)
        for number in range(1, len(document) + 1):
            text = page_text(document, number - 1)
            total += len(text)
            yield {"text": text}
            if total > limit:
                return
    except pypdfium2.PdfiumError as error:
        what = f"page {number} of this PDF" if number else "this PDF"
        yield {"fault": f"{what} cannot be read ({error})"}


def page_text(document: object, number: int) -> str:
    """The text layer of a page."""
    page = document[number]  # type: ignore[index]
    layer = page.get_textpage()
    text: str = layer.get_text_range()
    layer.close()
    page.close()
    return text


if __name__ == "__main__":
    most_characters, most_seconds = map(int, sys.argv[1:])
    limit_process(most_seconds)
    for page in read_pages(sys.stdin.buffer.read(), most_characters):
        sys.stdout.write(json.dumps(page) + "\n")
        sys.stdout.flush()
