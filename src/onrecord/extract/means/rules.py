"""The list of means, by the head of each wording."""

from __future__ import annotations

from onrecord.vocab.means import Means, Wording, means_by_head

__all__ = ["Means", "Wording", "means_by_head"]
