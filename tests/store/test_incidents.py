"""Incidents of an archive: ids that stand, redirects, tombstones, and a log that tells every change, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update
from tests.store.filled import fill

from onrecord.errors import ArchiveError, UnknownCodeError
from onrecord.link.identity import keep_ids
from onrecord.model.incidents import Key
from onrecord.model.records import Result
from onrecord.pipeline.incidents import link_archive, tell_archived
from onrecord.pipeline.rereading import reread_archive
from onrecord.pipeline.totals import gather_totals
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.copy import copy_archive
from onrecord.store.incidents import count_incidents, find_incident, keep_renewal, read_ids, read_members, refuse_unsettled
from onrecord.store.log import read_detail, read_head, read_log
from onrecord.store.read import find_record
from onrecord.store.search import Query, search_records
from onrecord.store.tables import INCIDENT, MEMBER, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document


@pytest.fixture
def linked(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with reports of our own whose records are linked."""
    fill(archive, tmp_path / "reports")
    link_archive(archive)
    return archive


def members(archive: Archive) -> dict[Key, str]:
    with archive.reading() as connection:
        return read_members(connection)


def regroup(archive: Archive, *groups: set[Key]) -> None:
    """Have incidents hold other records than linking gave them."""
    before = members(archive)
    mine = {before[key] for group in groups for key in group}
    held = {key: incident for key, incident in before.items() if incident in mine}
    with archive.writing() as connection:
        keep_renewal(connection, keep_ids(map(sorted, groups), held, taken=read_ids(connection)), held, by="test")


def held(archive: Archive) -> list[set[Key]]:
    """What each incident holds, the largest first."""
    found: dict[str, set[Key]] = {}
    for key, incident in members(archive).items():
        found.setdefault(incident, set()).add(key)
    return sorted(found.values(), key=lambda keys: (-len(keys), sorted(keys)))


def bridge(archive: Archive) -> str:
    """The document on four soldiers near Gao."""
    with archive.reading() as connection:
        return str(find_record(connection, search_records(connection, Query(words="soldiers"))[0]["id"])[1].id)


def test_every_incident_record_is_in_one_incident_and_linking_again_changes_nothing(linked: Archive) -> None:
    before = members(linked)
    with linked.reading() as connection:
        records = connection.execute(select(func.count()).where(RECORD.c.kind == "incident")).scalar_one()
        head = read_head(connection)
    assert len(before) == records > 2
    link_archive(linked)
    assert members(linked) == before
    with linked.reading() as connection:
        assert [line.kind for line in read_log(connection) if line.number > head[0]] == ["link"]
    assert list(find_faults(linked)) == []


def test_a_copy_of_a_report_is_in_the_incident_of_its_original(linked: Archive) -> None:
    assert len(held(linked)[0]) == 2


def test_a_merged_incident_leads_to_the_one_that_it_is_a_part_of(linked: Archive) -> None:
    first, second, *_ = held(linked)
    old, new = members(linked)[next(iter(second))], members(linked)[next(iter(first))]
    regroup(linked, first | second)
    with linked.reading() as connection:
        found = find_incident(connection, old)
    assert (found.id, set(found.members), [each for each, _ in found.redirects]) == (new, first | second, [old])
    assert f"{old} was merged into it on" in tell_archived(linked, old).notes[0]
    assert list(find_faults(linked)) == []


def test_a_split_incident_stays_with_its_larger_part_and_says_where_the_other_went(linked: Archive) -> None:
    first, second, *_ = held(linked)
    incident = members(linked)[next(iter(first))]
    regroup(linked, first | second)
    regroup(linked, first, second)
    found = members(linked)
    assert {found[key] for key in first} == {incident}
    (other,) = {found[key] for key in second}
    assert any(f"split, other parts went to {other}" in note for note in tell_archived(linked, incident).notes)
    assert any(f"made of records of {incident}" in note for note in tell_archived(linked, other).notes)
    assert list(find_faults(linked)) == []


