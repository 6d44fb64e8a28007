"""What assistive technology is told of headings and groups, and that nothing of it lasts."""

import gc
import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from kiosk.screens.widgets import Heading, Words
from tests.builders import look
from tests.visitor import Visitor

ROUNDS = 300


def roles(window: QWidget) -> dict[str, QAccessible.Role]:
    """What every visible label is told to be."""
    labels = [each for each in window.findChildren(Words) if each.isVisible()]
    return {each.objectName(): QAccessible.queryAccessibleInterface(each).role() for each in labels}


def test_headings_are_told_as_headings_and_nothing_else_is(visitor: Visitor) -> None:
    visitor.touch("language:sv", "option:kela", "option:none", "continue", "option:no")
    told = roles(visitor.window)
    headings = {name for name, role in told.items() if role == QAccessible.Role.Heading}
    assert headings == {n for n in told if n == "heading" or n.startswith("section:")}
    assert len(headings) > 1
    assert set(told.values()) == {QAccessible.Role.Heading, QAccessible.Role.StaticText}


def test_tiles_are_a_group_with_the_name_of_the_question(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela")
    around = visitor.tile("option:cough").parentWidget()
    assert around is not None
    interface = QAccessible.queryAccessibleInterface(around)
    assert interface.role() == QAccessible.Role.Grouping
    assert interface.text(QAccessible.Text.Name) == visitor.heading()
    assert interface.childCount() > 8


def alive() -> int:
    return sum(
        isinstance(each, QAccessibleWidget) and Shiboken.isValid(each) for each in gc.get_objects()
    )


def test_what_is_told_of_a_heading_goes_with_it(qtbot: QtBot) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what other tests left
    gc.collect()
    before, nothing = alive(), sys.getrefcount(None)
    for number in range(ROUNDS):
        heading = Heading(f"{number}", look().heading, QApplication.palette(), "heading")
        interface = QAccessible.queryAccessibleInterface(heading)
        assert interface.text(QAccessible.Text.Name) == f"{number}"
        assert isinstance(interface.object(), QObject)
        heading.deleteLater()
        del heading, interface
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert alive() <= before + 1
    assert sys.getrefcount(None) - nothing > -20
