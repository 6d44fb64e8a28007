from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.front import Front
from kiosk.app.upkeep import Upkeep
from kiosk.health import read
from kiosk.opening import Wishes
from kiosk.preparation import prepare
from kiosk.screens.window import Window
from tests.builders import ESPOO
from tests.visitor import Visitor

pytestmark = pytest.mark.qt_log_ignore("does not support raise")

SOON = timedelta(milliseconds=20)
LATE = timedelta(hours=1)


@pytest.fixture
def window(visitor: Visitor, qtbot: QtBot) -> Window:
    """A window that fills the screen, as in front of visitors."""
    visitor.window.showFullScreen()
    visitor.window.activateWindow()
    qtbot.waitUntil(visitor.window.isActiveWindow)
    return visitor.window


@pytest.fixture
def intruder(window: Window, qtbot: QtBot) -> Iterator[QWidget]:
    """Another window, which has the keys."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    yield widget
    widget.close()


def is_back(window: Window) -> bool:
    fills = window.geometry() == window.screen().geometry()
    return window.isFullScreen() and fills and window.windowHandle().isActive()


def test_the_window_takes_the_keys_back(window: Window, intruder: QWidget, qtbot: QtBot) -> None:
    Front(window, SOON)
    qtbot.waitUntil(lambda: is_back(window))


@pytest.mark.parametrize("moved", ["hide", "showMinimized", "showNormal", "shrunk"])
def test_the_window_comes_back(window: Window, qtbot: QtBot, moved: str) -> None:
    if moved == "shrunk":
        window.setGeometry(QRect(0, 0, 200, 200))
    else:
        getattr(window, moved)()
    Front(window, SOON)
    qtbot.waitUntil(lambda: is_back(window) and window.windowHandle().isExposed())


def test_a_window_that_is_where_it_should_be_is_left_alone(window: Window) -> None:
    front = Front(window, LATE, timedelta(0))
    states: list[Qt.WindowState] = []
    window.windowHandle().windowStateChanged.connect(states.append)
    front.look()
    assert not front.lost
    assert states == []


def test_what_does_not_come_back_is_told_until_it_does(
    window: Window, intruder: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "own-run").mkdir()
    front = Front(window, LATE, timedelta(milliseconds=-1))
    Upkeep(window, fills_screen=True, front=front).take_note(prepare(Wishes(pack=ESPOO)))
    assert reasons(tmp_path) == []
    front.look()
    assert reasons(tmp_path) == ["not-in-front"]
    qtbot.waitUntil(lambda: is_back(window))
    front.look()
    assert reasons(tmp_path) == []


def reasons(folder: Path) -> list[str]:
    health: Any = read(folder / "own-run")
    return [reason["code"] for reason in health["degraded"]]
