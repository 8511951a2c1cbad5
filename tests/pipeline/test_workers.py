"""One item that its process dies of, hangs on, or takes all memory for, does not stop the others."""

from __future__ import annotations

import pytest
from tests.pipeline.work import give_up, guarded

from onrecord.pipeline.workers import DIED, Work, do_all
from onrecord.settings import Settings


@pytest.mark.parametrize(
    ("item", "answer"),
    [("dies", f"dies: {DIED}"), ("hangs", f"hangs: {DIED}"), ("takes all memory", "takes all memory: no memory")],
)
def test_an_item_that_its_process_dies_of_is_given_up_and_the_others_are_done(item: str, answer: str) -> None:
    items = ["one", "two", item, "three", "four", "five"]
    work = Work(do=guarded, give_up=give_up, settings=Settings(document_seconds=0.2))
    assert list(do_all(items, work, processes=2)) == ["one is done", "two is done", answer, *(f"{name} is done" for name in items[3:])]
