"""Rows that people coded, as the values of a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.back.tables import ATTACK, COLUMNS, GED, OURS, ROWS, to_csv

from onrecord.errors import InvalidInputError, UnknownCodeError
from onrecord.export.back.cells import Cells, Fault
from onrecord.export.back.shapes import id_of, read_shape, shape_of
from onrecord.export.tables import format_columns


def values_of(name: str, **more: str) -> dict[str, Any]:
    """The values of a row, some of its cells changed."""
    cells = Cells(2, {**ROWS[name], **more})
    values = shape_of(name).values(cells)
    assert cells.faults == []
    return values


def faults_of(name: str, **more: str) -> list[tuple[str | None, str, str]]:
    """What is wrong with a row of which some cells are changed."""
    cells = Cells(2, {**ROWS[name], **more})
    id_of(cells, shape_of(name))
    shape_of(name).values(cells)
    return [(fault.column, fault.found, fault.expected) for fault in cells.faults]


def test_a_row_of_acled_is_an_incident_with_two_sides_one_number_and_its_sources() -> None:
    values = values_of("acled")
    assert values["type"] == {"plover": None, "plover_mode": None, "acled_event": "Violence against civilians", "acled_sub_event": "Attack"}
    assert values["time"] == {"earliest": "2024-05-04", "latest": "2024-05-04", "text": None, "basis": None}
    (place,) = values["places"]
    assert (place["name"], place["country"], place["admin1"], place["precision"]) == ("Bankass", "ML", "Mopti", 1)
    assert [(each["name"], each["kind"]) for each in (*values["actors"], *values["targets"])] == [
        ("Dawn Front", "Rebel group"),
        ("Civilians (Mali)", "Civilians"),
    ]
    assert [(each["low"], each["best"], each["high"], each["quote"]) for each in values["toll"]] == [(15, 15, 15, None)]
    assert values["sources"] == ["Radio Bankass", "The Coast"]


def test_kinds_of_actors_are_read_as_labels_and_as_numbers() -> None:
    values = values_of("acled", inter1="1", inter2="0", assoc_actor_1="Police; Guards")
    assert [each["kind"] for each in values["actors"]] == ["State forces", "other", "other"]
    assert [each["name"] for each in values["actors"]] == ["Dawn Front", "Police", "Guards"]
    assert values["targets"][0]["kind"] == "other"


@pytest.mark.parametrize(("precision", "days"), [("1", ("04", "04")), ("2", ("01", "07")), ("3", ("01", "31"))])
def test_a_week_and_a_month_of_acled_are_no_single_day(precision: str, days: tuple[str, str]) -> None:
    time = values_of("acled", time_precision=precision)["time"]
    assert (time["earliest"], time["latest"]) == (f"2024-05-{days[0]}", f"2024-05-{days[1]}")


def test_a_row_of_ged_keeps_low_best_and_high_and_the_deaths_of_each_side_as_parts() -> None:
    values = values_of("ucdp-ged")
    assert values["totals"] == [{"harm": "killed", "low": 14, "high": 20, "claims": []}]
    assert [(each["low"], each["best"], each["high"], each["victims"], each["part_of_total"]) for each in values["toll"]] == [
        (14, 16, 20, None, False),
        (14, 14, 14, "civilians", True),
    ]
    assert values["type"]["plover"] == "ASSAULT"
    assert (values["time"]["earliest"], values["time"]["latest"]) == ("2024-05-03", "2024-05-04")
    assert (values["places"][0]["name"], values["places"][0]["precision"], values["places"][0]["country"]) == ("Bankass town", 2, "ML")
    assert values["sources"] == ["the mayor", "a nurse"]


@pytest.mark.parametrize(
    ("violence", "sides", "kinds"),
    [
        ("1", ("Government of Mali", "Dawn Front"), ("State forces", "Rebel group")),
        ("1", ("Government of Mali", "Government of Niger"), ("State forces", "State forces")),
        ("2", ("Dawn Front", "Hill Guard"), ("other", "other")),
        ("3", ("Dawn Front", "Civilians"), ("other", "Civilians")),
    ],
)
def test_the_kind_of_a_side_is_what_ucdps_names_and_type_of_violence_say(
    violence: str, sides: tuple[str, str], kinds: tuple[str, str]
) -> None:
    values = values_of("ucdp-ged", type_of_violence=violence, side_a=sides[0], side_b=sides[1])
    assert (values["actors"][0]["kind"], values["targets"][0]["kind"]) == kinds


def test_a_row_of_our_own_columns_keeps_open_bounds_and_what_is_said_of_actors() -> None:
    values = values_of("csv")
    assert [(each["harm"], each["low"], each["high"]) for each in values["toll"]] == [("killed", 14, None), ("injured", 30, 30)]
    assert [(each["name"], each["status"], each["by"]) for each in values["actors"]] == [
        ("army", "accused", "residents"),
        ("Dawn Front", "stated", None),
    ]
    assert [each["name"] for each in values["places"]] == ["Bankass", "Mopti"]


def test_no_word_of_a_table_stands_as_a_quote() -> None:
    for name in ROWS:
        values = values_of(name)
        assert {figure["quote"] for figure in values["toll"]} == {None}
        assert "mentions" not in values


@pytest.mark.parametrize(
    ("name", "cells", "fault"),
    [
        ("acled", {"event_date": "early May"}, ("event_date", "'early May' is no day", "YYYY-MM-DD")),
        ("acled", {"event_date": ""}, ("event_date", "nothing", "a day, YYYY-MM-DD")),
        ("acled", {"event_id_cnty": " "}, ("event_id_cnty", "nothing", "the id of an event")),
        ("acled", {"fatalities": "fifteen"}, ("fatalities", "'fifteen' is no number", "a number")),
        ("acled", {"fatalities": "-3"}, ("fatalities", "'-3'", "a whole number from 0")),
        ("acled", {"fatalities": "1e999"}, ("fatalities", "'1e999' is no number", "a number")),
        ("acled", {"fatalities": "2.5"}, ("fatalities", "'2.5'", "a whole number from 0")),
        ("acled", {"latitude": "94"}, ("latitude", "'94'", "a number from -90 to 90")),
        ("acled", {"geo_precision": "4"}, ("geo_precision", "'4'", "a whole number from 1 to 3")),
        ("acled", {"sub_event_type": "Atack"}, ("sub_event_type", "'Atack'", "one of ACLED's sub-event types, perhaps 'Attack'")),
        ("acled", {"inter1": "9"}, ("inter1", "'9'", "one of ACLED's kinds of actors")),
        ("ucdp-ged", {"low": "30"}, ("high", "'20'", "at least low, 30")),
        ("ucdp-ged", {"date_end": "2024-05-01"}, ("date_end", "'2024-05-01'", "a day not before date_start, 2024-05-03")),
        ("ucdp-ged", {"type_of_violence": "5"}, ("type_of_violence", "'5'", "a whole number from 1 to 3")),
        ("csv", {"country": "Mali"}, ("country", "'Mali'", "an ISO 3166 code of two letters, perhaps 'ML'")),
        ("csv", {"realis": "maybe"}, ("realis", "'maybe'", "one of actual, failed, planned, hypothetical")),
        ("csv", {"killed_high": "2"}, ("killed_high", "'2'", "at least killed_low, 14")),
    ],
)
def test_a_cell_that_is_not_of_its_kind_is_told_with_its_column(name: str, cells: dict[str, str], fault: tuple[str, str, str]) -> None:
    assert fault in faults_of(name, **cells)


def rows_in(path: Path, content: bytes, name: str = "acled") -> list[Cells | Fault]:
    path.write_bytes(content)
    return list(read_shape(path, shape_of(name)))


GOOD = to_csv("acled", [ATTACK])
HEADER, ROW = GOOD.splitlines()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([ROW, "MLI1,2024-05-04"], "line 3: 2 cells; expected 31, as the header has"),
        ([ROW.replace("Gunmen", "Gun\0men")], "line 2, column notes: a NUL; expected text in UTF-8"),
        (
            [ROW.replace("Gunmen", "x" * 300_000)],
            "line 2, column notes: 300,017 characters; expected at most 200,000; a quotation mark may be open",
        ),
        ([ROW.replace("Bankass", '"Bankass', 1), *[ROW] * 3], "line 2: "),
    ],
)
def test_a_line_that_is_no_row_is_told_and_the_others_are_read(tmp_path: Path, lines: list[str], words: str) -> None:
    found = rows_in(tmp_path / "x.csv", "\r\n".join([HEADER, *lines]).encode())
    assert [each.words.startswith(words) for each in found if isinstance(each, Fault)] == [True]


def test_bytes_that_are_no_utf_8_are_told_and_never_guessed_at(tmp_path: Path) -> None:
    found = rows_in(tmp_path / "x.csv", HEADER.encode() + b"\n" + ROW.encode().replace(b"Gunmen", b"Ren\xe9") + b"\n" + ROW.encode())
    assert isinstance(found[0], Fault)
    assert found[0].words == "line 2, column notes: bytes that are no UTF-8; expected text in UTF-8"
    assert isinstance(found[1], Cells)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_with_other_delimiters_a_byte_order_mark_and_blank_lines_are_read(tmp_path: Path, delimiter: str) -> None:
    content = ("\ufeff" + to_csv("acled", [ATTACK, ATTACK], delimiter=delimiter)).replace("\r\n", "\r\n\r\n").encode()
    found = rows_in(tmp_path / "x.csv", content)
    assert [each.line for each in found if isinstance(each, Cells)] == [3, 5]
    assert {each.text("location") for each in found if isinstance(each, Cells)} == {"Bankass"}


def test_an_apostrophe_that_an_export_wrote_before_a_formula_is_taken_off_again() -> None:
    assert Cells(2, {"a": "'=1+1", "b": "'t Veld"}).text("a") == "=1+1"
    assert Cells(2, {"a": "'=1+1", "b": "'t Veld"}).text("b") == "'t Veld"


def test_a_table_of_another_shape_is_refused_with_what_its_header_holds(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"line 1: expected the columns of ACLED, among them .* found colour, size"):
        rows_in(tmp_path / "x.csv", b"colour,size\n1,2\n")
    with pytest.raises(InvalidInputError, match="there is no such file"):
        list(read_shape(tmp_path / "nowhere.csv", shape_of("acled")))
    with pytest.raises(UnknownCodeError, match="no table 'xls'"):
        shape_of("xls")


@given(st.binary(max_size=300), st.sampled_from(sorted(ROWS)))
def test_no_bytes_stop_the_reading_of_a_table(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile.csv"
    header = ",".join(column.name for column in format_columns(COLUMNS[name])).encode()
    for each in rows_in(path, header + b"\n" + content, name):
        if isinstance(each, Cells):
            shape_of(name).values(each)
            id_of(each, shape_of(name))


@given(st.dictionaries(st.sampled_from(sorted({*ATTACK, *GED, *OURS})), st.text(max_size=12)), st.sampled_from(sorted(ROWS)))
def test_no_cell_stops_the_reading_of_a_row(cells: dict[str, str], name: str) -> None:
    row = Cells(2, {**ROWS[name], **cells})
    shape_of(name).values(row)
    assert all(fault.column and fault.expected for fault in row.faults)


class Watched(dict[str, str]):
    """A row that notes which cells are asked for."""

    asked: set[str]

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_manual_tells_of_every_column_that_is_imported_and_of_no_other(name: str) -> None:
    empty, row = Watched(), Watched(ROWS[name])
    empty.asked = row.asked = set()
    for each in (empty, row):
        cells = Cells(2, each)
        shape_of(name).values(cells)
        id_of(cells, shape_of(name))
    assert row.asked == {column.name for column in format_columns(COLUMNS[name]) if column.imported}
