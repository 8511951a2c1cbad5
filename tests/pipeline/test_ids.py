"""Whatever is linked, merged, split, decided, taken back and withdrawn, in whatever order: an id never comes to mean another happening, and none is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.errors import OnrecordError
from onrecord.link.identity import new_id
from onrecord.link.linking import Incident, Linking
from onrecord.model.captures import Stated
from onrecord.model.incidents import Key, Standing
from onrecord.model.pairings import Pairs, standing_decisions
from onrecord.pipeline import incidents
from onrecord.pipeline.adding import add_sources
from onrecord.pipeline.deciding import decide, merge, split, undo, undo_split
from onrecord.pipeline.incidents import link_archive
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.incidents import find_incident, read_members
from onrecord.store.pairings import read_pairings
from onrecord.store.tables import DOCUMENT, INCIDENT, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document

TOWNS = ("Gao", "Homs", "Kabul", "Mopti", "Nairobi", "Kassala", "Kharkiv", "Baidoa")
Step = tuple[str, int, int, Sequence[int]]
ANY = st.integers(0, 7)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["link", "link", "link", "merge", "merge", "split", "same", "different", "undo", "undo", "unsplit", "withdraw"]),
        ANY,
        ANY,
        st.lists(st.integers(0, 3), min_size=len(TOWNS), max_size=len(TOWNS)),
    ),
    min_size=1,
    max_size=10,
)


@dataclass(frozen=True)
class State:
    """An archive's ids: what each open one holds, what each merged one held then, and where each leads."""

    held: Mapping[str, frozenset[Key]]
    ends: Mapping[str, str]
    gone: frozenset[str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of eight reports on happenings in eight towns, which was never linked."""
    folder = tmp_path_factory.mktemp("ids")
    rows = [
        {"id": town, "text": f"Gunmen killed {number} traders in {town} on Sunday, a councillor said.", "published": "2024-03-07"}
        for number, town in enumerate(TOWNS, start=3)
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    archive = create_archive(str(folder / "onrecord.sqlite"))
    add_sources(archive, [str(folder / "articles.jsonl")], stated=Stated(), settings=Settings(), processes=1)
    archive.engine.dispose()
    return folder / "onrecord.sqlite"


def link_as(archive: Archive, labels: Sequence[int]) -> None:
    """Link as if records of one label were one happening."""
    with archive.reading() as connection:
        told = select(DOCUMENT.c.id, RECORD.c.id.label("record")).join(RECORD, RECORD.c.document == DOCUMENT.c.number)
        keys = sorted((row.id, row.record) for row in connection.execute(told))
    groups: dict[int, list[Key]] = {}
    for key, label in zip(keys, labels, strict=False):
        groups.setdefault(label, []).append(key)
    found = tuple(Incident(id=new_id(members), members=tuple(members)) for members in groups.values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incidents, "link_records", lambda *_, **__: Linking(incidents=found, links=(), possible=()))
        link_archive(archive)


def take(archive: Archive, step: Step) -> None:
    """One step; what is refused changes nothing."""
    name, left, right, labels = step
    with archive.reading() as connection:
        held: dict[str, list[str]] = {}
        for (_, record), incident in sorted(read_members(connection).items()):
            held.setdefault(incident, []).append(record)
        standing = standing_decisions(read_pairings(connection))
    known = sorted(held)
    if name == "link" or not known:
        link_as(archive, labels)
        return
    one, other = known[left % len(known)], known[right % len(known)]
    with suppress(OnrecordError):
        match name:
            case "merge":
                merge(archive, (one, other), by="Ana")
            case "split":
                split(archive, one, held[one][: 1 + right % len(held[one])], by="Ana")
            case "same" | "different":
                decide(archive, (one, other), Pairs(name), by="Ana")
            case "withdraw":
                withdraw_document(archive, TOWNS[left], why="a source at risk")
            case "undo" if standing:
                taken = standing[left % len(standing)]
                undo(archive, (taken.left, taken.right), by="Ana")
            case "unsplit" if standing:
                taken = standing[left % len(standing)]
                undo_split(archive, taken.left, taken.right_records, by="Ana")


def state_of(archive: Archive, before: State) -> State:
    """What the ids of an archive stand for."""
    with archive.reading() as connection:
        rows = {row.id: row for row in connection.execute(select(INCIDENT))}
        members: dict[str, set[Key]] = {}
        for key, incident in read_members(connection).items():
            members.setdefault(incident, set()).add(key)
    ends = {}
    for incident in rows:
        end = incident
        while rows[end].state == Standing.MERGED:
            end = rows[end].into
        ends[incident] = end
    held = {incident: frozenset(members.get(incident, ())) or before.held.get(incident, frozenset()) for incident in rows}
    return State(held=held, ends=ends, gone=frozenset(row.id for row in rows.values() if row.state == Standing.GONE))


def check(before: State, after: State, there: frozenset[Key]) -> None:
    """What must hold of any step."""
    assert before.held.keys() <= after.held.keys()
    open_ones = {incident for incident in after.held if after.ends[incident] == incident} - after.gone
    assert before.gone <= after.gone
    assert sorted(key for incident in open_ones for key in after.held[incident]) == sorted(there)
    for incident in before.held:
        was_open = before.ends[incident] == incident
        if incident in open_ones and was_open:
            assert after.held[incident] & before.held[incident]
        elif incident in open_ones:
            assert after.held[incident] <= before.held[incident]
        elif after.ends[incident] not in after.gone and (left := before.held[incident] & there):
            most = max(len(left & after.held[each]) for each in open_ones)
            assert len(left & after.held[after.ends[incident]]) == most


TWO, ONE, HALVES = (0,) * 4 + (1,) * 4, (0,) * 8, (0, 0, 1, 1, 2, 2, 3, 3)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(STEPS)
@example([("link", 0, 0, HALVES), ("link", 0, 0, TWO), ("link", 0, 0, ONE), ("link", 0, 0, HALVES)])
@example([("link", 0, 0, ONE), ("link", 0, 0, (0, 0, 0, 0, 0, 0, 1, 1)), ("link", 0, 0, (0, 0, 0, 0, 0, 0, 0, 1)), ("withdraw", 7, 0, ())])
@example(
    [
        ("link", 0, 0, labels)
        for labels in ((1, 3, 3, 1, 2, 2, 2, 3), (3, 0, 1, 3, 2, 0, 0, 2), (2, 3, 2, 1, 0, 1, 3, 2), (1, 0, 3, 1, 3, 3, 0, 1))
    ]
)
@example(
    [
        *(("link", 0, 0, labels) for labels in ((3, 1, 1, 0, 2, 1, 0, 3), (1, 3, 2, 1, 1, 0, 0, 2), (1, 3, 2, 1, 1, 1, 0, 2))),
        ("split", 6, 3, ()),
        *(("link", 0, 0, labels) for labels in ((2, 3, 2, 0, 1, 3, 0, 1), (3, 3, 0, 0, 2, 0, 1, 2), (3, 2, 0, 0, 2, 0, 1, 2))),
    ]
)
@example([("link", 0, 0, HALVES), ("merge", 0, 1, ()), ("merge", 0, 1, ()), ("undo", 0, 0, ()), ("link", 0, 0, HALVES)])
def test_an_id_never_comes_to_mean_another_happening_and_none_is_lost(filled: Path, steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "onrecord.sqlite").write_bytes(filled.read_bytes())
        archive = create_archive(str(Path(folder) / "onrecord.sqlite"), files=Path(folder) / "none")
        now = State(held={}, ends={}, gone=frozenset())
        for step in (("link", 0, 0, tuple(range(len(TOWNS)))), *steps):
            take(archive, step)
            with archive.reading() as connection:
                there = frozenset(read_members(connection))
            before, now = now, state_of(archive, now)
            check(before, now, there)
        assert [fault for fault in find_faults(archive) if "incident" in fault] == []
        archive.engine.dispose()


def test_an_id_that_links_merged_and_parted_again_stands_for_its_own_records_once_more(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "onrecord.sqlite").write_bytes(filled.read_bytes())
    archive = create_archive(str(tmp_path / "onrecord.sqlite"), files=tmp_path / "none")
    link_as(archive, HALVES)
    with archive.reading() as connection:
        first = read_members(connection)
    link_as(archive, ONE)
    link_as(archive, HALVES)
    with archive.reading() as connection:
        assert read_members(connection) == first
    archive.engine.dispose()


def test_an_id_that_does_not_stand_again_leads_where_most_of_its_records_are(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "onrecord.sqlite").write_bytes(filled.read_bytes())
    archive = create_archive(str(tmp_path / "onrecord.sqlite"), files=tmp_path / "none")
    link_as(archive, (0, 0, 0, 1, 1, 1, 1, 1))
    with archive.reading() as connection:
        first = read_members(connection)
    (few,) = {incident for incident in first.values() if list(first.values()).count(incident) == 3}
    link_as(archive, ONE)
    link_as(archive, (0, 0, 2, 2, 1, 1, 1, 1))
    with archive.reading() as connection:
        found = find_incident(connection, few)
    assert {key for key, incident in first.items() if incident == few} > set(found.members)
    assert len(found.members) == 2
    archive.engine.dispose()