def test_an_incident_whose_records_are_all_gone_leaves_a_tombstone_with_the_reason(linked: Archive) -> None:
    with linked.reading() as connection:
        incident = find_incident(connection, bridge(linked)).id
    withdraw_document(linked, bridge(linked), why="a source at risk")
    with (
        linked.reading() as connection,
        pytest.raises(UnknownCodeError, match=f"incident {incident} is no longer there since .* withdrawn"),
    ):
        find_incident(connection, incident)
    with linked.reading() as connection:
        assert count_incidents(connection)["gone"] == 1
    assert list(find_faults(linked)) == []
    link_archive(linked)
    assert incident not in members(linked).values()
    assert list(find_faults(linked)) == []


def test_records_that_are_no_longer_read_leave_their_incident(linked: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = members(linked)
    monkeypatch.setattr("onrecord.pipeline.rereading.read_document", lambda document, **_: Result(document=document))
    reread_archive(linked, settings=Settings(), with_current=True, processes=1)
    assert members(linked) == {}
    with linked.reading() as connection:
        assert count_incidents(connection)["gone"] == len(set(before.values()))
    assert list(find_faults(linked)) == []


def test_reading_again_what_is_unchanged_changes_no_incident(linked: Archive) -> None:
    before = members(linked)
    reread_archive(linked, settings=Settings(), with_current=True, processes=1)
    assert members(linked) == before
    assert list(find_faults(linked)) == []


def test_a_copy_of_an_archive_has_its_incidents(linked: Archive, tmp_path: Path) -> None:
    other = create_archive(str(tmp_path / "other.sqlite"), files=tmp_path / "other")
    copy_archive(linked, other)
    assert members(other) == members(linked)
    assert list(find_faults(other)) == []
    other.engine.dispose()


def test_what_was_changed_behind_the_log_shows(linked: Archive) -> None:
    with linked.writing() as connection:
        one, other = connection.execute(select(INCIDENT.c.number).order_by(INCIDENT.c.number).limit(2)).scalars()
        connection.execute(update(MEMBER).where(MEMBER.c.incident == one).values(incident=other))
    assert sum("its state or its records are not as the log has them" in fault for fault in find_faults(linked)) == 2
    with linked.writing() as connection:
        connection.execute(delete(INCIDENT).where(INCIDENT.c.number == one))
    assert any("in the log, but not in the archive" in fault for fault in find_faults(linked))


def test_every_change_is_in_the_log(linked: Archive) -> None:
    first, second, *_ = held(linked)
    regroup(linked, first | second)
    with linked.reading() as connection:
        told = [read_detail(line)["change"] for line in read_log(connection) if line.kind == "incident"]
    assert told.count("made") == len(members(linked)) - 1
    assert told[-2:] == ["changed", "merged"]


def test_an_archive_that_is_not_linked_says_so(archive: Archive) -> None:
    for ask in (gather_totals, lambda each: tell_archived(each, "a")):
        with pytest.raises(ArchiveError, match="have not been linked yet; do so with: onrecord link"):
            ask(archive)


def test_nothing_is_written_of_an_archive_that_was_changed_meanwhile(linked: Archive) -> None:
    with linked.reading() as connection:
        head, _ = read_head(connection)
    withdraw_document(linked, bridge(linked), why="a source at risk")
    with linked.writing() as connection, pytest.raises(ArchiveError, match="link again"):
        refuse_unsettled(connection, head)


def test_a_dry_run_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    assert link_archive(archive, dry_run=True).linking.incidents
    assert members(archive) == {}


def test_an_incident_is_found_by_the_name_of_its_document(linked: Archive) -> None:
    with linked.reading() as connection:
        assert find_incident(connection, "market").id == find_incident(connection, "copy").id


def test_what_was_added_since_is_counted(linked: Archive, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(
        "A mortar shell killed three farmers near Kidal in Mali on 9 March 2024, a nurse said.", encoding="utf-8"
    )
    assert fill(linked, tmp_path, str(tmp_path / "new.txt")).records == 1
    with linked.reading() as connection:
        assert count_incidents(connection)["records not linked yet"] == 1
