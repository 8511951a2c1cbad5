"""One capture to what goes into the archive: its document, read, with its signature; no capture stops the others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from onrecord.errors import OnrecordError, TimeUpError
from onrecord.ingest.intake import NOT_READ, Intake
from onrecord.ingest.signature import make_signature
from onrecord.ingest.take import read_capture
from onrecord.model.captures import Capture, State, Taken
from onrecord.model.text import Document
from onrecord.pipeline.run import read_document
from onrecord.settings import Settings

# One bad document must not stop the others: its fault is recorded with it.
FAULTS = (OnrecordError, RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def take(capture: Capture, settings: Settings) -> Taken:
    """Read one capture within the time that the settings allow it; what goes wrong is its reason."""
    try:
        with time_limit(settings.document_seconds):
            return take_in(capture, settings)
    except TimeUpError:
        return skip(capture, f"not read within the {settings.document_seconds:g} seconds that the setting 'document_seconds' allows")
    except MemoryError:
        return skip(capture, "takes more memory than there is for one document")
    except FAULTS as error:
        return skip(capture, f"a fault of onrecord: {type(error).__name__}: {error}")


def take_in(capture: Capture, settings: Settings) -> Taken:
    """The document of a capture with its records; one that cannot be read is skipped, one in another language is kept unread."""
    intake = read_capture(capture, settings=settings)
    if intake.is_failed:
        return skip(capture, reason_of(intake, capture))
    signature = make_signature(intake.document.text)
    if not intake.is_readable:
        notices = intake.notices
        return Taken(
            capture=capture,
            document=intake.document,
            state=State.UNREAD,
            warnings=notices,
            reason=notices[-1].message if notices else None,
            signature=signature,
        )
    result = read_document(intake.document, settings=settings)
    return Taken(
        capture=capture,
        document=intake.document,
        state=State.READ,
        records=result.records,
        dropped=result.dropped,
        warnings=(*intake.notices, *result.warnings),
        signature=signature,
    )


def skip(capture: Capture, reason: str) -> Taken:
    """A capture that gave no document."""
    return Taken(capture=capture, document=Document(id=capture.name, text=""), state=State.SKIPPED, reason=reason)


def reason_of(intake: Intake, capture: Capture) -> str:
    """Why a document could not be read, without the name of its capture, which stands beside it."""
    told = next((notice.message for notice in reversed(intake.notices) if notice.code == NOT_READ), "not read")
    while told.startswith(f"{capture.name}: "):
        told = told.removeprefix(f"{capture.name}: ")
    return told


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUpError when the time is over, where the system can (in a main thread that has SIGALRM)."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeUpError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
