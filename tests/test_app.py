import gc
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk import paths, seals
from kiosk.app import first as program
from kiosk.app.faults import ExceptionHook
from kiosk.app.first import FirstScreen, Renewal
from kiosk.errors import WrongUseError
from kiosk.opening import Wishes, as_document, from_document
from kiosk.preparation import prepare
from kiosk.screens.attract import AttractScreen
from kiosk.screens.clock import TurnedClock
from kiosk.screens.guard import NO_GUARD
from kiosk.screens.tiles import TouchTile
from kiosk.shelf.pointer import sources
from kiosk.shelf.shelf import Shelf
from kiosk.start import Seal, bare_opening
from tests.builders import ESPOO, PORTRAIT, SMALL, at
from tests.visitor import Visitor


def kiosk(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the real program without a window system until its first frame."""
    changed = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "--first-frame", *arguments],
        env=changed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(autouse=True)
def _own_exception_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_the_first_frame_is_shown_and_timed(state: Path) -> None:
    for _start in ("without a seal", "with one"):
        run = kiosk(STATE_DIRECTORY=str(state))
        assert run.returncode == 0
        assert run.stdout.startswith("first_frame_ms=")
    assert len(list((state / "seals").iterdir())) == 1


def test_a_state_folder_that_cannot_be_written_degrades(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    run = kiosk(STATE_DIRECTORY=str(occupied))
    assert run.returncode == 0
    assert "cannot be written" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("--site", "iso-omna"), 2, '--site: no site has the id "iso-omna"; write "iso-omena"'),
        (
            ("--language", "de"),
            2,
            '--language: no language has the id "de"; write one of: fi, sv, en, fi-simple',
        ),
        (
            ("--pack", "/nowhere"),
            3,
            "/nowhere/content.json: no such file or directory; check the name",
        ),
        (
            ("--settings", "/nowhere.toml"),
            3,
            "/nowhere.toml: no such file or directory; check the name",
        ),
    ],
)
def test_wrong_use_is_told_in_one_line(
    state: Path, arguments: tuple[str, ...], code: int, line: str
) -> None:
    run = kiosk(*arguments, STATE_DIRECTORY=str(state))
    assert (run.returncode, run.stdout) == (code, "")
    assert run.stderr.strip() in {line, f"{arguments[0]}: {line}"}


@pytest.mark.parametrize(
    "arguments", [("--date", "1.6.2021"), ("--windowed", "large"), ("--frob",)]
)
def test_options_that_make_no_sense_are_wrong_use(arguments: tuple[str, ...]) -> None:
    run = kiosk(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_every_fault_of_the_settings_is_told_at_once(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('languges = ["fi"]\nwarn_after_seconds = 5\nsite = "kalajarvi"\n')
    run = kiosk("--settings", str(file), STATE_DIRECTORY=str(state))
    assert run.returncode == 1
    told = run.stderr.strip().splitlines()
    assert sorted(told) == sorted(
        [
            f'{file}: languges: is no known key; write "languages"',
            f"{file}: warn_after_seconds: must be at least 20; raise it",
        ]
    )


def test_a_broken_pack_is_refused_with_every_fault(tmp_path: Path, state: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(ESPOO, folder)
    content = json.loads((folder / "content.json").read_text("utf-8"))
    content["rules"][0]["outcome"] = "stay-hom"
    content["questions"][0]["text"] = "Jotain muuta?"
    (folder / "content.json").write_text(json.dumps(content), "utf-8")
    run = kiosk("--pack", str(folder), STATE_DIRECTORY=str(state))
    assert run.returncode == 1
    assert "rule 1, stay-hom, outcome" in run.stderr
    content["rules"][0]["outcome"] = "stay-home"
    (folder / "content.json").write_text(json.dumps(content), "utf-8")
    run = kiosk("--pack", str(folder), STATE_DIRECTORY=str(state))
    assert run.returncode == 1
    assert [line.split(": ")[1] for line in run.stderr.splitlines()] == [
        "questions.errand.text"
    ] * 3
    assert not (state / "seals").exists()


@pytest.mark.parametrize("display", ["", ":77"])
def test_without_a_display_one_line_says_so(display: str) -> None:
    run = kiosk(QT_QPA_PLATFORM="", DISPLAY=display, WAYLAND_DISPLAY="")
    assert run.returncode == 1
    assert run.stderr.startswith("display: ")
    assert len(run.stderr.strip().splitlines()) == 1


def test_what_could_redirect_qt_is_not_heeded(state: Path, tmp_path: Path) -> None:
    run = kiosk(STATE_DIRECTORY=str(state), QT_PLUGIN_PATH=str(tmp_path), LD_LIBRARY_PATH="/")
    assert run.returncode == 0
    assert "not heeded in front of visitors: LD_LIBRARY_PATH, QT_PLUGIN_PATH" in run.stderr


def test_in_a_window_everything_is_heeded(state: Path, tmp_path: Path) -> None:
    run = kiosk("--windowed", "540x960", STATE_DIRECTORY=str(state), QT_PLUGIN_PATH=str(tmp_path))
    assert run.returncode == 0
    assert "not heeded" not in run.stderr


def test_the_version_is_that_of_the_project() -> None:
    run = kiosk("--version")
    assert run.returncode == 0
    assert run.stdout.startswith("kiosk 0.")


def test_settings_choose_site_languages_and_times(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        'site = "kalajarvi"\nlanguages = ["sv", "fi"]\nconfirm_answers = true\n'
        "warn_after_seconds = 45\n[screen]\ndiagonal_mm = 800\n"
    )
    prepared = prepare(Wishes(settings=file, today=at().date()))
    assert [greeting.language for greeting in prepared.opening.card.greetings] == ["sv", "fi"]
    assert prepared.around.site == "kalajarvi"
    assert prepared.around.confirm
    assert prepared.around.now().date() == at().date()
    assert prepared.opening.look(PORTRAIT).mm_per_px == pytest.approx(0.363, abs=0.001)


@pytest.mark.parametrize(
    "wishes", [Wishes(site="nowhere"), Wishes(language="de")], ids=["site", "language"]
)
def test_what_the_pack_does_not_have_is_wrong_use(wishes: Wishes) -> None:
    with pytest.raises(WrongUseError):
        prepare(wishes)


def test_a_theme_that_there_is_not_is_wrong_use(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('theme = "lite"\n')
    with pytest.raises(WrongUseError, match='write "light"'):
        prepare(Wishes(settings=file))


def test_what_the_settings_ask_for_in_vain_is_told_by_the_file_all_at_once(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('site = "kalajarv"\nlanguages = ["fi", "es"]\ntheme = "../packs/espoo"\n')
    with pytest.raises(WrongUseError) as caught:
        prepare(Wishes(settings=file, language="de"))
    assert [str(fault).partition(";")[0] for fault in caught.value.faults] == [
        f'{file}: site: no site has the id "kalajarv"',
        '--language: no language has the id "de"',
        f'{file}: languages: no language has the id "es"',
        f'{file}: theme: no theme has the id "../packs/espoo"',
    ]
    assert caught.value.faults[-1].what.endswith("write one of: light, dark, high-contrast")


def test_the_command_line_wins_over_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('site = "kalajarvi"\n')
    prepared = prepare(Wishes(settings=file, site="iso-omena", language="en"))
    assert prepared.around.site == "iso-omena"
    assert next(iter(prepared.around.editions)) == "en"


def test_a_seal_holds_exactly_what_the_first_frame_needs() -> None:
    opening = prepare(Wishes()).opening
    assert from_document(json.loads(json.dumps(as_document(opening)))) == opening


@pytest.mark.parametrize("document", [None, [], {"card": 1}, {"card": {"greetings": [{"a": 1}]}}])
def test_a_seal_of_another_kind_is_no_opening(document: object) -> None:
    assert from_document(document) is None


def test_any_change_of_the_content_asks_for_another_seal(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(ESPOO, folder)
    before = seals.digest([folder / "content.json"], ())
    text = (folder / "content.json").read_text("utf-8")
    (folder / "content.json").write_text(text.replace("Kela", "Kelu", 1), "utf-8")
    assert seals.digest([folder / "content.json"], ()) != before


def test_visitors_are_let_in_once_the_rest_is_read(qtbot: QtBot) -> None:
    prepared = prepare(Wishes(today=at().date()))
    first = FirstScreen(prepared.opening, PORTRAIT, closable=True, guard=NO_GUARD)
    qtbot.addWidget(first.window)
    first.window.show()
    first.open(prepared, Wishes())
    assert isinstance(sys.excepthook, ExceptionHook)
    Visitor(first.window).touch("language:sv")
    assert Visitor(first.window).screen() == "screen:question"


class Apologetic:
    """Counts its apologies."""

    def __init__(self) -> None:
        self.apologies = 0

    def apologise(self) -> None:
        self.apologies += 1

    def wait_on(self, screen: AttractScreen) -> None:
        raise NotImplementedError


def test_what_nobody_caught_is_logged_by_its_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    navigator = Apologetic()
    answers: dict[str, str] = {}
    with pytest.raises(KeyError) as caught:
        answers["cough"]
    ExceptionHook(navigator)(caught.type, caught.value, caught.tb)
    assert navigator.apologies == 1
    assert "KeyError at" in caplog.text
    assert "test_app.py" in caplog.text
    assert "cough" not in caplog.text


def test_a_rest_that_cannot_be_read_shows_the_apology(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstScreen(prepare(Wishes()).opening, SMALL, closable=True)
    qtbot.addWidget(first.window)
    first.window.show()
    first.open(None, Wishes(pack=tmp_path))
    words = [label.text() for label in first.window.findChildren(QLabel) if label.isVisible()]
    assert "Näyttö on poissa käytöstä" in words
    assert "Skärmen är ur bruk" in words
    assert "This screen is out of service" in words


def test_a_seal_is_not_relied_on_for_content_that_has_changed(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(ESPOO, folder)
    wishes = Wishes(pack=folder)
    prepared = prepare(wishes)
    first = FirstScreen(prepared.opening, SMALL, closable=True)
    qtbot.addWidget(first.window)
    first.window.show()
    content = json.loads((folder / "content.json").read_text("utf-8"))
    content["rules"] = [{"outcome": "come-in"}]
    (folder / "content.json").write_text(json.dumps(content), "utf-8")
    first.open(None, wishes, Seal("the name of what was there before", prepared.source))
    assert Visitor(first.window).screen() == "screen:out-of-service"


@pytest.fixture
def two_packs(state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The Espoo pack, which is in use on this machine, and its next revision."""
    monkeypatch.setenv("STATE_DIRECTORY", str(state))
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / "kiosk.toml")
    folders = tmp_path / "one", tmp_path / "two"
    for revision, folder in enumerate(folders, 1):
        shutil.copytree(ESPOO, folder)
        content = json.loads((folder / "content.json").read_text("utf-8"))
        content["revision"] = revision
        content["languages"] = ["fi", "sv", "en"][:-revision]
        (folder / "content.json").write_text(json.dumps(content), "utf-8")
    Shelf(state).put(folders[0])
    return folders


