"""Fixtures that every room uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.model.text import Document


@pytest.fixture(scope="session")
def doc_of() -> Callable[[str], Doc]:
    """Parse a text with the default model."""
    return lambda text: annotate_document(Document(id="test", text=text))
