"""A sheet over the screen, for one thing at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import CodeCard, HelpCard, IdleCard
from kiosk.screens.look import MARGIN_MM, Look, direction
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Words, stack, stacked_height


class Notice(QWidget):
    """Widgets on a sheet in the middle; what is below is dimmed and cannot be touched.

    It says when it is to go.
    """

    closed = Signal()

    def __init__(self, name: str, look: Look, card: IdleCard | CodeCard | HelpCard) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setLayoutDirection(direction(card.direction))
        self.setLocale(QLocale(card.language))
        self._parts: Sequence[QWidget] = ()
        self.sheet = QRect()

    def fill(self, parts: Sequence[QWidget]) -> None:
        """Put in what the sheet shows, from top to bottom."""
        self._parts = parts
        for part in parts:
            part.setParent(self)

    def go(self) -> None:
        """Press the button that ends the notice, which stands last."""
        last = self._parts[-1]
        if isinstance(last, TouchTile):
            last.click()

    def takes_any_key(self) -> bool:
        """Take any key at all for an answer, or none."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # never to the screen below

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin, gap = self.look.px(MARGIN_MM), self.look.px(8)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        width = min(room.width(), self.look.px(300 * self.look.text_step)) - 2 * margin
        for part in self._parts:
            if isinstance(part, Words):
                part.narrow(width)
        height = stacked_height(self._parts, width, gap)
        self.sheet = QRect(0, 0, width + 2 * margin, height + 2 * margin)
        self.sheet.moveCenter(self.rect().center())
        if self.look.reach:  # the button stands lowest
            self.sheet.moveBottom(self.look.within_reach(self.rect()).bottom())
        stack(self._parts, self.sheet.left() + margin, self.sheet.top() + margin, width, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = QColor(self.look.theme.scrim)
        scrim.setAlphaF(0.72)
        painter.fillRect(self.rect(), scrim)
        painter.setPen(QPen(QColor(self.look.theme.edge), self.look.px(0.5)))
        painter.setBrush(QColor(self.look.theme.tile))
        painter.drawRoundedRect(self.sheet, self.look.px(4), self.look.px(4))
