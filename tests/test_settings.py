"""This machine's settings."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import InvalidFileError, UnreadableFileError
from kiosk.keys import COMMANDS
from kiosk.settings import ReadingAloud, Settings, read_settings


def written(folder: Path, content: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(content, "utf-8")
    return path


def test_every_setting_may_be_left_out(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, ""))
    assert settings == Settings()
    assert settings.pack_folder is None
    assert settings.until_warning == timedelta(seconds=60)
    assert settings.for_answer == timedelta(seconds=30)
    assert settings.screen.diagonal_mm == 610


def test_every_setting_is_taken_from_the_file(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path,
            'pack = "/srv/pack"\nsite = "kalajarvi"\nlanguages = ["sv", "fi"]\ntheme = "light"\n'
            "confirm_answers = true\nwarn_after_seconds = 90\nforget_after_seconds = 20\n"
            "[screen]\ndiagonal_mm = 546\nviewing_distance_mm = 700.5\nbottom_mm = 750\n"
            '[speech]\noffered = false\nengine = "winrt"\nheadset_always = true\n'
            '[keys]\nF13 = "next"\nP = "access:repeat"\nTab = ""\n',
        )
    )
    assert settings.pack_folder == Path("/srv/pack")
    assert (settings.site, settings.languages) == ("kalajarvi", ("sv", "fi"))
    assert settings.confirm_answers
    assert settings.until_warning == timedelta(seconds=90)
    assert settings.for_answer == timedelta(seconds=20)
    assert (settings.screen.diagonal_mm, settings.screen.viewing_distance_mm) == (546, 700.5)
    assert settings.screen.bottom_mm == 750
    assert settings.speech == ReadingAloud(offered=False, engine="winrt", headset_always=True)
    keys = settings.all_keys
    assert (keys["F13"], keys["P"], keys["Down"]) == ("next", "access:repeat", "next")
    assert "Tab" not in keys


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        ('langages = ["fi"]', "langages", 'is no known key; write "languages"'),
        ("[screen]\ndiagonal = 610", "screen.diagonal", 'is no known key; write "diagonal_mm"'),
        ("volume = 3", "volume", "is no known key; take it out"),
        ('confirm_answers = "yes"', "confirm_answers", "must be true or false"),
        ("pack = 3", "pack", "must be text in quotes"),
        ("languages = []", "languages", "must not be empty; add to it"),
        ('languages = "fi"', "languages", "must be a list in square brackets"),
        ("warn_after_seconds = 1.5", "warn_after_seconds", "must be a whole number"),
        ("diagonal_mm = 610", "diagonal_mm", "belongs under [screen]; move it there"),
        ("diagonal = 610", "diagonal", 'is no known key; write "diagonal_mm" under [screen]'),
        ("forget_after_seconds = 19", "forget_after_seconds", "must be at least 20; raise it"),
        ("[screen]\ndiagonal_mm = nan", "screen.diagonal_mm", None),
        ('[screen]\ndiagonal_mm = "a"', "screen.diagonal_mm", "must be a number"),
        ("forget_after_seconds = 3601", "forget_after_seconds", "must be at most 3600; lower it"),
        ("warn_after_seconds = 19", "warn_after_seconds", None),
        ("warn_after_seconds = 3601", "warn_after_seconds", None),
        ("[screen]\ndiagonal_mm = 149", "screen.diagonal_mm", None),
        ("[screen]\ndiagonal_mm = 3001", "screen.diagonal_mm", None),
        ("[screen]\nviewing_distance_mm = 299", "screen.viewing_distance_mm", None),
        ("[screen]\nviewing_distance_mm = 2001", "screen.viewing_distance_mm", None),
        ("[screen]\nbottom_mm = 941", "screen.bottom_mm", None),
        ('[keys]\nF99 = "next"', "keys.F99", 'no key is called "F99"; write F9'),
        (
            '[keys]\nF1 = "jump"',
            "keys.F1",
            f'no command is called "jump"; write {", ".join(COMMANDS)}, ""',
        ),
        ('[keys]\nF1 = "nxt"', "keys.F1", 'no command is called "nxt"; write next'),
        ('[speech]\nengine = "robot"', "speech.engine", None),
        ("screen = 610", "screen", "must be an object in curly brackets"),
    ],
)
def test_a_wrong_setting_is_named(
    tmp_path: Path, content: str, place: str, what: str | None
) -> None:
    with pytest.raises(InvalidFileError) as caught:
        read_settings(written(tmp_path, content))
    (fault,) = caught.value.faults
    assert fault.place == place
    assert what is None or fault.what == what
    assert fault.file == str(tmp_path / "kiosk.toml")


@pytest.mark.parametrize("seconds", [20, 3600])
def test_nobody_is_given_less_than_twenty_seconds(tmp_path: Path, seconds: int) -> None:
    content = f"warn_after_seconds = {seconds}\nforget_after_seconds = {seconds}"
    settings = read_settings(written(tmp_path, content))
    assert settings.until_warning == settings.for_answer == timedelta(seconds=seconds)


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file or directory; check the name"):
        read_settings(tmp_path / "kiosk.toml")


def test_the_usual_file_is_read_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / "kiosk.toml")
    assert read_settings(None) == Settings()
    written(tmp_path, 'site = "kalajarvi"')
    assert read_settings(None).site == "kalajarvi"


def test_a_usual_file_that_cannot_be_reached_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / ("x" * 300) / "kiosk.toml")
    with pytest.raises(UnreadableFileError, match="file name too long; check the name"):
        read_settings(None)
