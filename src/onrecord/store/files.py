"""Original bytes beside an archive: one file for each digest, never altered, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from onrecord.errors import ArchiveError

BLOCK = 1 << 20  # bytes that are copied at once


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes of a digest stand."""
    return folder / sha256[:2] / sha256


def keep_bytes(folder: Path, content: bytes, sha256: str) -> None:
    """Keep bytes under their digest; bytes that are there already are left alone.

    Raises:
        ArchiveError: if they cannot be written, with the reason of the system.
    """
    path = path_of(folder, sha256)
    try:
        if path.stat().st_size == len(content):
            return
    except OSError:
        pass  # it is not there yet
    part = path.with_name(f".part-{os.getpid()}-{sha256}")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}; nothing half-written was left") from error
        raise


def read_bytes(folder: Path, sha256: str) -> bytes | None:
    """The bytes of a digest; None if they are not there."""
    path = path_of(folder, sha256)
    return path.read_bytes() if path.is_file() else None


def are_whole(folder: Path, sha256: str) -> bool:
    """True if the bytes are there and are those of the digest."""
    content = read_bytes(folder, sha256)
    return content is not None and hashlib.sha256(content).hexdigest() == sha256


def remove_bytes(folder: Path, sha256: str) -> None:
    """Take the bytes of a digest away."""
    path_of(folder, sha256).unlink(missing_ok=True)


def clear_parts(folder: Path) -> None:
    """Remove what a killed run left half-written; another run that is at work keeps what it writes."""
    for part in folder.glob("??/.part-*"):
        writer = part.name.split("-")[1]
        if not writer.isdigit() or not is_running(int(writer)):
            part.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    """True for the number of a process of this machine, where the system tells."""
    if os.name != "posix" or process == os.getpid():
        return False
    try:
        os.kill(process, 0)  # asks only
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def keep_file(folder: Path, source: Path) -> tuple[str, int]:
    """Keep a copy of a file under its digest, however large it is; the digest, and how many bytes there are.

    Raises:
        ArchiveError: if it cannot be read or the copy not be written, with the reason of the system.
    """
    part = folder / f".part-{os.getpid()}-import"
    total, size = hashlib.sha256(), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream, part.open("wb") as copy:
            while block := stream.read(BLOCK):
                total.update(block)
                size += copy.write(block)
        path = path_of(folder, total.hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
    except OSError as error:
        raise ArchiveError(f"{source}: cannot be kept in {folder}: {error.strerror or error}; nothing half-written was left") from error
    finally:
        part.unlink(missing_ok=True)
    return total.hexdigest(), size
