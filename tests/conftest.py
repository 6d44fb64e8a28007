"""What every test with a screen needs."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.screens.fonts import load_fonts
from kiosk.screens.roles import tell_roles
from tests.builders import Opened, circumstances, opened
from tests.needs import named_for_this_test, only_what_is_named
from tests.visitor import Visitor

sys.addaudithook(only_what_is_named(named_for_this_test))


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without packs and without a service manager, whatever the tests run on."""
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "own-state"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own-home"))
    monkeypatch.setattr(paths, "STATE", tmp_path / "own-state")
    monkeypatch.setattr(paths, "RUN", tmp_path / "own-run")
    for name in ("RUNTIME_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _own_windows() -> None:
    """No window of another test, with the visit in it: Qt deletes those in no test by itself."""
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = QApplication(["kiosk"])
    application.setStyle("Fusion")
    load_fonts()
    tell_roles()
    yield application
    gc.collect()


@pytest.fixture
def visitor(qtbot: QtBot) -> Visitor:
    """A visitor at Iso Omena on 1 June 2021."""
    return seen(qtbot, opened(circumstances()))


def seen(qtbot: QtBot, window: Opened) -> Visitor:
    """A visitor before a window that is on the screen."""
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    qtbot.waitExposed(window)
    visitor = Visitor(window)
    visitor.words()  # nobody touches what they have not seen
    return visitor
