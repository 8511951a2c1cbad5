"""Settings: rising order of origins, strict names and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.settings import Settings, load_settings, setting_names, show_settings


def test_without_a_file_every_value_is_a_default(tmp_path: Path) -> None:
    assert {shown.origin for shown in show_settings(load_settings(start=tmp_path, environ={}))} == {"default"}


def test_the_nearest_file_above_is_read(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("max_characters = 5\n", encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = load_settings(start=below, environ={})
    assert settings.max_characters == 5
    assert settings.origin_of("max_characters") == str(tmp_path / "onrecord.toml")


def test_the_environment_beats_the_file_and_the_command_line_beats_both(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('max_redirects = 1\nmodel = "one"\ntimeout_seconds = 1.5\n', encoding="utf-8")
    settings = load_settings(start=tmp_path, environ={"ONRECORD_MAX_REDIRECTS": "2", "ONRECORD_MODEL": "two"}, given={"model": "three"})
    assert (settings.timeout_seconds, settings.max_redirects, settings.model) == (1.5, 2, "three")
    assert [settings.origin_of(name) for name in ("max_redirects", "model")] == ["ONRECORD_MAX_REDIRECTS", "command line"]


def test_a_value_that_is_not_given_on_the_command_line_changes_nothing(tmp_path: Path) -> None:
    assert load_settings(start=tmp_path, environ={}, given={"model": None}) == Settings()


def test_a_path_in_a_file_is_relative_to_that_file(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('actors = "mine.csv"\n', encoding="utf-8")
    (tmp_path / "mine.csv").write_text("id\n", encoding="utf-8")
    assert load_settings(start=tmp_path, environ={}).actors == tmp_path / "mine.csv"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("max_character = 5", "did you mean 'max_characters'?"),
        ("zzz = 5", "there are model"),
        ("max_characters = 0", "must be a whole number of at least 1"),
        ("max_characters = 1.5", "must be a whole number"),
        ('max_characters = "many"', "must be a whole number"),
        ("timeout_seconds = inf", "must be a number"),
        ("max_redirects = true", "must be a whole number"),
        ('allow_private_addresses = "perhaps"', "must be true or false"),
        ('actors = "missing.csv"', "there is no"),
        ('rules = "onrecord.toml"', "must be a folder"),
        ('places = "."', "must be a file"),
        ("model = 5", "must be a text"),
        ("origins = 5", "no setting 'origins'"),
        ("not toml", "not a readable TOML file"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_the_fault(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "onrecord.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"onrecord\.toml") as caught:
        load_settings(start=tmp_path, environ={})
    assert said in str(caught.value)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("one = 1\ntwo = 2\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(start=tmp_path, environ={})
    assert "'one'" in str(caught.value)
    assert "'two'" in str(caught.value)


def test_every_setting_has_a_meaning() -> None:
    assert all(shown.meaning for shown in show_settings(Settings()))
    assert "model" in setting_names()
