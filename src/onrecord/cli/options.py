"""Options that several commands have, worded alike everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Target = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="PATH|URL",
        help="The archive; default: the setting 'archive', onrecord.sqlite in this folder.",
        show_default=False,
    ),
]
Files = Annotated[
    Path | None,
    typer.Option(
        "--files",
        metavar="DIR",
        help="Folder of the original files; default: the one that the archive was made with, else beside it.",
        show_default=False,
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")]
