"""A sheet over the screen, for one thing at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.look import MARGIN_MM, Look
from kiosk.screens.widgets import stack, stacked_height


class Notice(QWidget):
    """Widgets on a sheet in the middle; what is below is dimmed and cannot be touched."""

    def __init__(self, name: str, look: Look, direction: Qt.LayoutDirection) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setLayoutDirection(direction)
        self._parts: Sequence[QWidget] = ()
        self.sheet = QRect()

    def fill(self, parts: Sequence[QWidget]) -> None:
        """Put in what the sheet shows, from top to bottom."""
        self._parts = parts
        for part in parts:
            part.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # never to the screen below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # never to the screen below

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin, gap = self.look.px(MARGIN_MM), self.look.px(8)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        width = min(room.width(), self.look.px(300 * self.look.text_step)) - 2 * margin
        height = stacked_height(self._parts, width, gap)
        self.sheet = QRect(0, 0, width + 2 * margin, height + 2 * margin)
        self.sheet.moveCenter(self.rect().center())
        stack(self._parts, self.sheet.left() + margin, self.sheet.top() + margin, width, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = QColor(self.look.theme.scrim)
        scrim.setAlphaF(0.72)
        painter.fillRect(self.rect(), scrim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.look.theme.tile))
        painter.drawRoundedRect(self.sheet, self.look.px(4), self.look.px(4))
