import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import rehearsal
from kiosk.app.rehearsal import Rehearsal, drifting, wrong_fonts
from kiosk.opening import Wishes
from kiosk.preparation import Preparation, prepare
from kiosk.screens.idle import Idle
from tests.builders import look
from tests.plain import pack_with


def prepared(tmp_path: Path, settings: str = "") -> Preparation:
    """A kiosk of the tiny pack."""
    (tmp_path / "kiosk.toml").write_text(settings, "utf-8")
    pack = pack_with(tmp_path / "pack")
    return prepare(Wishes(settings=tmp_path / "kiosk.toml", pack=pack))


def test_a_sound_kiosk_has_no_fault_on_any_screen(qtbot: QtBot, tmp_path: Path) -> None:
    rehearsed = Rehearsal(prepared(tmp_path, "confirm_answers = true\n"))
    assert list(rehearsed.faults()) == []
    # Twice each: attract, errand, symptoms, those ticked, five outcomes, and six besides.
    assert rehearsed.screens == 2 * (1 + 1 + 2 + 5 + 6)
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def test_screens_that_do_not_fit_are_named(qtbot: QtBot, tmp_path: Path) -> None:
    found = list(Rehearsal(prepared(tmp_path, "[screen]\ndiagonal_mm = 150\n")).faults())
    assert found
    places = {fault.split(": ")[0] for fault in found}
    assert any(place.startswith("screen:outcome, en, 1080x1920") for place in places)


def test_what_cannot_be_touched_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "routes", lambda *_pack: [{"errand": ("nowhere",)}])
    assert list(Rehearsal(prepared(tmp_path)).faults()) == [
        f"screen:question, en, {size}: option:nowhere cannot be touched"
        for size in ("1080x1920", "1920x1080")
    ]


def test_a_question_that_no_visit_comes_to_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "questions", lambda *_flow: {"errand", "ill", "more"})
    assert list(Rehearsal(prepared(tmp_path)).faults()) == [
        f"more, en, {size}: was not shown" for size in ("1080x1920", "1920x1080")
    ]


def test_a_visit_that_is_never_forgotten_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Idle, "wait", lambda _idle, _patience: None)
    found = list(Rehearsal(prepared(tmp_path)).faults())
    assert found == ["idle: a visit that nobody goes on with is not forgotten"]


def test_a_font_that_is_not_there_is_told(qtbot: QtBot) -> None:
    assert list(wrong_fonts(look().body, look().icon(26))) == []
    (missing,) = wrong_fonts(look().heading, QFont("No Such Font"))
    assert missing.startswith("fonts: No Such Font is not there, ")


def test_bindings_that_use_up_values_are_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(drifting()) == []
    counted = iter([1000, 500] * 3)
    monkeypatch.setattr(sys, "getrefcount", lambda _value: next(counted))
    assert [line.partition(";")[0] for line in drifting()] == [
        f"bindings: 500 references to {value} are lost" for value in (None, True, False)
    ]


def self_test(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """The kiosk program, on a machine without a display."""
    environment = {n: v for n, v in os.environ.items() if n not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "--self-test", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_program_tries_itself_without_a_display(tmp_path: Path) -> None:
    ended = self_test("--pack", pack_with(tmp_path / "pack"))
    assert ended.returncode == 0
    assert ended.stdout.startswith("self-test: 30 screens, 0 faults, ")


def test_the_program_tells_each_fault_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[screen]\ndiagonal_mm = 150\n", "utf-8")
    pack = pack_with(tmp_path / "pack")
    ended = self_test("--pack", pack, "--settings", tmp_path / "kiosk.toml")
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    assert f"30 screens, {len(lines) - 1} faults" in lines[-1]
    ended = self_test("--pack", tmp_path)
    assert (ended.returncode, ended.stdout) == (3, "")
