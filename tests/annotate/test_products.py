"""Matrix products by numpy's own library: which layers use it, and that its threads are given back."""

from __future__ import annotations

from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from onrecord.annotate import annotate_document, load_model
from onrecord.annotate.products import layers_of, one_thread, threads
from onrecord.model.text import Document


def blas_threads() -> list[int]:
    """Threads that each library of matrix products may use."""
    return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]


def test_layers_use_numpy_where_it_has_a_library() -> None:
    on_processor = {ops.use_blis for layer in layers_of(load_model()) if isinstance(ops := layer.ops, NumpyOps)}
    assert on_processor == {not threads().lib_controllers}


def test_products_run_on_one_thread_and_give_the_others_back() -> None:
    before = blas_threads()
    with one_thread():
        assert set(blas_threads()) <= {1}
    assert blas_threads() == before


def test_a_report_is_parsed_as_by_the_default() -> None:
    text = "Gunmen killed four farmers near Zurmi on Monday, police said. A fifth man, Ali Bello, 34, was wounded in the leg."
    ours = annotate_document(Document(id="a", text=text, language="en"))
    nlp = load_model()
    layers = list(layers_of(nlp))
    kept = [layer.ops for layer in layers]
    try:
        for layer in layers:
            layer.ops = NumpyOps()
        default = nlp(text)
    finally:
        for layer, ops in zip(layers, kept, strict=True):
            layer.ops = ops
    assert [(one.tag_, one.dep_, one.head.i, one.ent_type_) for one in ours] == [
        (one.tag_, one.dep_, one.head.i, one.ent_type_) for one in default
    ]
