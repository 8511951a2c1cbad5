"""Original bytes beside an archive: one file for each digest, never altered, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from onrecord.errors import ArchiveError


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes of a digest stand."""
    return folder / sha256[:2] / sha256


def keep_bytes(folder: Path, content: bytes, sha256: str) -> None:
    """Keep bytes under their digest; bytes that are there already are left alone.

    Raises:
        ArchiveError: if they cannot be written, with the reason of the system.
    """
    path = path_of(folder, sha256)
    if path.exists() and path.stat().st_size == len(content):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}; nothing half-written was left") from error


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
    """Remove what a killed run left half-written."""
    for part in folder.glob("??/.part-*"):
        part.unlink(missing_ok=True)
