"""What `onrecord export` and `onrecord report` do: write, and tell what was written, and what was left out and why."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.cli.archive import opened
from onrecord.cli.output import check_is_lines, open_output
from onrecord.cli.progress import Parts, progress_line
from onrecord.export.manifest import Manifest
from onrecord.export.sinks import to_json
from onrecord.pipeline.exporting import Exporting, ExportWish, export_archive, export_results
from onrecord.pipeline.reporting import write_report

RESULTS = "jsonl"


def export_all(wish: ExportWish, *, target: str | None, files: Path | None) -> None:
    """Write an export, and say what it holds.

    Raises:
        OnrecordError: if there is no such format, or the archive cannot be read, or a file cannot be written.
    """
    if wish.format == RESULTS:
        check_is_lines(wish.output)
    archive = opened(target, files)
    if wish.output is None and wish.format == RESULTS:
        with open_output(None) as stream:
            stream.writelines(f"{to_json(line)}\n" for line in export_results(archive, wish))
        return
    with progress_line(export_words, export_parts) as show:
        manifest = export_archive(archive, wish, tell=show)
    for line in manifest_lines(manifest):
        Console(highlight=False, stderr=True, soft_wrap=True).print(Text(line))


def report_all(wish: ExportWish, *, title: str, target: str | None, files: Path | None) -> None:
    """Write a report, and say how much it holds.

    Raises:
        OnrecordError: if the archive cannot be read, or the file not be written.
    """
    count = write_report(opened(target, files), wish, title=title)
    Console(highlight=False, stderr=True, soft_wrap=True).print(Text(f"{count:,} incidents; {wish.output}"))


def manifest_lines(manifest: Manifest) -> list[str]:
    """What there is to say of an export."""
    what = f"{manifest.rows:,} rows of {manifest.items:,} incidents and totals"
    if manifest.format == RESULTS:
        what = f"{manifest.rows:,} lines, a document or an incident each"
    lines = [f"{what}; {', '.join(manifest.files)}"]
    lines += [f"left out: {count:,}, {why}" for why, count in sorted(manifest.left_out.items(), key=lambda entry: -entry[1])]
    if manifest.deleted:
        lines.append(f"{manifest.deleted:,} ids of an earlier export are gone; the file of deleted ids names them")
    if manifest.neutralised_cells:
        lines.append(f"{manifest.neutralised_cells:,} cells begin with an apostrophe, so that no spreadsheet takes them for a formula")
    return lines


def export_words(state: Exporting, _: float | None) -> str:
    """How far an export is."""
    linked = f"{state.linked:,} records linked first, " if state.linked else ""
    return f"{linked}{state.items:,} incidents and totals"


def export_parts(state: Exporting) -> Parts:
    """How much is done; of how much is not known."""
    return state.items, None
