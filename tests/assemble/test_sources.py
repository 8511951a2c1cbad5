"""Who tells it and who denies it."""

from __future__ import annotations

import pytest
from tests.assemble.test_records import only


@pytest.mark.parametrize(
    ("text", "sources", "denied_by"),
    [
        ("Rabat denies that its drones bombed the depot at Tifariti in May, as Algiers alleges.", ["Algiers"], ["Rabat"]),
        ("The army rejected claims by residents that its drones had bombed a clinic in Kutum.", ["residents"], ["army"]),
        (
            "Villagers say Chadian jets bombed a wedding in Kutum, killing nine, but the air force denied that any raid had taken place.",
            ["Villagers"],
            ["air force"],
        ),
        (
            "Residents said gunmen shot dead four herders near Bangui on Friday. The governor dismissed the reports as rumours.",
            ["Residents"],
            ["governor"],
        ),
        (
            "Residents said soldiers shot dead four herders near Bangui on Friday. The army called the report a fabrication.",
            ["Residents"],
            ["army"],
        ),
        (
            "Dakar said two of its soldiers were shot by Gambian troops near Bignona. Banjul said its troops had opened no fire.",
            ["Dakar"],
            ["Banjul"],
        ),
        ("Residents said gunmen shot dead four herders near Bangui on Friday. Police disputed the number.", ["Residents"], []),
        ("Police said they had foiled a bomb attack on the market in Mopti on Friday.", ["Police"], []),
        ("Police said drones had bombed a school in Sumy on Friday. The army said its drones had not hit homes in Sumy.", ["Police"], []),
        ("The mayor said that gunmen shot at a bus in Mopti but that nobody was killed.", ["mayor"], []),
    ],
)
def test_who_tells_it_and_who_denies_it_are_kept_apart(text: str, sources: list[str], denied_by: list[str]) -> None:
    record = only(text)
    assert (record["sources"], record["denied_by"]) == (sources, denied_by)


def test_who_is_accused_of_what_is_denied_is_denied_to_have_done_it() -> None:
    record = only("Rabat denies that its drones bombed the depot at Tifariti in May, as Algiers alleges.")
    assert {(actor["status"], actor["by"]) for actor in record["actors"]} == {("denied", "Rabat")}
