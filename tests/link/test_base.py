"""The database of linking opens wherever temporary files are kept."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from tests.link.accounts import WORDS, killed, record, result

from onrecord.link.base import open_base, record_line, story_line, write_lines
from onrecord.link.features import FORM, features_of, story_of


@pytest.mark.parametrize("name", ["it's", "a 'b' c", "[draft]", "50%", "st*r"])
def test_a_folder_for_temporary_files_may_have_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    told = result("agency", record("r", day="2024-03-06", town="Keldin", toll=(killed(2),)))
    with open_base(features_of(told), [story_of(told, WORDS["market"])]) as base:
        assert base.execute("SELECT doc FROM record").fetchall() == [("agency",)]
        assert base.execute("SELECT doc FROM story").fetchall() == [("agency",)]
        (kept,) = base.execute("SELECT current_setting('temp_directory')").fetchall()[0]
        assert Path(kept).parent == folder


def test_half_a_character_in_a_name_does_not_stop_linking(tmp_path: Path) -> None:
    written = write_lines(tmp_path / "lines.jsonl", ['{"names": ["Mar\ud83dta"]}'])
    assert written.read_text(encoding="utf-8") == '{"names": ["Mar?ta"]}\n'


def test_what_archives_keep_for_linking_has_another_form_when_it_changes() -> None:
    told = result("agency", record("r", day="2024-03-06", town="Keldin", toll=(killed(2),)))
    lines = "\n".join((*map(record_line, features_of(told)), story_line(story_of(told, WORDS["market"]))))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:12]
    assert (FORM, digest) == ("2", "c4085eb5237f"), (
        "what is compared has changed: raise FORM in link/features.py, and note the new digest here"
    )


def test_lines_stand_for_what_they_were_made_of() -> None:
    told = result("agency", record("r", day="2024-03-06", town="Keldin", toll=(killed(2),)))
    features, story = features_of(told), story_of(told, WORDS["market"])
    with open_base(features, [story]) as one, open_base(map(record_line, features), [story_line(story)]) as other:
        for table in ("record", "story"):
            assert one.execute(f"FROM {table}").fetchall() == other.execute(f"FROM {table}").fetchall()
