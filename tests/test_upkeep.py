import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, QTimer
from pytestqt.qtbot import QtBot

from kiosk import health, paths
from kiosk.app import upkeep
from kiosk.app.first import FirstScreen
from kiosk.app.upkeep import Upkeep
from kiosk.opening import Wishes
from kiosk.pack.models import Pack, Rule
from kiosk.pack.words import OutcomeId
from kiosk.preparation import Preparation, prepare
from kiosk.screens.guard import NO_GUARD
from tests.builders import ESPOO, PORTRAIT, at, navigator_of
from tests.visit import TOUCHES
from tests.visitor import Visitor


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    folder = tmp_path / "own-run"
    folder.mkdir()
    return folder


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A service manager that watches the kiosk."""
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "12000000")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(5)
        yield heard


def opened(qtbot: QtBot, wishes: Wishes, size: QSize = PORTRAIT) -> FirstScreen:
    """The kiosk as its program opens it, once the first frame is on the glass."""
    prepared = prepare(Wishes(pack=ESPOO, today=at().date()))
    first = FirstScreen(prepared.opening, size, closable=True, guard=NO_GUARD)
    qtbot.addWidget(first.window)
    first.window.show()
    first.open(prepared if wishes == Wishes() else None, wishes)
    return first


def told(runs: Path) -> dict[str, Any]:
    return dict(json.loads((runs / "health.json").read_text("utf-8")))


def tell(first: FirstScreen) -> None:
    keeper = first.window.findChild(Upkeep)
    assert isinstance(keeper, Upkeep)
    keeper.tell()


def test_a_kiosk_that_is_ready_says_so(qtbot: QtBot, runs: Path, manager: socket.socket) -> None:
    opened(qtbot, Wishes())
    health = told(runs)
    assert health["ready"]
    assert health["shown"] == {
        "pack": "espoo",
        "revision": 1,
        "which": "option",
        "site": "iso-omena",
        "languages": [*prepare(Wishes(pack=ESPOO)).around.editions],
    }
    assert health["degraded"] == []
    ready, watchdog, status = manager.recv(1000).decode().split("\n")
    assert (ready, watchdog) == ("READY=1", "WATCHDOG=1")
    assert status == "STATUS=espoo revision 1 (option), site iso-omena; healthy"


def careless(preparation: Preparation) -> Preparation:
    """The same kiosk with a pack that no check has seen: its first rule lets everybody in."""
    editions = {
        tag: replace(edition, pack=edition.pack.model_copy(update={"rules": lax(edition.pack)}))
        for tag, edition in preparation.around.editions.items()
    }
    return replace(preparation, around=replace(preparation.around, editions=editions))


def lax(pack: Pack) -> tuple[Rule, ...]:
    return (Rule(outcome=OutcomeId("come-in")), *pack.rules)


def test_a_kiosk_whose_rules_let_everybody_in_lets_nobody_in_and_says_so(
    qtbot: QtBot, runs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    prepared = prepare(Wishes(pack=ESPOO, today=at().date()))
    first = FirstScreen(prepared.opening, PORTRAIT, closable=True, guard=NO_GUARD)
    qtbot.addWidget(first.window)
    first.window.show()
    first.open(careless(prepared), Wishes())
    assert told(runs)["degraded"] == []
    visitor = Visitor(first.window).touch("language:en")
    assert visitor.kind() == "ask_staff"
    tell(first)
    (reason,) = told(runs)["degraded"]
    assert reason["code"] == "unscreened"
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert line.getMessage() == (
        "the rules let a visitor in who is not clear by symptoms; kept out instead"
    )
    assert "come-in" not in (runs / "health.json").read_text("utf-8")


def test_a_sign_of_life_comes_from_the_thread_that_draws_twice_as_often_as_it_is_missed(
    qtbot: QtBot, manager: socket.socket
) -> None:
    keeper = opened(qtbot, Wishes()).window.findChild(Upkeep)
    assert isinstance(keeper, Upkeep)
    (timer,) = keeper.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == 6000
    manager.recv(1000)
    timer.timeout.emit()
    assert b"WATCHDOG=1" in manager.recv(1000)


def test_the_health_is_told_every_ten_seconds_without_a_watchdog(qtbot: QtBot) -> None:
    keeper = opened(qtbot, Wishes()).window.findChild(Upkeep)
    assert isinstance(keeper, Upkeep)
    assert keeper.findChildren(QTimer)[0].interval() == 10_000


def test_nothing_of_a_visit_is_in_the_health(
    qtbot: QtBot, runs: Path, manager: socket.socket
) -> None:
    first = opened(qtbot, Wishes())
    visitor = Visitor(first.window)
    heard, seen = {manager.recv(1000)}, set()
    for name in TOUCHES:
        visitor.touch(name)
        tell(first)
        heard.add(manager.recv(1000))
        health = told(runs)
        del health["at"]
        seen.add(json.dumps(health))
    assert len(heard) == len(seen) == 1


def test_a_visit_is_no_occasion_to_tell_anything(qtbot: QtBot, runs: Path) -> None:
    first = opened(qtbot, Wishes())
    (runs / "health.json").unlink()
    Visitor(first.window).touch(*TOUCHES)
    assert not list(runs.iterdir())


def test_a_kiosk_that_cannot_be_made_ready_says_so_until_it_is(
    qtbot: QtBot, runs: Path, tmp_path: Path
) -> None:
    first = opened(qtbot, Wishes(pack=tmp_path / "pack"))
    health = told(runs)
    assert (health["ready"], health["shown"]) == (False, None)
    assert [reason["code"] for reason in health["degraded"]] == ["out-of-service"]
    (tmp_path / "pack").symlink_to(ESPOO)
    retry = next(each for each in first.window.children() if isinstance(each, QTimer))
    retry.timeout.emit()
    assert told(runs)["ready"]


def test_a_fault_shows_until_the_kiosk_is_back(qtbot: QtBot, runs: Path, visitor: Visitor) -> None:
    keeper = Upkeep(visitor.window, fills_screen=False)
    keeper.take_note(prepare(Wishes(pack=ESPOO)))
    assert told(runs)["ready"]
    navigator_of(visitor.window).apologise()
    keeper.tell()
    assert [reason["code"] for reason in told(runs)["degraded"]] == ["out-of-service"]
    navigator_of(visitor.window).welcome()
    keeper.tell()
    assert told(runs)["ready"]


def test_a_window_that_does_not_cover_the_screen_is_told(
    qtbot: QtBot, runs: Path, visitor: Visitor
) -> None:
    keeper = Upkeep(visitor.window, fills_screen=True)
    keeper.take_note(prepare(Wishes(pack=ESPOO)))
    assert [reason["code"] for reason in told(runs)["degraded"]] == ["display-not-covered"]
    visitor.window.setGeometry(visitor.window.screen().geometry())
    keeper.tell()
    assert told(runs)["degraded"] == []


def test_a_touch_screen_that_goes_is_told_and_one_that_never_was_is_not(
    qtbot: QtBot, runs: Path, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Upkeep(visitor.window, fills_screen=False)
    keeper.take_note(prepare(Wishes(pack=ESPOO)))
    assert told(runs)["degraded"] == []
    for there, reasons in ((["Glass"], []), ([], ["touch-gone"]), (["Glass"], [])):
        monkeypatch.setattr(upkeep, "touch_screens", lambda names=there: names)
        keeper.tell()
        assert [reason["code"] for reason in told(runs)["degraded"]] == reasons


def test_a_state_that_cannot_be_written_is_told(qtbot: QtBot, runs: Path, visitor: Visitor) -> None:
    paths.state().parent.joinpath(paths.state().name).touch()
    keeper = Upkeep(visitor.window, fills_screen=False)
    keeper.take_note(prepare(Wishes(pack=ESPOO)))
    assert [reason["code"] for reason in told(runs)["degraded"]] == ["state-read-only"]


def test_where_nothing_can_be_told_the_log_says_so_once_until_it_can(
    qtbot: QtBot, runs: Path, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    keeper = Upkeep(visitor.window, fills_screen=False)
    (runs / "health.json").mkdir()
    for _time in range(2):
        keeper.tell()
    assert caplog.text.count("kioskctl health cannot tell how the kiosk is") == 1
    (runs / "health.json").rmdir()
    runs.rename(runs.parent / "elsewhere")
    caplog.clear()
    for _time in range(2):
        keeper.tell()
    assert caplog.text.count("kioskctl health cannot tell how the kiosk is") == 1
    (runs.parent / "elsewhere").rename(runs)
    keeper.tell()
    assert told(runs)["ready"] is False


def test_a_window_that_is_not_there_covers_nothing(
    qtbot: QtBot, runs: Path, visitor: Visitor
) -> None:
    keeper = Upkeep(visitor.window, fills_screen=True)
    keeper.take_note(prepare(Wishes(pack=ESPOO)))
    visitor.window.setGeometry(visitor.window.screen().geometry())
    visitor.window.hide()
    keeper.tell()
    assert [reason["code"] for reason in told(runs)["degraded"]] == ["display-not-covered"]


def test_a_state_behind_a_closed_door_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", closed)
    assert health.unwritable(tmp_path) == tmp_path
