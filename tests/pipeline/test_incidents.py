"""An archive that grows is linked some records at a time, and says what it was asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import InvalidInputError
from onrecord.model.captures import Stated
from onrecord.pipeline.adding import add_sources
from onrecord.pipeline.incidents import LAST, count_new, link_archive, read_moment
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.incidents import read_members
from onrecord.store.verify import find_faults

TEXTS = {
    "agency": "A suicide bomber killed four people at a cattle market in Kabul on Wednesday, police said.",
    "port": "An air strike killed two fishermen off Port Sudan on Monday, the harbour master said.",
    "radio": "A suicide bombing at the cattle market in Kabul killed six people on Wednesday, Dr Temur Karim said.",
    "gao": "Gunmen killed three traders near Gao in Mali on Sunday, a councillor said.",
    "post": "Six people were killed on Wednesday when a suicide bomber blew himself up at the cattle market in Kabul, officials said.",
}


def add(archive: Archive, folder: Path, name: str) -> None:
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps({"id": name, "text": TEXTS[name], "published": "2024-03-07"}), encoding="utf-8")
    add_sources(archive, [str(path)], stated=Stated(), settings=Settings(), processes=1)


def groups(archive: Archive) -> set[frozenset[str]]:
    held: dict[str, set[str]] = {}
    with archive.reading() as connection:
        for (_, record), incident in read_members(connection).items():
            held.setdefault(incident, set()).add(record)
    return set(map(frozenset, held.values()))


def test_an_archive_linked_after_each_report_is_as_one_that_is_linked_at_the_end(tmp_path: Path) -> None:
    archive = create_archive(str(tmp_path / "onrecord.sqlite"))
    for name in TEXTS:
        add(archive, tmp_path, name)
        assert count_new(archive) == 1
        assert link_archive(archive, since=LAST).fresh == 1
        assert count_new(archive) == 0
    bit_by_bit = groups(archive)
    assert sorted(map(len, bit_by_bit)) == [1, 1, 3]
    ids = link_archive(archive, dry_run=True, with_clusters=True).clusters
    assert link_archive(archive, since=LAST, with_clusters=True).clusters == ids
    link_archive(archive)
    assert groups(archive) == bit_by_bit
    assert list(find_faults(archive)) == []
    archive.engine.dispose()


def test_what_was_added_since_a_moment_is_compared_again(tmp_path: Path) -> None:
    archive = create_archive(str(tmp_path / "onrecord.sqlite"))
    for name in ("agency", "gao"):
        add(archive, tmp_path, name)
    link_archive(archive)
    assert link_archive(archive, since="2020-01-01").fresh == 2
    assert link_archive(archive, since="2999-01-01").fresh == 0
    archive.engine.dispose()


@pytest.mark.parametrize(
    ("words", "moment"),
    [("2024-03-07", "2024-03-07T00:00:00+00:00"), ("2024-03-07T09:11+03:00", "2024-03-07T06:11:00+00:00")],
)
def test_a_moment_is_read_in_utc(words: str, moment: str) -> None:
    assert read_moment(words) == moment


def test_what_is_no_moment_is_refused_with_what_is_expected() -> None:
    with pytest.raises(InvalidInputError, match="'yesterday' is no moment; expected last, a day as YYYY-MM-DD"):
        read_moment("yesterday")
