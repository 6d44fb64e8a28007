"""Headings told to assistive technology as headings; Qt has no widget that is one."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from kiosk.screens.widgets import Heading


class _HeadingInterface(QAccessibleWidget):
    """Tells of a label that it is a heading."""

    def __init__(self, heading: Heading) -> None:
        super().__init__(heading, QAccessible.Role.Heading)


_told: list[_HeadingInterface] = []
"""Those that Qt still has: it deletes them with their widgets, and Python must not before."""


def tell_headings() -> None:
    """Let Qt ask here what a heading is, from now on."""
    QAccessible.installFactory(_interface)


def _interface(_class: str, asked: QObject) -> QAccessibleInterface | None:
    if not isinstance(asked, Heading):
        return None
    _told[:] = [each for each in _told if Shiboken.isValid(each)]
    _told.append(_HeadingInterface(asked))
    return _told[-1]
