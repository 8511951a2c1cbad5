from pathlib import Path

import pytest

from onrecord.errors import InvalidRuleError
from onrecord.vocab.places import load_places

HEAD = "name,alternate_names,country,latitude,longitude,kind\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_gives_places_with_all_their_names(tmp_path: Path) -> None:
    (listed,) = load_places(write(tmp_path, HEAD + "Karm Zeinab,Karm al-Zeinab|Zeinab,SY,34.7,36.7,neighbourhood\n"))
    assert listed.names == ("Karm Zeinab", "Karm al-Zeinab", "Zeinab")
    assert (listed.place.id, listed.place.kind, listed.place.country) == ("user:karm-zeinab-sy", "neighbourhood", "SY")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no places"),
        ("name,lat,lon,colour\nA,1,2,red\n", "line 1: unknown column 'colour'"),
        ("name,lat\nA,1\n", "missing column 'longitude'"),
        (HEAD + "A,,SY,95,36,city\n", "line 2: column latitude: '95'"),
        (HEAD + "A,,SY,nan,36,city\n", "line 2: column latitude: 'nan'"),
        (HEAD + "A,,XX,34,36,city\n", "line 2: column country: 'XX'"),
        (HEAD + "A,,SY,34,36,planet\n", "line 2: column kind: 'planet'"),
        (HEAD + "\n# a comment\nA,,SY,34,36\n", "line 4: 5 cells; expected 6"),
        (HEAD + "A,,SY,34,36,city\nA,,SY,34,36,city\n", "line 3: column name: 'A' is repeated"),
    ],
)
def test_a_faulty_list_is_refused_with_line_and_column(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InvalidRuleError, match=r"^places\.csv: ") as caught:
        load_places(write(tmp_path, text))
    assert fault in str(caught.value)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidRuleError, match=r"none\.csv: cannot be read"):
        load_places(tmp_path / "none.csv")


def test_a_dump_of_geonames_is_read(tmp_path: Path) -> None:
    cells = [
        "99",
        "Karm Zeinab",
        "Karm Zeinab",
        "Zeinab,Zaynab",
        "34.7",
        "36.7",
        "P",
        "PPLX",
        "SY",
        "",
        "11",
        "",
        "",
        "",
        "4200",
        "",
        "",
        "",
        "2020-01-01",
    ]
    (listed,) = load_places(write(tmp_path, "\t".join(cells) + "\n"))
    assert (listed.place.id, listed.place.kind, listed.place.population) == ("geonames:99", "PPLX", 4200)
    assert "Zaynab" in listed.names


def test_a_faulty_dump_is_refused_with_its_line(tmp_path: Path) -> None:
    good = "\t".join(["99", "A", "A", "", "34.7", "36.7", *[""] * 13])
    with pytest.raises(InvalidRuleError, match="line 2"):
        load_places(write(tmp_path, f"{good}\nA\tB\n"))
