"""The command `onrecord`: one thin command for each public call."""

from __future__ import annotations


def main() -> None:
    """Run the command."""
    import gc  # noqa: PLC0415  beside its use

    gc.set_threshold(50_000, 20, 50)  # what a start makes stays: looking through it for waste over and over takes a twentieth of the start
    from onrecord.cli.app import run  # noqa: PLC0415  so that importing the package costs nothing

    run()
