"""onrecord puts on record what reports of violence and politics say happened, and according to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the package costs nothing to import; the parser is loaded by the first report
    from onrecord.model.records import Result
    from onrecord.pipeline.api import Archive
    from onrecord.settings import Settings

__all__ = ["Archive", "__version__", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`onrecord.Archive`, loaded when it is asked for."""
    if name == "Archive":
        from onrecord.pipeline.api import Archive  # noqa: PLC0415  keeps the import light

        return Archive
    raise AttributeError(f"module 'onrecord' has no attribute '{name}'")


def read(  # noqa: PLR0913  one parameter for each thing that may be known
    text: str,
    *,
    published: str | date | datetime | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Read one report: what its text says happened, as records. `.to_dict()` of the result is the output contract.

    Raises:
        InvalidInputError: if there is nothing to read, too much, or the publication day cannot be.
    """
    from onrecord.pipeline.inputs import read_text  # noqa: PLC0415  keeps the import light

    return read_text(text, published=published, title=title, publisher=publisher, url=url, settings=settings)
