"""What headings and groups of tiles are to assistive technology: Qt has no widgets for them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from kiosk.screens.pages import Pages
from kiosk.screens.widgets import Heading

_told: list[QAccessibleWidget] = []
"""Those that Qt still has: it deletes them with their widgets, and Python must not before."""


def tell_roles() -> None:
    """Let Qt ask here what a widget is, from now on."""
    QAccessible.installFactory(_interface)


def _interface(_class: str, asked: QObject) -> QAccessibleInterface | None:
    if isinstance(asked, Heading):
        return _kept(QAccessibleWidget(asked, QAccessible.Role.Heading))
    if isinstance(asked, Pages):
        return _kept(QAccessibleWidget(asked, QAccessible.Role.Grouping))
    return None


def _kept(interface: QAccessibleWidget) -> QAccessibleWidget:
    _told[:] = [each for each in _told if Shiboken.isValid(each)]
    _told.append(interface)
    return interface
