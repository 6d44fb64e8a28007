from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.front import LOOK_AFTER, LOST_AFTER, Front
from kiosk.app.upkeep import Upkeep
from kiosk.health import read
from kiosk.opening import Wishes
from kiosk.preparation import prepare
from kiosk.screens.clock import TurnedClock
from kiosk.screens.window import Window
from tests.builders import ESPOO
from tests.visitor import Visitor

pytestmark = pytest.mark.qt_log_ignore("does not support raise")

MOMENT = timedelta(milliseconds=1)
SLOW = 60_000


@pytest.fixture
def window(visitor: Visitor, qtbot: QtBot) -> Window:
    """A window that fills the screen, as in front of visitors."""
    visitor.window.showFullScreen()
    visitor.window.activateWindow()
    qtbot.waitUntil(visitor.window.isActiveWindow, timeout=SLOW)
    return visitor.window


@pytest.fixture
def intruder(window: Window, qtbot: QtBot) -> Iterator[QWidget]:
    """Another window, which has the keys."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=SLOW)
    yield widget
    widget.close()


def looked_for(window: Window) -> None:
    """Let the time pass after which the window is looked for, and once more."""
    clock = TurnedClock()
    Front(window, clock)
    for _look in range(2):
        clock.turn(LOOK_AFTER)
        QApplication.processEvents()


def stays_away(clock: TurnedClock, intruder: QWidget, span: timedelta) -> None:
    """Let time pass in which another window takes the keys again and again."""
    for _look in range(span // LOOK_AFTER):
        intruder.activateWindow()
        QApplication.processEvents()
        clock.turn(LOOK_AFTER)


def is_back(window: Window) -> bool:
    fills = window.geometry() == window.screen().geometry()
    return window.isFullScreen() and fills and window.windowHandle().isActive()


def test_the_window_takes_the_keys_back(window: Window, intruder: QWidget, qtbot: QtBot) -> None:
    looked_for(window)
    assert is_back(window)


@pytest.mark.parametrize("moved", ["hide", "showMinimized", "showNormal", "shrunk"])
def test_the_window_comes_back(window: Window, qtbot: QtBot, moved: str) -> None:
    if moved == "shrunk":
        window.setGeometry(QRect(0, 0, 200, 200))
    else:
        getattr(window, moved)()
    looked_for(window)
    assert is_back(window)
    assert window.windowHandle().isExposed()


def test_a_window_that_is_where_it_should_be_is_left_alone(window: Window) -> None:
    clock = TurnedClock()
    front = Front(window, clock)
    states: list[Qt.WindowState] = []
    window.windowHandle().windowStateChanged.connect(states.append)
    clock.turn(10 * LOST_AFTER)
    assert not front.lost
    assert states == []


def test_what_does_not_come_back_is_told_until_it_does(
    window: Window, intruder: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "own-run").mkdir()
    clock = TurnedClock()
    front = Front(window, clock)
    Upkeep(window, fills_screen=True, front=front).take_note(prepare(Wishes(pack=ESPOO)))
    assert reasons(tmp_path) == []
    stays_away(clock, intruder, LOST_AFTER)
    assert reasons(tmp_path) == []
    stays_away(clock, intruder, LOOK_AFTER)
    assert reasons(tmp_path) == ["not-in-front"]
    QApplication.processEvents()
    assert is_back(window)
    clock.turn(LOOK_AFTER)
    assert reasons(tmp_path) == []


def reasons(folder: Path) -> list[str]:
    health: Any = read(folder / "own-run")
    return [reason["code"] for reason in health["degraded"]]
