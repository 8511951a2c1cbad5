"""Bad input gets a clear error that names the file, what was found and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InvalidInputError
from onrecord.ingest.intake import Intake
from onrecord.ingest.readers import read_input
from onrecord.model.captures import Stated
from onrecord.settings import Settings

REPORT = "At least three people were killed when a shell hit a bakery in the town of Keldin on Monday, the mayor said.\n"
NAV = "<html><body><nav><a href='/'>Home</a></nav><ul><li>World</li><li>Sport</li></ul><footer>© 2013 Example Post</footer></body></html>"


def read(path: Path, content: bytes, settings: Settings | None = None) -> Intake:
    path.write_bytes(content)
    return next(iter(read_input(str(path), stated=Stated(), settings=settings or Settings())))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty; expected the text of a report"),
        ("a.txt", b" \n\t \xe2\x80\xa8", "only white space"),
        ("a.txt", b"%PDF-1.7 \n1 0 obj", "a PDF file; expected plain text, HTML or JSON Lines"),
        ("a.txt", bytes(range(256)) * 4, "a binary file"),
        ("a.txt", b"\xff\xfe\x00\xd8\x00", "the byte order mark says utf-16-le"),
        ("a.html", b"", "empty"),
        ("a.html", b"  ", "empty; expected a web page with an article"),
        ("a.html", NAV.encode(), "no article was found"),
        ("a.html", b"<!-- nothing -->", "expected"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError, match=name) as caught:
        read(tmp_path / name, content)
    assert said in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for name, said in ((tmp_path / "none.txt", "there is no such file"), (tmp_path, "this is a folder"), ("a" * 5000, "not a path")):
        with pytest.raises(InvalidInputError, match=said):
            list(read_input(str(name), stated=Stated(), settings=Settings()))


def test_a_text_within_the_limits_is_read_even_with_a_very_long_line(tmp_path: Path) -> None:
    text = REPORT.strip() + " " + "The mayor said so. " * 11_000
    assert len(read(tmp_path / "a.txt", text.encode()).document.text) > 200_000


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        (Settings(max_characters=50), "max_characters"),
        (Settings(max_line_characters=50), "max_line_characters"),
        (Settings(max_bytes=50), "max_bytes"),
    ],
)
def test_more_than_a_setting_allows_is_refused_naming_the_setting(tmp_path: Path, settings: Settings, setting: str) -> None:
    with pytest.raises(InvalidInputError, match=f"'{setting}'"):
        read(tmp_path / "a.txt", REPORT.encode(), settings)


def test_twenty_megabytes_of_text_are_refused_naming_the_setting(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="'max_characters'"):
        read(tmp_path / "a.txt", REPORT.encode() * 190_000)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("The café’s owner said three people were killed and that he had been told of it by the police.".encode("cp1252"), "cp1252"),
        (("\ufeff" + REPORT).encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_another_encoding_is_read_and_told_in_a_warning(tmp_path: Path, content: bytes, encoding: str) -> None:
    intake = read(tmp_path / "a.txt", content)
    assert [notice.code for notice in intake.notices] == ["encoding-detected"]
    assert encoding in intake.notices[0].message
    assert "\ufeff" not in intake.document.text


def test_a_few_damaged_places_are_told_and_the_rest_is_utf_8(tmp_path: Path) -> None:
    intake = read(tmp_path / "a.txt", ("“Three people were killed,” said the mayor’s aide. " * 3).encode() + b"\xff")
    assert [notice.code for notice in intake.notices] == ["undecodable-bytes"]
    assert "mayor’s" in intake.document.text


def test_line_ends_and_spaces_stay_as_they_are(tmp_path: Path) -> None:
    assert (
        read(tmp_path / "a.txt", b"\xef\xbb\xbfOne  was killed.\r\n\r\nTwo were hurt. ").document.text
        == "One  was killed.\r\n\r\nTwo were hurt. "
    )


@pytest.mark.parametrize(
    "text", ["Trois personnes ont été tuées lundi dans un attentat à la bombe, selon la police.", "قتل ثلاثة أشخاص في انفجار اليوم"]
)
def test_another_language_is_told_and_not_read(tmp_path: Path, text: str) -> None:
    intake = read(tmp_path / "a.txt", text.encode())
    assert not intake.is_readable
    assert [notice.code for notice in intake.notices] == ["not-english"]


@pytest.mark.parametrize(
    "text", [REPORT, "48 killed", "Gunmen kill 5 in hotel siege, police say", "12345", "Shell hits bakery in Kœldin; 3 dead"]
)
def test_english_is_read_even_when_it_is_short(tmp_path: Path, text: str) -> None:
    assert read(tmp_path / "a.txt", text.encode()).is_readable
