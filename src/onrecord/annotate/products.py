"""The matrix products of a pipeline by numpy's own library on one thread, in three quarters of the time that thinc's default (BLIS) takes.

Measured on spaCy 3.8.18, numpy 2.4.6 with OpenBLAS 0.3.31, one core: 70 ms to 53 ms for the two reports in examples/. On more than one thread the
products of a report are so small that the threads mostly wait for each other: five times as slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

LIBRARIES = "blas"


def quicken_products(nlp: Language) -> None:
    """Let every layer of a pipeline that runs on thinc's default use numpy; nothing is done where numpy has no library whose threads can be limited."""
    if not threads().lib_controllers:
        return
    quick = NumpyOps(use_blis=False)
    for layer in layers_of(nlp):
        if type(layer.ops) is NumpyOps:  # no other processor
            layer.ops = quick


def layers_of(nlp: Language) -> Iterator[Model[Any, Any]]:
    """Every layer of the models of a pipeline."""
    models = (getattr(component, "model", None) for _, component in nlp.pipeline)
    return (layer for model in models if isinstance(model, Model) for layer in model.walk())


@contextmanager
def one_thread() -> Iterator[None]:
    """While a report is parsed: matrix products on one thread, and then on as many as before."""
    with threads().limit(limits=1, user_api=LIBRARIES):
        yield


@lru_cache(maxsize=1)
def threads() -> ThreadpoolController:
    """What holds the number of threads of numpy's library."""
    return ThreadpoolController().select(user_api=LIBRARIES)
