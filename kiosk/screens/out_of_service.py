"""What a kiosk shows that cannot work."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Apology
from kiosk.screens.look import Look, on
from kiosk.screens.widgets import Words, stack, stacked_height


class OutOfServiceScreen(QWidget):
    """Says in every language that the kiosk does not work, and whom to ask."""

    def __init__(self, apologies: Sequence[Apology], look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("screen:out-of-service")
        self._ground = on(look.theme.surface, look.theme.ink)
        self._words = [words for apology in apologies for words in self._lines(apology)]
        for words in self._words:
            words.setParent(self)

    def _lines(self, apology: Apology) -> Sequence[Words]:
        return (
            Words(apology.title, self._look.heading, self._ground, f"title:{apology.language}"),
            Words(apology.note, self._look.body, self._ground, f"note:{apology.language}"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin, gap = self._look.px(20), self._look.px(9)
        width = self.width() - 2 * margin
        top = (self.height() - stacked_height(self._words, width, gap)) // 2
        stack(self._words, margin, top, width, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._ground.window())
