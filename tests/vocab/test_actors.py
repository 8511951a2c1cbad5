"""The actor list and its strict loader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import InvalidRuleError
from onrecord.vocab.actors import fold_words, load_actors
from onrecord.vocab.codes import acled_inter

HEADER = "id,name,aliases,kind,country,since,until\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "own.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_the_packaged_list_has_states_groups_and_organisations() -> None:
    actors = load_actors()
    assert sum(entry.sort == "group" for entry in actors.entries.values()) >= 400
    assert sum(actor_id.startswith("state:") for actor_id in actors.entries) >= 190
    assert {entry.kind for entry in actors.entries.values()} <= {*acled_inter(), "other"}


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("ISIL", "actor:islamic-state"),
        ("Da'esh", "actor:islamic-state"),
        ("al-Qa'ida", "actor:al-qaeda"),
        ("Isaf", "actor:international-security-assistance-force"),
        ("the Lord's Resistance Army", None),
        ("Lord's Resistance Army", "actor:lords-resistance-army"),
        ("U.S.", "state:US"),
        ("us", None),
        ("is", None),
    ],
)
def test_a_name_is_looked_up_as_it_may_be_written(name: str, actor_id: str | None) -> None:
    found = load_actors().lookup(name)
    assert (found[0].id if found else None) == actor_id


def test_a_force_of_a_state_is_made_when_asked_for() -> None:
    entry = load_actors().entry("state:ML:military")
    assert entry is not None
    assert (entry.name, entry.kind, entry.country) == ("Military Forces of Mali", "State forces", "ML")


@pytest.mark.parametrize("actor_id", ["state:XX:military", "state:ML:choir", "actor:nobody", ""])
def test_an_unknown_id_has_no_entry(actor_id: str) -> None:
    assert load_actors().entry(actor_id) is None


def test_a_name_of_two_actors_stands_for_both() -> None:
    assert len(load_actors().lookup("ADF")) == 2


def test_a_users_row_stands_alone_for_its_names(tmp_path: Path) -> None:
    actors = load_actors(write(tmp_path, "own:adf,Alpine Defence Front,ADF|Alpine Front,Rebel group,CH,2020,2024-05-01\n"))
    (entry,) = actors.lookup("ADF")
    assert (entry.id, entry.until) == ("own:adf", date(2024, 5, 1))
    assert not entry.exists_on(date(2019, 12, 31))
    assert entry.exists_on(None)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a,Alpha,,rebel group,,,\n", "line 2: no kind 'rebel group'; did you mean 'Rebel group'"),
        ("a,Alpha,,other,Mali,,\n", "line 2: country must be an ISO 3166 alpha-2 code, not 'Mali'"),
        ("a,Alpha,,other,ML,soon,\n", "line 2: since must be a year or an ISO day, not 'soon'"),
        ("a,Alpha,,other,,,\na,Beta,,other,,,\n", "line 3: repeated id 'a'"),
        ("a,,,other,,,\n", "line 2: name must not be empty"),
        ("a,Alpha\n", "line 2: 2 fields; expected 7"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(tmp_path: Path, rows: str, fault: str) -> None:
    with pytest.raises(InvalidRuleError, match=fault.replace("?", r"\?")):
        load_actors(write(tmp_path, rows))


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidRuleError, match=r"own\.csv: line 2: .*; line 3: "):
        load_actors(write(tmp_path, "a,Alpha,,rebels,,,\nb,Beta,,other,Mali,,\n"))


def test_an_unknown_column_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InvalidRuleError, match="unknown column 'alias'; did you mean 'aliases'"):
        load_actors(write(tmp_path, "a,Alpha,,other\n", "id,name,alias,kind\n"))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InvalidRuleError, match=r"none\.csv: cannot be read"):
        load_actors(Path("none.csv"))


def test_words_are_folded_alike_however_they_are_written() -> None:
    assert fold_words("Al-Qa'ida") == fold_words("al Qaida") == ("al", "qaida")
