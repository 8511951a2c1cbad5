"""Fixtures that every room uses."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.model.text import Document

# No timing in tests: a busy machine must not fail them. The profile "ci" always draws the same examples.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("default", deadline=None, max_examples=50, suppress_health_check=SLOW)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, suppress_health_check=SLOW, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def doc_of() -> Callable[[str], Doc]:
    """Parse a text with the default model."""
    return lambda text: annotate_document(Document(id="test", text=text))
