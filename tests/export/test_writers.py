"""Rows of each format, and what all formats hold to."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.incidents import actor, document, figure, incident, place, record, target, total

from onrecord.errors import UnknownCodeError
from onrecord.export import sqlite
from onrecord.export.figures import Wish
from onrecord.export.incident import Figure, Incident, Total, gather
from onrecord.export.names import private_names, withhold
from onrecord.export.sinks import ids_in, write_csv
from onrecord.export.tables import TYPES, format_columns
from onrecord.export.ucdp import priogrid
from onrecord.export.writers import WRITERS, Unit, make_rows, writer_of

WISH = Wish(numbers="conservative")
BESIDE = ("text",)  # the key of a row that is no column of its file: an attachment


def rows_of(name: str, *items: Incident | Total, wish: Wish = WISH) -> list[dict[str, Any]]:
    writer = writer_of(name)
    rows = [dict(row) for row in make_rows(writer, items, wish, {})]
    assert name == "sqlite" or {key for row in rows for key in row} <= {*(column.name for column in writer.table), *BESIDE}
    return rows


def row_of(name: str, item: Incident | Total, wish: Wish = WISH) -> dict[str, Any]:
    (row,) = rows_of(name, item, wish=wish)
    return row


def test_acled_and_ucdp_have_their_columns() -> None:
    assert (len(format_columns("acled")), len(format_columns("ucdp-ged"))) == (31, 49)
    assert {column.type for writer in WRITERS for column in writer.table} <= set(TYPES)
    assert all(column.ours for writer in WRITERS for column in writer.table)


def test_an_acled_row_says_when_where_who_and_how_many() -> None:
    row = row_of("acled", incident(targets=[target("villagers"), target("herders"), target("granary", "other")]))
    assert {key: row[key] for key in ("event_id_cnty", "event_date", "time_precision", "geo_precision", "fatalities", "iso", "region")} == {
        "event_id_cnty": "5f0c2a9100000000", "event_date": date(2024, 3, 10), "time_precision": 1, "geo_precision": 1, "fatalities": 3, "iso": 466, "region": "Western Africa",
    }  # fmt: skip
    assert (row["actor1"], row["inter1"], row["actor2"], row["assoc_actor_2"]) == ("Dawn Front", "Rebel group", "villagers", "herders")
    assert (row["interaction"], row["civilian_targeting"]) == ("Rebel group-Civilians", "Civilian targeting")
    assert (
        row["notes"]
        == "On 10 March 2024, attack in Keldin: Dawn Front (accused by the mayor), against villagers, herders, granary. The Valley: 3 killed."
    )


@pytest.mark.parametrize(
    ("actors", "targets", "label"),
    [
        ([actor("army", "State forces")], [target("villagers")], "State forces-Civilians"),
        ([actor("army", "State forces")], [], "Sole State forces"),
        ([actor("aid group", "other")], [target("villagers")], ""),
        ([], [target("villagers")], "Sole Civilians"),
        ([], [], ""),
    ],
)
def test_an_interaction_is_told_only_where_acled_knows_the_kinds_of_all_sides(actors: list[Any], targets: list[Any], label: str) -> None:
    assert row_of("acled", incident(actors=actors, targets=targets))["interaction"] == label


def test_what_has_no_row_in_a_format_is_counted_as_left_out() -> None:
    left_out: dict[str, int] = {}
    items: list[Incident | Total] = [incident(toll=[]), incident(), total()]
    assert len(list(make_rows(writer_of("casualties"), items, WISH, left_out))) == 1
    assert left_out == {"tells nothing that this format holds": 1, "a total: no incident": 1}
    assert list(make_rows(writer_of("tallies"), [Total(document=document(), record=record(kind="tally", totals=[]))], WISH, left_out)) == []
    assert left_out["tells nothing that this format holds"] == 2


def test_acled_says_that_casualties_are_unknown_and_codes_none() -> None:
    row = row_of("acled", incident(figures=(), toll=[]))
    assert row["fatalities"] == 0
    assert row["notes"].endswith("Casualties unknown.")


def test_acled_says_how_a_vague_number_was_made() -> None:
    vague = incident(figures=[Figure(harm="killed", low=24, high=None, words="dozens of villagers")])
    row = row_of("acled", vague, Wish(numbers="acled"))
    assert row["fatalities"] == 12
    assert row["notes"].endswith("Fatalities coded as 12 (at least 24; range, acled).")


def test_whom_all_deny_to_have_done_it_is_no_actor() -> None:
    row = row_of("acled", incident(actors=[actor("army", "State forces", "denied", "the army"), actor("Dawn Front", "Rebel group")]))
    assert row["actor1"] == "Dawn Front"


@pytest.mark.parametrize(
    ("actors", "targets", "violence", "sides", "deaths"),
    [
        (("Dawn Front", "Rebel group"), ("villagers", "Civilians"), 3, ("Dawn Front", "Civilians"), "deaths_civilians"),
        (("Dawn Front", "Rebel group"), ("army", "State forces"), 1, ("army", "Dawn Front"), "deaths_a"),
        (("army", "State forces"), ("Dawn Front", "Rebel group"), 1, ("army", "Dawn Front"), "deaths_b"),
        (("Dawn Front", "Rebel group"), ("Valley Guard", "Identity militia"), 2, ("Dawn Front", "Valley Guard"), "deaths_b"),
        (("mob", "Rioters"), ("villagers", "Civilians"), None, ("mob", "villagers"), "deaths_civilians"),
    ],
)
def test_ucdp_knows_the_type_of_violence_by_its_sides(
    actors: tuple[str, str], targets: tuple[str, str], violence: int | None, sides: tuple[str, str], deaths: str
) -> None:
    row = row_of("ucdp-ged", incident(actors=[actor(*actors)], targets=[target(*targets)]))
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (violence, sides)
    assert {key: row[key] for key in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown") if row[key]} == {deaths: 3}


def test_ucdp_best_is_the_sum_of_its_parts_and_lies_within_its_bounds() -> None:
    row = row_of("ucdp-ged", incident(figures=[Figure(harm="killed", low=4, high=None)]))
    assert row["deaths_a"] + row["deaths_b"] + row["deaths_civilians"] + row["deaths_unknown"] == row["best"] == 4
    assert (row["low"], row["high"], row["code_status"]) == (4, 4, "Check deaths")


def test_the_fields_of_ucdp_aec_have_their_types() -> None:
    row = row_of("ucdp-aec", incident())
    kinds = {
        "id": int,
        "side_a_name": str,
        "side_b_name": str,
        "location_root_name": str,
        "location_adm1_name": str,
        "location_adm2_name": str,
    }
    kinds |= {"location_where_name": str, "start_date": date, "end_date": date}
    kinds |= dict.fromkeys(("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown", "deaths_low", "deaths_high"), int)
    assert {key: type(value) for key, value in row.items()} == kinds


def test_prio_grid_counts_cells_from_the_south_west() -> None:
    assert [priogrid(*point) for point in ((-90.0, -180.0), (-89.9, 179.9), (-89.5, -180.0), (90.0, 180.0))] == [1, 720, 721, 259200]


def test_plover_has_offsets_and_auxiliary_modes() -> None:
    row = row_of("plover", incident(realis="planned"))
    assert row["mode"] == ["future"]
    assert row["text_info"] == [{"document": "d1", "start": 0, "end": 6, "quote": "stormed"}]
    assert row["actor"][0]["status"] == ["accused"]


def test_casualties_hold_each_account_and_the_range_of_all() -> None:
    toll = [figure(source="the mayor"), figure(low=5, high=None, claim="c2", source="a doctor", polarity="denied")]
    rows = rows_of("casualties", incident(toll=toll, figures=[Figure(harm="killed", low=3, high=7)]))
    assert [(row["source"], row["low"], row["high"], row["polarity"], row["min"], row["max"]) for row in rows] == [
        ("the mayor", 3, 3, "asserted", 3, 7),
        ("a doctor", 5, None, "denied", 3, 7),
    ]


def test_claims_have_a_row_for_each_piece_of_evidence_of_incidents_and_totals() -> None:
    rows = rows_of("claims", incident(), total())
    assert [(row["incident"], row["kind"], row["factuality"], row["source"], row["quote"]) for row in rows] == [
        ("5f0c2a9100000000", "incident", "CT+", "the mayor", "killed three people"),
        (None, "tally", "CT+", "the mayor", "killed three people"),
    ]


def test_a_total_is_in_no_incident_format_and_in_the_format_of_totals() -> None:
    for writer in (each for each in WRITERS if each.unit is not Unit.RESULT):
        left_out: dict[str, int] = {}
        assert bool(list(make_rows(writer, [total()], WISH, left_out))) == (writer.unit is not Unit.INCIDENT)
        assert left_out == ({} if writer.unit is not Unit.INCIDENT else {"a total: no incident": 1})
    assert {key: row_of("tallies", total())[key] for key in ("issuer", "as_of", "low", "area")} == {
        "issuer": "Valley Monitor",
        "as_of": "2024-03-31",
        "low": 40,
        "area": "Keldin",
    }


def test_hdx_counts_by_month_and_area_and_says_how_many_tell_no_deaths() -> None:
    rows = rows_of("hdx", incident(), incident(figures=(), toll=[]), incident(places=[place(admin1="Gao")]))
    assert [(row["provider_admin1_name"], row["event_type"], row["events"], row["fatalities"], row["warning"]) for row in rows] == [
        ("Gao", "civilian_targeting", 1, 3, ""),
        ("Gao", "political_violence", 1, 3, ""),
        ("Mopti", "civilian_targeting", 2, 3, "1 of 2 incidents tell no number of deaths"),
        ("Mopti", "political_violence", 2, 3, "1 of 2 incidents tell no number of deaths"),
    ]


BOUNDS = st.tuples(st.integers(1, 500), st.integers(0, 500)).map(lambda ends: (ends[0], ends[0] + ends[1]))


@given(bounds=BOUNDS, is_open=st.booleans(), policy=st.sampled_from(["acled", "conservative", "midpoint"]))
def test_the_deaths_of_an_incident_are_the_same_in_all_formats(bounds: tuple[int, int], is_open: bool, policy: str) -> None:  # noqa: FBT001
    low, high = bounds[0], None if is_open else bounds[1]
    told, wish = incident(figures=[Figure(harm="killed", low=low, high=high, words=f"{low} people")]), Wish(numbers=policy)
    flat, ged, aec = (row_of(name, told, wish) for name in ("csv", "ucdp-ged", "ucdp-aec"))
    number = flat["killed"]
    assert row_of("acled", told, wish)["fatalities"] == ged["best"] == row_of("plover", told, wish)["size"]["dead"] == number
    assert rows_of("hdx", told, wish=wish)[0]["fatalities"] == number
    assert rows_of("bayanat", told, wish=wish)[-1]["payload"]["description"] == f"<p>{row_of('acled', told, wish)['notes']}</p>"
    assert (row_of("uwazi", told)["Killed low"], row_of("uwazi", told)["Killed high"]) == (low, high)
    assert (flat["killed_low"], flat["killed_high"]) == (low, high)
    assert (ged["low"], ged["high"]) == (aec["deaths_low"], aec["deaths_high"]) == (low, low if high is None else high)
    assert ged["low"] <= ged["best"] <= ged["high"]
    assert {(row["min"], row["max"]) for row in rows_of("casualties", told, wish=wish)} == {(low, high)}
    (event,) = (row for row in rows_of("ftm", told, wish=wish) if row["schema"] == "Event")
    assert event["properties"]["summary"] == [row_of("acled", told, wish)["notes"]] == [row_of("atlos", told, wish)["description"]]
    assert [row["killed"] for row in rows_of("sqlite", told, wish=wish) if row["table"] == "incidents"] == [number]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_format_writes_a_file_that_its_readers_open(writer: Any, tmp_path: Path) -> None:
    path = tmp_path / f"it's{writer.suffix}"
    items: list[Incident | Total] = [incident(), incident(name="6a00000000000000", places=[]), total()]
    written = writer.sink(path, make_rows(writer, items, WISH, {}), writer.table)
    assert written.rows == count_rows(path)


def count_rows(path: Path) -> int:
    if path.suffix == ".geojson":
        return len(json.loads(path.read_text(encoding="utf-8"))["features"])
    if path.suffix == ".jsonl":
        return len([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])
    if path.suffix == ".zip":
        with ZipFile(path) as archive:
            return len(list(csv.DictReader(archive.read("import.csv").decode("utf-8-sig").splitlines())))
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            return sum(base.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in sqlite.TABLES)
    with duckdb.connect() as base:
        reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
        found = base.execute(f"SELECT count(*) FROM {reader}(?)", [str(path)]).fetchone()
    return int(found[0]) if found else -1


def test_geojson_has_a_point_only_where_there_is_one(tmp_path: Path) -> None:
    writer = writer_of("geojson")
    items = [incident(), incident(places=[])]
    writer.sink(tmp_path / "x.geojson", make_rows(writer, items, WISH, {}), writer.table)
    first, second = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"]
    assert (first["geometry"], first["properties"]["radius_km"]) == ({"type": "Point", "coordinates": [-4.2, 14.5]}, 5)
    assert second["geometry"] is None


HOSTILE = ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\ufeff=1", "＝1+1"]


def test_no_cell_is_a_formula_and_other_scripts_survive(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    names = [*HOSTILE, "دير الزور", 'a "quoted", name\nof two lines', "שלום"]
    rows = [row for name in names for row in rows_of("csv", incident(places=[place(name)]))]
    written = write_csv(path, rows, format_columns("incidents"))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        told = [row["place"] for row in csv.DictReader(stream)]
    assert told == [f"'{name}" for name in HOSTILE] + names[len(HOSTILE) :]
    assert written.neutralised == 2 * len(HOSTILE)  # place and places
    assert ",-4.2," in path.read_text(encoding="utf-8-sig")


def test_names_of_victims_and_private_sources_are_withheld_in_every_cell() -> None:
    victim = {"name": "Amina Sesay", "age": 34, "sex": "female", "status": None, "harm": "killed", "claim": "c1"}
    quote = "killed Amina Sesay, said Jo Bah of Doro; Sesay was 34"
    told = incident(
        record(
            victims=[victim], sources=["Jo Bah", "Human Rights Watch", "a doctor"], toll=[figure(quote=quote, source="Jo Bah")], claims=[]
        ),
    )
    names = private_names(told)
    assert set(names) == {"Amina Sesay", "Jo Bah"}
    (row,) = (withhold(row, names) for row in rows_of("casualties", told))
    assert row["quote"] == "killed [name withheld], said [name withheld] of Doro; [name withheld] was 34"
    assert row["source"] == "[name withheld]"
    assert row_of("csv", told)["sources"] == "Jo Bah; Human Rights Watch; a doctor"


@pytest.mark.parametrize(
    ("name", "is_private"),
    [
        ("محمد أغ علي", True),
        ("王小明", True),
        ("יעל כהן", True),
        ("Jo Bah", True),
        ("the mayor", False),
        ("Human Rights Watch", False),
        ("Police", False),
    ],
)
def test_a_name_in_a_script_without_capital_letters_is_withheld_too(name: str, *, is_private: bool) -> None:
    told = incident(record(sources=[name], toll=[figure(source=name, quote=f"three killed, {name} said")], claims=[], actors=[]))
    (row,) = (withhold(row, private_names(told)) for row in rows_of("casualties", told))
    assert (name in f"{row['source']} {row['quote']}") == (not is_private)


def test_a_figure_that_its_source_replaced_is_marked() -> None:
    told = gather("1f", [(document(), record())], figures=[], superseded=["c1"])
    assert [row["superseded"] for row in rows_of("casualties", told)] == [True]


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownCodeError, match="no format 'xls'; there are jsonl, acled"):
        writer_of("xls")


def test_a_datasette_file_has_views_that_its_metadata_explain(tmp_path: Path) -> None:
    writer = writer_of("sqlite")
    writer.sink(tmp_path / "x.sqlite", make_rows(writer, [incident(), total()], WISH, {}), writer.table)
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as base:
        assert base.execute("SELECT id, killed_low FROM incidents_public").fetchall() == [("5f0c2a9100000000", 3)]
        assert base.execute("SELECT incident, source, quote FROM accounts").fetchall() == [
            ("5f0c2a9100000000", None, "killed three people")
        ]
        columns = {row[1] for row in base.execute("PRAGMA table_info(incidents)")}
    sqlite.write_metadata(tmp_path / "x.json", "x")
    told = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["databases"]["x"]["tables"]
    assert set(told["incidents"]["columns"]) == columns


def test_uwazi_has_its_attachments_beside_its_table(tmp_path: Path) -> None:
    writer = writer_of("uwazi")
    writer.sink(tmp_path / "x.zip", make_rows(writer, [incident(sources=["a|b", "c"])], WISH, {}), writer.table)
    with ZipFile(tmp_path / "x.zip") as archive:
        (row,) = csv.DictReader(archive.read("import.csv").decode("utf-8-sig").splitlines())
        words = archive.read(row["Attachments"]).decode()
    assert (row["Days"], row["Place_geolocation"], row["Sources"]) == ("2024/03/10:2024/03/10", "14.5|-4.2", "a/b|c")
    assert "“killed three people”" in words


def test_gdelt_has_a_mention_for_each_document() -> None:
    rows = rows_of("gdelt", incident(record(), record(id="r2")))
    assert [(row["GLOBALEVENTID"], row["MentionTimeDate"], row["MentionIdentifier"], row["ActionCharOffset"]) for row in rows] == [
        (int("5f0c2a9100000", 16), "20240311", "d1", 0),
        (int("5f0c2a9100000", 16), "20240311", "d2", 0),
    ]


def test_atlos_has_what_its_import_asks_for() -> None:
    row = row_of("atlos", incident())
    assert (row["status"], row["sensitive"], row["type"], row["impact"]) == (
        "To Do",
        "Graphic Violence",
        "Civilian Activity/Violence",
        "Death/Civilian",
    )


def test_bayanat_is_given_markup_that_says_nothing_but_the_words() -> None:
    told = incident(mentions=[{"start": 0, "end": 9, "quote": "<b>hit</b>"}])
    bulletin, whole = rows_of("bayanat", told)
    assert bulletin["payload"]["description"] == "<p>&lt;b&gt;hit&lt;/b&gt;</p>"
    assert whole["payload"]["bulletins"] == [bulletin["id"]]


@pytest.mark.parametrize(
    "words", ["killed Amina Sesay", "killed AMINA SESAY", "killed Amina\nSesay", "https://example.org/2024/amina-sesay-killed", "Sesay, 34"]
)
def test_a_name_is_withheld_however_it_is_written(words: str) -> None:
    assert "sesay" not in str(withhold({"quote": words}, ["Amina Sesay"])["quote"]).lower()


def test_a_place_that_is_called_as_a_victim_stays() -> None:
    row = withhold({"country": "Mali", "place": "Sesay", "quote": "John Mali died in Mali"}, ["John Mali", "Amina Sesay"])
    assert (row["country"], row["place"]) == ("Mali", "Sesay")


def test_people_named_as_those_harmed_are_withheld_too() -> None:
    assert "Amina Sesay" in private_names(incident(targets=[target("Amina Sesay"), target("villagers")]))


def test_what_an_earlier_export_holds_is_found_whatever_the_length_of_its_cells(tmp_path: Path) -> None:
    (tmp_path / "X.CSV").write_text(f"id,title\na1,{'x' * 200_000}\n", encoding="utf-8")
    assert list(ids_in(tmp_path / "X.CSV", "id")) == ["a1"]
    (tmp_path / "x.parquet").write_bytes(b"no such file")
    assert list(ids_in(tmp_path / "x.parquet", "id")) == []
