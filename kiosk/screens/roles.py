"""What headings and groups of tiles are to assistive technology: Qt has no widgets for them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from kiosk.screens.pages import Pages
from kiosk.screens.widgets import Heading


def tell_roles() -> None:
    """Let Qt ask here what a widget is, from now on; PySide keeps each answer alive."""
    QAccessible.installFactory(_interface)


def _interface(_class: str, asked: QObject) -> QAccessibleInterface | None:
    if isinstance(asked, Heading):
        return QAccessibleWidget(asked, QAccessible.Role.Heading)
    if isinstance(asked, Pages):
        return QAccessibleWidget(asked, QAccessible.Role.Grouping)
    return None
