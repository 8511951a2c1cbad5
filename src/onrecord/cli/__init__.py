"""The command `onrecord`: one thin command for each public call."""

from __future__ import annotations


def main() -> None:
    """Run the command."""
    from onrecord.cli.app import run  # noqa: PLC0415  so that importing the package costs nothing

    run()
