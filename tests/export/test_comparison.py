"""Two sets of coded events held against each other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.incidents import incident, place, record

from onrecord.errors import InvalidInputError
from onrecord.export import comparison
from onrecord.export.coded import Coded, read_coded
from onrecord.export.comparison import Nearness, compare, place_rows, render_comparison, rows_of, summary_lines
from onrecord.export.figures import Wish
from onrecord.export.incident import Figure
from onrecord.export.writers import make_rows, writer_of

DAY = date(2024, 3, 10)
NEAR = Nearness()


def event(
    name: str, days: int = 0, *, span: int = 0, town: str = "Keldin", killed: tuple[int | None, int | None] = (3, 3), **more: float
) -> Coded:
    first = DAY + timedelta(days=days)
    return Coded(
        id=name, line=1, first=first, last=first + timedelta(days=span), place=town, country="ML", latitude=more.get("latitude", 14.5), longitude=-4.2,
        event="Battles", killed_low=killed[0], killed_high=killed[1],
    )  # fmt: skip


def both(left: list[Coded], right: list[Coded], near: Nearness = NEAR) -> list[tuple[str, str]]:
    return [(pair.left.id, pair.right.id) for pair in compare(left, right, near).both]


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (event("b"), True),
        (event("b", 1), True),
        (event("b", 2), False),
        (event("b", -3, span=2), True),
        (event("b", -40, span=45), False),
        (event("b", town="Doro", latitude=14.6), True),
        (event("b", town="Doro", latitude=15.5), False),
        (event("b", town="keldin", latitude=19.0), True),
    ],
)
def test_rows_near_in_days_and_place_are_one_event(other: Coded, *, is_one: bool) -> None:
    assert both([event("a")], [other]) == ([("a", "b")] if is_one else [])


def test_each_row_is_one_event_with_one_other_the_nearest_first() -> None:
    found = compare([event("a"), event("b", 1)], [event("x", 1), event("y", 3)], Nearness(days=2))
    assert [(pair.left.id, pair.right.id) for pair in found.both] == [("b", "x")]
    assert ([each.id for each in found.left], [each.id for each in found.right]) == (["a"], ["y"])


@pytest.mark.parametrize(
    ("killed", "words"),
    [
        ((3, 3), "same"),
        ((2, 5), "overlapping"),
        ((7, None), "apart by 4"),
        ((None, 1), "apart by 2"),
        ((None, None), "told by the first alone"),
    ],
)
def test_figures_are_the_same_or_overlap_or_lie_apart(killed: tuple[int | None, int | None], words: str) -> None:
    (pair,) = compare([event("a")], [event("b", killed=killed)], NEAR).both
    assert pair.figures == words


EVENTS = st.lists(
    st.builds(event, st.text("ab", min_size=1, max_size=3), st.integers(-3, 3), town=st.sampled_from(["Keldin", "Doro"])), max_size=8
)


@given(EVENTS, EVENTS, st.randoms())
def test_nothing_is_lost_and_the_order_of_rows_makes_no_difference(left: list[Coded], right: list[Coded], chance: object) -> None:
    found = compare(left, right, NEAR)
    assert len(found.both) + len(found.left) == len(left)
    assert len(found.both) + len(found.right) == len(right)
    shuffled = sorted(left, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert summary_lines(compare(shuffled, right, NEAR), ("a", "b")) == summary_lines(found, ("a", "b"))
    assert len(list(rows_of(found))) == len(left) + len(right) - len(found.both)


@pytest.mark.parametrize("name", ["acled", "ucdp-ged", "csv"])
def test_what_is_exported_is_read_back_and_is_the_same_events(name: str, tmp_path: Path) -> None:
    told = [
        incident(),
        incident(record(places=[place("Doro", latitude=15.9)]), name="6a00000000000000", figures=[Figure(harm="killed", low=4, high=9)]),
    ]
    tables = []
    for format_name in (name, "csv"):
        writer = writer_of(format_name)
        writer.sink(tmp_path / f"{format_name}.csv", make_rows(writer, told, Wish(), {}), writer.table)
        tables.append(list(read_coded(tmp_path / f"{format_name}.csv")))
    found = compare(tables[0], tables[1], NEAR)
    assert [(pair.left.id, pair.apart, pair.km) for pair in found.both] == [(pair.right.id, 0, 0.0) for pair in found.both]
    assert len(found.both) == 2
    assert {each.country for table in tables for each in table} == {"ML"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("colour,size\nred,1\n", "line 1: expected the columns of ACLED"),
        (
            "event_id_cnty,event_date,fatalities\nMLI1,early March 2024,3\n",
            "line 2, column event_date: 'early March 2024' is no day; expected YYYY-MM-DD",
        ),
        ("event_id_cnty,event_date,fatalities\nMLI1,2024-03-10,three\n", "line 2, column fatalities: 'three' is no number"),
        ("event_id_cnty,event_date,fatalities\nMLI1,2024-03-10,inf\n", "line 2, column fatalities: 'inf' is no number"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(words: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(words, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=message):
        list(read_coded(tmp_path / "x.csv"))


def test_a_week_and_a_month_of_acled_are_no_single_day(tmp_path: Path) -> None:
    rows = "event_id_cnty,event_date,time_precision,fatalities\na,2024-02-10,1,0\nb,2024-02-10,2,0\nc,2024-02-10,3,\n"
    (tmp_path / "x.csv").write_text(rows, encoding="utf-8")
    found = [(str(each.first), str(each.last), each.killed_low) for each in read_coded(tmp_path / "x.csv")]
    assert found == [("2024-02-10", "2024-02-10", 0), ("2024-02-07", "2024-02-13", 0), ("2024-02-01", "2024-02-29", None)]


def test_the_page_of_a_comparison_escapes_what_tables_say() -> None:
    hostile = "<script>alert(1)</script>"
    page = render_comparison(compare([event(hostile)], [event("b", 9, town=hostile)], NEAR), (hostile, "b.csv"), NEAR)
    assert hostile not in page
    assert "1 events, 1 of them alone; killed: 3." in page


def test_the_page_has_a_chart_of_how_the_deaths_differ_and_a_line_for_each_place() -> None:
    found = compare([event("a", killed=(3, 5)), event("c", 9, town="Doro", latitude=19.0)], [event("b", killed=(7, None))], NEAR)
    page = render_comparison(found, ("ours.csv", "theirs.csv"), NEAR)
    assert "<title>2024-03-04, ours.csv: 3 to 5</title>" in page
    assert "<title>2024-03-04, theirs.csv: 7 to 7 or more</title>" in page
    assert [
        (row["place"], row["both"], row["left"], row["right"], row["left_killed"], row["right_killed"]) for row in place_rows(found)
    ] == [
        ("Doro", 0, 1, 0, "3", "no deaths told"),
        ("Keldin", 1, 0, 0, "3 to 5", "at least 7"),
    ]


def test_days_as_older_exports_write_them_are_read_and_what_did_not_happen_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("event_id_cnty,event_date,fatalities\na,10 March 2024,1\nb,10-03-2024,1\n", encoding="utf-8")
    assert [each.first for each in read_coded(tmp_path / "old.csv")] == [DAY, DAY]
    rows = "id,realis,earliest,latest,killed_low,killed_high\na,actual,2024-03-10,2024-03-10,1,1\nb,planned,2024-03-10,2024-03-10,,\n"
    (tmp_path / "ours.csv").write_text(rows, encoding="utf-8")
    assert [each.id for each in read_coded(tmp_path / "ours.csv")] == ["a"]


def test_rows_far_from_each_other_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(comparison, "unlikeness", lambda left, right, _: looked.append(f"{left.id}{right.id}"))
    towns = [event(f"e{number}", number % 7, town=f"town {number}", latitude=number % 80) for number in range(400)]
    compare(towns, towns, NEAR)
    assert len(looked) < 8 * len(towns)


def test_places_on_both_sides_of_the_date_line_are_near(tmp_path: Path) -> None:
    rows = "id,earliest,latest,killed_low,killed_high,latitude,longitude\na,2024-03-10,2024-03-10,1,1,-17.0,{}\n"
    for name, longitude in (("west", 179.95), ("east", -179.95)):
        (tmp_path / f"{name}.csv").write_text(rows.format(longitude), encoding="utf-8")
    assert len(compare(read_coded(tmp_path / "west.csv"), read_coded(tmp_path / "east.csv"), NEAR).both) == 1
