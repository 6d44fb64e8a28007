"""What the widgets have, and what they have not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

import kiosk
from tests.lockdown.screens import NOTHING_HELD, alone, widgets
from tests.visitor import Visitor

DIALOGS = {"QFileDialog", "QPrintDialog", "QMessageBox", "QInputDialog", "QColorDialog", "QDialog"}
EDITORS = {"QLineEdit", "QTextEdit", "QPlainTextEdit", "QTextBrowser", "QComboBox", "QSpinBox"}
MENUS = {"QMenu", "QMenuBar", "QSystemTrayIcon", "QToolTip", "QWhatsThis", "QShortcut", "QAction"}
STARTERS = {"QDesktopServices", "subprocess", "startfile", "startDetached", "Popen", "system"}


def test_nothing_can_be_dropped(screen: Visitor) -> None:
    assert not [each for each in widgets(screen) if each.acceptDrops()]
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    data.setText("text")
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NOTHING_HELD)
    enter, drop = QDragEnterEvent(QPoint(9, 9), *given), QDropEvent(QPointF(9, 9), *given)
    for event in (enter, drop):
        event.ignore()
        QApplication.sendEvent(screen.window, event)
        assert not event.isAccepted()


def test_nothing_gets_into_the_clipboard_or_out_of_it(steady: Visitor) -> None:
    clipboard, before = QApplication.clipboard(), steady.words()
    clipboard.clear()
    for letter in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(steady.window.windowHandle(), letter, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == ""
    assert not clipboard.supportsSelection() or not clipboard.text(QClipboard.Mode.Selection)
    clipboard.setText("pasted")
    QTest.keyClick(steady.window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert steady.words() == before
    clipboard.clear()


def names_in(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case _:
                pass


@pytest.mark.parametrize("unwanted", [DIALOGS, EDITORS, MENUS, STARTERS], ids=min)
def test_no_screen_can_open_or_start_anything(unwanted: set[str]) -> None:
    package = Path(kiosk.__file__).parent
    for folder in ("screens", "app"):
        for module in (package / folder).glob("*.py"):
            assert not unwanted & set(names_in(module)), module


def test_only_what_is_heard_is_another_process() -> None:
    package = Path(kiosk.__file__).parent
    starting = {m.name for m in package.rglob("*.py") if "QProcess" in set(names_in(m))}
    assert starting == {"speaker.py", "cue.py"}


def test_words_are_never_links_or_markup(screen: Visitor) -> None:
    for label in screen.window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
        assert not label.openExternalLinks()


def test_nothing_says_more_when_it_is_pointed_at(screen: Visitor) -> None:
    for each in widgets(screen):
        assert (each.toolTip(), each.whatsThis(), each.statusTip()) == ("", "", "")
        QApplication.sendEvent(each, QEvent(QEvent.Type.HelpRequest))
    assert alone(screen.window)


def test_the_window_has_no_frame_and_no_title(visitor: Visitor) -> None:
    assert visitor.window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert visitor.window.windowTitle() == ""


def test_without_a_word_from_staff_the_window_does_not_close(screen: Visitor) -> None:
    assert not screen.window.close()
    assert screen.window.isVisible()
    QApplication.closeAllWindows()
    assert screen.window.isVisible()
