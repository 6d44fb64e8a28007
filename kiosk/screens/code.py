"""A QR code, enlarged."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import CodeCard, Command
from kiosk.screens.faces import paint_code, square
from kiosk.screens.look import MARGIN_MM, Look, on
from kiosk.screens.notice import Notice
from kiosk.screens.widgets import Heading, Words, command_tile

_CODE_MM = 160.0


class CodeNotice(Notice):
    """Shows a QR code large."""

    def __init__(self, card: CodeCard, look: Look) -> None:
        super().__init__("qr-large", look, card)
        theme = look.theme
        tile = command_tile(look, Command("close", card.close, "close", primary=True))
        tile.clicked.connect(self.closed)
        words = on(theme.tile, theme.ink)
        self._drawn = _Drawn(card, look)
        self.fill(
            [
                Heading(card.title, look.heading, words, "heading"),
                Words(card.address, look.strong, on(theme.tile, theme.accent), "address"),
                self._drawn,
                Words(card.hint, look.body, words, "hint"),
                tile,
            ]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the code have what the words leave of the height."""
        self._drawn.side_px = 0
        super().resizeEvent(event)
        spare = self.height() - self.sheet.height() - 2 * self.look.px(MARGIN_MM)
        self._drawn.side_px = min(spare, self.look.px(_CODE_MM))
        super().resizeEvent(event)


class _Drawn(QWidget):
    """The code itself."""

    def __init__(self, card: CodeCard, look: Look) -> None:
        super().__init__()
        self._code = card.code
        self.side_px = look.px(_CODE_MM)
        self.setAccessibleName(card.title)

    def heightForWidth(self, width: int) -> int:
        return min(width, self.side_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_code(QPainter(self), square(self.rect()), self._code)
