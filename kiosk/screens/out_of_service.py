"""What a kiosk shows that cannot work."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from kiosk.cards.shapes import Apology
from kiosk.screens.look import Look, direction, on
from kiosk.screens.screen import Screen
from kiosk.screens.widgets import Heading, Words, stack, stacked_height


class OutOfServiceScreen(Screen):
    """Says in every language that the kiosk does not work, and whom to ask."""

    def __init__(self, apologies: Sequence[Apology], look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("screen:out-of-service")
        self._ground = on(look.theme.surface, look.theme.ink)
        self._words = [
            words
            for place, apology in enumerate(apologies)
            for words in self._lines(apology, first=place == 0)
        ]
        for words in self._words:
            words.setParent(self)

    def _lines(self, apology: Apology, *, first: bool) -> Sequence[Words]:
        name = "heading" if first else f"title:{apology.language}"
        lines = (
            Heading(apology.title, self._look.heading, self._ground, name),
            Words(apology.note, self._look.body, self._ground, f"note:{apology.language}"),
        )
        for words in lines:
            words.setLocale(QLocale(apology.language))
            words.setLayoutDirection(direction(apology.direction))
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin, gap = self._look.px(20), self._look.px(9)
        width = self.width() - 2 * margin
        top = (self.height() - stacked_height(self._words, width, gap)) // 2
        stack(self._words, margin, top, width, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._ground.window())
