"""The report that must come out right first: sixteen sentences with incidents, totals, a claim, a counter-account and diplomacy.

The text is not ours to ship; it is read from where it lies beside the project, as in CI, and the tests are skipped elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.ingest.published import parse_published
from onrecord.model.text import Document
from onrecord.pipeline import read_document

HOMS = Path(__file__).parents[3] / "shared" / "gold" / "homs.txt"
pytestmark = pytest.mark.skipif(not HOMS.is_file(), reason=f"the Homs report does not lie at {HOMS}")

Row = dict[str, Any]


def read_homs(published: str | None) -> Row:
    text = HOMS.read_text(encoding="utf-8")
    return read_document(
        Document(id="homs", text=text, published=parse_published(published) if published else None, language="en")
    ).to_dict()


@pytest.fixture(scope="module", params=["2013-03-11", None], ids=["published", "undated"])
def result(request: pytest.FixtureRequest) -> Row:
    return read_homs(request.param)


@pytest.fixture(scope="module")
def dated() -> Row:
    return read_homs("2013-03-11")


def quoting(result: Row, words: str, **expected: str) -> Row:
    """The one record with a mention or quote in the sentence that holds some words."""
    text = HOMS.read_text(encoding="utf-8")
    start = text.rindex(words)
    end = start + len(words)
    found = [
        record
        for record in result["records"]
        if any(mention["start"] < end and start < mention["end"] for mention in record["mentions"])
        and all(record[key] == value if key == "kind" else record["type"][key] == value for key, value in expected.items())
    ]
    assert len(found) == 1, f"{len(found)} records at {words!r} with {expected}"
    return found[0]  # type: ignore[no-any-return]


def names(record: Row, slot: str) -> str:
    return " | ".join(row["name"] for row in record[slot])


def figures(record: Row, harm: str = "killed") -> set[tuple[int | None, int | None]]:
    return {(row["low"], row["high"]) for row in record["toll"] if row["harm"] == harm}


def day(record: Row) -> tuple[str | None, str | None]:
    return record["time"]["earliest"], record["time"]["latest"]


def place_names(record: Row) -> list[str]:
    return [place["name"] for place in record["places"]]


def test_jets_bomb_rebels_in_baba_amr(result: Row) -> None:
    record = quoting(result, "bombed rebel", kind="incident")
    assert record["type"]["acled_sub_event"] == "Air/drone strike"
    assert "Syrian jets" in names(record, "actors")
    assert "rebel" in names(record, "targets").lower()
    assert place_names(record)[:3] == ["Baba Amr", "Homs", "Syria"]
    assert record == quoting(result, "responded with", plover="ASSAULT")
    assert "Syrian Observatory for Human Rights" in record["sources"]
    assert not record["toll"]


def test_the_repeated_lead_is_no_second_record(result: Row) -> None:
    text = HOMS.read_text(encoding="utf-8")
    record = quoting(result, "bombed rebel", kind="incident")
    starts = [mention["start"] for mention in record["mentions"] if mention["quote"] == "bombed"]
    assert text.index("bombed") in starts


def test_mortar_shells_hit_a_damascus_neighbourhood(result: Row) -> None:
    record = quoting(result, "slammed into", kind="incident")
    assert record["type"]["acled_sub_event"] == "Shelling/artillery/missile attack"
    assert place_names(record) == ["Damascus", "Syria"]
    assert figures(record) == {(3, None)}
    assert not record["actors"]
    assert not record["sources"]
    assert "people" in names(record, "targets")


def test_al_qaeda_claims_the_killing_of_soldiers_in_iraq(result: Row) -> None:
    record = quoting(result, "killing of 48", kind="incident")
    assert record["type"]["acled_sub_event"] in {"Attack", "Armed clash"}
    assert [(row["name"], row["status"], row["by"]) for row in record["actors"]] == [("al-Qaeda", "claimed", "al-Qaeda")]
    assert "Syrian soldiers" in names(record, "targets")
    assert figures(record) == {(48, 48)}
    assert {row["source"] for row in record["toll"]} == {"al-Qaeda"}
    assert [place["country"] for place in record["places"]] == ["IQ"]


def test_rebels_assault_the_district(result: Row) -> None:
    record = quoting(result, "surprise assault", kind="incident")
    assert record["type"]["acled_sub_event"] == "Armed clash"
    assert "rebels" in names(record, "actors").lower()
    assert place_names(record)[:3] == ["Baba Amr", "Homs", "Syria"]


def test_regime_troops_seized_baba_amr_a_year_before(result: Row) -> None:
    record = quoting(result, "seized Baba", kind="incident")
    assert record["type"]["acled_sub_event"] == "Government regains territory"
    assert "Regime troops" in names(record, "actors")
    assert "rebels" in names(record, "targets").lower()
    assert {(row["low"], row["high"], row["part_of_total"]) for row in record["toll"]} == {(200, None, False), (2, 2, True)}
    assert [(row["low"], row["high"]) for row in record["totals"]] == [(200, None)]
    assert place_names(record)[0] == "Baba Amr"


def test_al_watan_tells_of_a_thwarted_infiltration(result: Row) -> None:
    record = quoting(result, "to infiltrate", acled_event="Battles")
    assert record["type"]["acled_sub_event"] == "Armed clash"
    accused = {(row["name"], row["status"], row["by"]) for row in record["actors"]}
    assert any("Al-Nusra Front" in name and status == "accused" and by == "Al-Watan" for name, status, by in accused)
    assert "army" in names(record, "targets")
    assert [(row["low"], row["high"], row["source"]) for row in record["toll"]] == [(2, None, "Al-Watan")]
    direct = [
        claim for claim in record["claims"] for said in claim["attribution"] if said["source"] == "Al-Watan" and said["voice"] != "indirect"
    ]
    assert direct


def test_ninety_killed_across_the_country_is_a_tally(result: Row) -> None:
    record = quoting(result, "people were killed", kind="tally")
    assert figures(record) == {(90, None)}
    assert [place["country"] for place in record["places"]] == ["SY"]
    assert record["sources"] == ["Syrian Observatory for Human Rights"]
    assert {row["source"] for row in record["toll"]} == {"Syrian Observatory for Human Rights"}
    assert record["scope"]["issuer"] == "Syrian Observatory for Human Rights"


def test_seventy_thousand_in_two_years_is_a_tally(result: Row) -> None:
    record = quoting(result, "have been killed", kind="tally")
    assert figures(record) == {(70001, None)}
    assert record["sources"] == ["UN"]
    assert "SY" in {place["country"] for place in record["places"]}


def test_mass_killings_by_militias_are_a_hedged_tally(result: Row) -> None:
    record = quoting(result, "mass killings", kind="tally")
    assert record["type"]["acled_sub_event"] == "Attack"
    actors = {row["name"]: row["status"] for row in record["actors"]}
    assert {status for name, status in actors.items() if "militias" in name} == {"accused"}
    assert {status for name, status in actors.items() if "regime" in name} == {"accused"}
    assert figures(record) == {(2, None)}
    assert "UN commission of inquiry" in " | ".join(record["sources"])
    happened = [claim for claim in record["claims"] if claim["slot"] == "happened"]
    assert {claim["certainty"] for claim in happened} <= {"PR", "PS"}
    assert day(record) == (None, None)
    assert "SY" in {place["country"] for place in record["places"]}


def of_type(result: Row, plover: str) -> list[Row]:
    return [record for record in result["records"] if record["type"]["plover"] == plover]


def sides(record: Row) -> str:
    return names(record, "actors") + " | " + names(record, "targets")


def test_diplomacy_names_its_sides(result: Row) -> None:
    consults = [sides(record) for record in of_type(result, "CONSULT")]
    assert any("Lavrov" in names_ and "official" in names_ for names_ in consults)
    assert any("Brahimi" in names_ and "ministers" in names_ for names_ in consults)


def test_the_opposition_official_is_not_taken_for_the_state(result: Row) -> None:
    meeting = next(record for record in of_type(result, "CONSULT") if "Lavrov" in sides(record))
    official = next(row for row in [*meeting["actors"], *meeting["targets"]] if "official" in row["name"])
    assert official["kind"] != "State forces"
    assert not (official["actor_id"] or "").startswith("state:")


def test_requests_are_put_on_record(result: Row) -> None:
    requests = of_type(result, "REQUEST")
    assert any("commission of inquiry" in names(record, "actors") for record in requests)
    text = HOMS.read_text(encoding="utf-8")
    start, end = text.index("On the diplomatic front"), text.index("In Brussels, European")
    assert any(start <= mention["start"] < end for record in requests for mention in record["mentions"])


def test_the_threat_is_planned_and_has_no_acled_code(result: Row) -> None:
    record = quoting(result, "hunt down")
    assert record["type"]["plover"] == "THREATEN"
    assert record["type"]["acled_sub_event"] is None
    assert record["realis"] == "planned"
    assert "army" in names(record, "actors")
    assert "rebels" in names(record, "targets")
    assert record["sources"] == ["Rami Abdel Rahman"]


def test_the_comment_box_gives_nothing(result: Row) -> None:
    start = HOMS.read_text(encoding="utf-8").rindex("Comments")
    assert all(claim["evidence"][0]["end"] <= start for record in result["records"] for claim in record["claims"])


def test_every_quote_is_the_text_at_its_place(result: Row) -> None:
    text = HOMS.read_text(encoding="utf-8")
    for record in result["records"]:
        for evidence in [*record["mentions"], *(item for claim in record["claims"] for item in claim["evidence"])]:
            assert evidence["quote"] == text[evidence["start"] : evidence["end"]]


DAYS: list[tuple[str, Callable[[tuple[str | None, str | None]], bool]]] = [
    (
        "bombed rebel",
        lambda day: day == ("2013-03-11", "2013-03-11"),
    ),
    ("slammed into", lambda day: day in {(None, None), ("2013-03-11", "2013-03-11")}),
    ("killing of 48", lambda day: day == ("2013-03-04", "2013-03-10")),
    ("surprise assault", lambda day: day == ("2013-03-10", "2013-03-10")),
    ("seized Baba", lambda day: day[0] is not None and "2011-09" <= day[0] <= "2012-03-11" and day[1] == "2012-03-11"),
    ("people were killed", lambda day: day == ("2013-03-11", "2013-03-11")),
    ("have been killed", lambda day: day == ("2011-03-11", "2013-03-11")),
]


@pytest.mark.parametrize(("words", "is_right"), DAYS, ids=[words[:20] for words, _ in DAYS])
def test_days_are_read_from_the_publication_day(dated: Row, words: str, is_right: Callable[[tuple[str | None, str | None]], bool]) -> None:
    found = {day(record) for record in dated["records"] if any(at(mention, words) for mention in record["mentions"])}
    assert any(is_right(one) for one in found), found


def at(mention: Row, words: str) -> bool:
    start = HOMS.read_text(encoding="utf-8").rindex(words)
    return bool(mention["start"] < start + len(words) and start < mention["end"])


def test_without_a_publication_day_only_the_days_change(dated: Row) -> None:
    undated = read_homs(None)
    assert [notice["code"] for notice in undated["warnings"]] == ["no-publication-date"]
    assert [without_days(record) for record in undated["records"]] == [without_days(record) for record in dated["records"]]


def without_days(record: Row) -> Row:
    kept = {key: value for key, value in record.items() if key not in {"time", "claims", "scope"}}
    return {**kept, "toll": [{**row, "claim": None} for row in record["toll"]], "claims": None}
