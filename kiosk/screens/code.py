"""A QR code, enlarged."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import CodeCard, Command
from kiosk.screens.faces import paint_code, square
from kiosk.screens.frame import direction
from kiosk.screens.look import Look, on
from kiosk.screens.notice import Notice
from kiosk.screens.widgets import Words, command_tile

_CODE_MM = 110.0


class CodeNotice(Notice):
    """Shows a QR code large, and says when it is to go."""

    closed = Signal()

    def __init__(self, card: CodeCard, look: Look) -> None:
        super().__init__("qr-large", look, direction(card.direction))
        theme = look.theme
        tile = command_tile(look, Command("close", card.close, "close", primary=True))
        tile.clicked.connect(self.closed)
        words = on(theme.tile, theme.ink)
        self.fill(
            [
                Words(card.title, look.heading, words, "heading"),
                Words(card.address, look.strong, on(theme.tile, theme.accent), "address"),
                _Drawn(card, look),
                Words(card.hint, look.body, words, "hint"),
                tile,
            ]
        )


class _Drawn(QWidget):
    """The code itself."""

    def __init__(self, card: CodeCard, look: Look) -> None:
        super().__init__()
        self._code = card.code
        self._side = look.px(_CODE_MM)
        self.setAccessibleName(card.title)

    def heightForWidth(self, width: int) -> int:
        return min(width, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_code(QPainter(self), square(self.rect()), self._code)
