"""Where the files of an export lie, each of them whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from onrecord.errors import InvalidInputError
from onrecord.export.writers import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The files of an export: the data under the name that was asked for, in a folder under the format's, and the others beside it under its name."""

    data: Path

    @classmethod
    def of(cls, output: Path | None, writer: Writer) -> Self:
        """The place that was asked for.

        Raises:
            InvalidInputError: if there is none, its folder is not there, or a file's name does not end as the format's do.
        """
        if output is None:
            raise InvalidInputError(
                f"format {writer.name} is written to a file: give one that ends with {writer.suffix}, or a folder, with -o"
            )
        if output.is_dir():
            return cls(data=output / f"{writer.name}{writer.suffix}")
        if not output.parent.is_dir():
            raise InvalidInputError(f"{output}: there is no folder '{output.parent}' to write to")
        if output.suffix.lower() != writer.suffix:
            raise InvalidInputError(
                f"{output}: expected a file that ends with {writer.suffix} for format {writer.name}, or a folder that is there"
            )
        return cls(data=output)

    def beside(self, name: str) -> Path:
        """A file that goes with the data."""
        return self.data.parent / f"{self.data.name}.{name}"

    @property
    def manifest(self) -> Path:
        """How the export was made."""
        return self.beside("manifest.json")

    @property
    def deleted(self) -> Path:
        """Ids of an earlier export that are gone."""
        return self.beside("deleted.csv")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file in a folder beside the one that is meant, which takes its place at the end.

    Raises:
        InvalidInputError: if it may not be written.
    """
    if not os.access(path.parent, os.W_OK):
        raise InvalidInputError(f"{path}: the folder '{path.parent}' may not be written to")
    with TemporaryDirectory(prefix=".onrecord-", dir=path.parent) as folder:
        made = Path(folder) / path.name
        yield made
        made.replace(path)


def write_json(path: Path, value: object) -> None:
    """A value as a JSON file, whole or not at all."""
    with replacing(path) as file:
        file.write_text(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
