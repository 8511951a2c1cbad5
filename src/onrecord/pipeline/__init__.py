"""The stages side by side, and how they are run."""

from onrecord.pipeline.run import Reader, read_document

__all__ = ["Reader", "read_document"]