def running(qtbot: QtBot) -> tuple[Visitor, Renewal]:
    """A kiosk that shows what is in use on this machine, and what looks for another pack."""
    prepared = prepare(Wishes())
    unguarded = replace(NO_GUARD, clock=TurnedClock())
    first = FirstScreen(prepared.opening, PORTRAIT, closable=True, guard=unguarded)
    qtbot.addWidget(first.window)
    first.window.show()
    first.open(prepared, Wishes())
    renewal = first.window.findChild(Renewal)
    assert isinstance(renewal, Renewal)
    return Visitor(first.window), renewal


def languages(visitor: Visitor) -> set[str]:
    visitor.words()
    tiles = visitor.on_show().findChildren(TouchTile)
    return {t.objectName() for t in tiles if t.isVisible() and "language:" in t.objectName()}


def test_a_new_pack_is_taken_when_nobody_is_there(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    visitor, renewal = running(qtbot)
    assert languages(visitor) == {"language:fi", "language:sv"}
    visitor.touch("language:sv", "option:kela")
    Shelf(state).put(two_packs[1])
    renewal.look()
    assert languages(visitor) == {"language:fi", "language:sv"}
    visitor.touch("start-over")
    renewal.look()
    assert visitor.screen() == "screen:attract"
    assert languages(visitor) == {"language:fi"}
    assert isinstance(sys.excepthook, ExceptionHook)
    visitor.touch("language:fi", "option:kela")
    assert visitor.screen() == "screen:question"
    seal = seals.recall(state / "seals", next((state / "seals").iterdir()).stem)
    assert len(seal["card"]["greetings"]) == 1


def test_nobody_sees_the_pack_change_while_they_set_or_read_something(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    visitor, renewal = running(qtbot)
    Shelf(state).put(two_packs[1])
    for name in ("access", "access:text", "close"):
        visitor.touch(name)
        renewal.look()
        assert languages(visitor) == {"language:fi", "language:sv"}
    assert visitor.screen() == "screen:attract"
    visitor.touch("language:fi", "start-over")
    renewal.look()
    assert languages(visitor) == {"language:fi"}


def test_a_new_pack_that_cannot_be_used_changes_nothing(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    visitor, renewal = running(qtbot)
    Shelf(state).put(two_packs[1])
    (current, _previous, _built_in) = sources(None, None, state)
    (current.folder / "content.json").write_text("{}", "utf-8")
    renewal.look()
    assert languages(visitor) == {"language:fi", "language:sv"}
    assert "the current pack cannot be used" in caplog.text
    caplog.clear()
    renewal.look()
    assert not caplog.text


def test_a_kiosk_that_can_use_no_pack_stays_on_what_it_shows_until_it_can(
    qtbot: QtBot,
    state: Path,
    two_packs: tuple[Path, Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor, renewal = running(qtbot)
    Shelf(state).put(two_packs[1])
    paths.SETTINGS.write_text("site = 3", "utf-8")
    refusals = list[str]()
    renewal.refused.connect(refusals.append)
    for _time in range(2):
        renewal.look()
    assert languages(visitor) == {"language:fi", "language:sv"}
    assert caplog.text.count("the kiosk stays on the pack that it shows") == len(refusals) == 1
    paths.SETTINGS.unlink()
    monkeypatch.setattr(program, "RETRY_AFTER", timedelta(0))
    renewal.look()
    assert languages(visitor) == {"language:fi"}
    assert len(refusals) == 1


def test_a_pack_that_could_not_be_used_is_forgotten_when_it_is_gone(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    _visitor, renewal = running(qtbot)
    refusals = list[str]()
    renewal.refused.connect(refusals.append)
    before = (state / "packs" / "in-use.json").read_text("utf-8")
    Shelf(state).put(two_packs[1])
    paths.SETTINGS.write_text("site = 3", "utf-8")
    renewal.look()
    (state / "packs" / "in-use.json").write_text(before, "utf-8")
    renewal.look()
    assert [bool(why) for why in refusals] == [True, False]


def test_help_on_the_attract_screen_does_not_keep_a_pack_away(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    visitor, renewal = running(qtbot)
    Shelf(state).put(two_packs[1])
    visitor.words()
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_F12)
    renewal.look()
    visitor.touch("close")
    assert languages(visitor) == {"language:fi", "language:sv"}
    renewal.look()
    assert languages(visitor) == {"language:fi"}


def test_a_headset_that_is_in_stays_in_when_a_pack_is_taken(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    paths.SETTINGS.write_text("[speech]\noffered = false\n", "utf-8")
    visitor, renewal = running(qtbot)
    visitor.window.wanted.emit("headset:in")
    visitor.touch("language:fi", "start-over")
    Shelf(state).put(two_packs[1])
    renewal.look()
    assert languages(visitor) == {"language:fi"}
    assert renewal.navigator.headset


def test_a_kiosk_that_can_read_nothing_apologises_until_it_can(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    paths.SETTINGS.write_text("site = 3", "utf-8")
    first = FirstScreen(bare_opening(), PORTRAIT, closable=True, guard=NO_GUARD)
    qtbot.addWidget(first.window)
    first.apologise()
    first.window.show()
    visitor = Visitor(first.window)
    assert visitor.screen() == "screen:out-of-service"
    first.open(None, Wishes())
    assert visitor.screen() == "screen:out-of-service"
    paths.SETTINGS.unlink()
    next(each for each in first.window.children() if isinstance(each, QTimer)).timeout.emit()
    assert languages(visitor) == {"language:fi", "language:sv"}


def test_packs_that_come_and_go_leave_nothing_behind(
    qtbot: QtBot, state: Path, two_packs: tuple[Path, Path]
) -> None:
    def in_use() -> tuple[int, int]:
        visitor.tidy()  # what is counted is what stays, not what still has to go
        gc.collect()
        return len(visitor.window.findChildren(QObject)), len(QApplication.allWidgets())

    visitor, renewal = running(qtbot)
    Shelf(state).put(two_packs[1])
    renewal.look()
    before = in_use()
    for _exchange in range(4):
        Shelf(state).go_back()
        renewal.look()
        visitor.touch("language:fi", "start-over")
    assert in_use() == before


def test_the_next_try_goes_with_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstScreen(prepare(Wishes()).opening, SMALL, closable=True)
    qtbot.addWidget(first.window)
    first.open(None, Wishes(pack=tmp_path))
    only_its_own = Qt.FindChildOption.FindDirectChildrenOnly
    (retry,) = first.window.findChildren(QTimer, options=only_its_own)
    assert retry.isActive()
    assert retry.isSingleShot()
