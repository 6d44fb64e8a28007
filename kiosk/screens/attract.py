"""The screen that waits for a visitor."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import AttractCard, Greeting
from kiosk.icons import ICONS
from kiosk.screens.faces import Face, Line
from kiosk.screens.look import GAP_MM, MARGIN_MM, Ground, Look, direction, on
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Words, stack, stacked_height

_SHIFTS_MM = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.5), (0.0, 1.5))
"""Where the picture stands, minute by minute, so that it does not burn in."""
_MINUTE_MS = 60_000
_MOST_GREETINGS = 3
_ONE_COLUMN = 5
_START_SHARE = 0.36
"""The part of a wide screen that the languages take."""


class AttractScreen(QWidget):
    """Greets in every language and says which one was touched."""

    language_chosen = Signal(str)

    def __init__(self, card: AttractCard, look: Look) -> None:
        super().__init__()
        self._look = look
        theme = look.theme
        self.setObjectName("screen:attract")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = on(theme.accent, theme.on_accent)
        self._texts: list[Sequence[Words]] = [
            self._greeting(greeting, first=place == 0)
            for place, greeting in enumerate(card.greetings[:_MOST_GREETINGS])
        ]
        self._icons = Words(
            "  ".join(ICONS[name] for name in card.icons), look.icon(26), self._ground, "icons"
        )
        self._icons.setWordWrap(False)
        self._icons.setAccessibleName(" ")
        self._starts = [self._start(greeting) for greeting in card.greetings]
        for widget in (
            *(words for texts in self._texts for words in texts),
            self._icons,
            *self._starts,
        ):
            widget.setParent(self)
        self._minutes = 0
        timer = QTimer(self)
        timer.timeout.connect(self._shift)
        timer.start(_MINUTE_MS)

    def _greeting(self, greeting: Greeting, *, first: bool) -> Sequence[Words]:
        tag, look = greeting.language, self._look
        parts = [
            Words(greeting.site, look.body, self._ground, f"site:{tag}"),
            Words(
                greeting.title, look.display, self._ground, "heading" if first else f"title:{tag}"
            ),
        ]
        if greeting.note:
            parts.append(Words(greeting.note, look.body, self._ground, f"note:{tag}"))
        for words in parts:
            words.setLocale(QLocale(tag))
            words.setLayoutDirection(direction(greeting.direction))
        return parts

    def _start(self, greeting: Greeting) -> TouchTile:
        theme = self._look.theme
        line = Line(greeting.start, self._look.heading, theme.accent)
        face = Face(
            self._look,
            (line,),
            Ground(theme.tile, theme.accent),
            theme.tile,
            end_icon="",
            centred=True,
        )
        tile = TouchTile(f"language:{greeting.language}", face, greeting.start)
        tile.setLocale(QLocale(greeting.language))
        tile.clicked.connect(lambda _checked, tag=greeting.language: self.language_chosen.emit(tag))
        return tile

    def _shift(self) -> None:
        self._minutes += 1
        self._arrange()

    def _arrange(self) -> None:
        look = self._look
        right, down = _SHIFTS_MM[self._minutes % len(_SHIFTS_MM)]
        margin = look.px(MARGIN_MM)
        place = self.rect().adjusted(margin, margin, -margin, -margin)
        place.translate(look.px(right), look.px(down))
        if self.width() > self.height():
            column = round(place.width() * _START_SHARE)
            words = place.adjusted(0, 0, -column - look.px(MARGIN_MM), 0)
            self._place_words(words)
            left = place.right() - column + 1
            self._place_starts(QRect(left, place.top(), column, place.height()), centred=True)
            return
        top = self._place_starts(place, centred=False)
        place.setBottom(top - look.px(10))
        self._place_words(place)

    def _place_words(self, place: QRect) -> None:
        look = self._look
        icons = self._icons.sizeHint().height()
        used = sum(stacked_height(texts, place.width(), look.px(1.5)) for texts in self._texts)
        free = place.height() - used - icons
        gap = max(look.px(3), min(look.px(34), free // (len(self._texts) + 1)))
        top = place.top()
        for texts in self._texts:
            top = stack(texts, place.left(), top, place.width(), look.px(1.5)) + gap
        self._icons.setVisible(top + icons <= place.bottom() + 1)
        self._icons.setGeometry(place.left(), top, place.width(), icons)

    def _place_starts(self, place: QRect, *, centred: bool) -> int:
        """Place the languages, many in two columns; the first pixel row is returned."""
        look, gap = self._look, self._look.px(GAP_MM)
        columns = 1 if len(self._starts) <= _ONE_COLUMN else 2
        width = (place.width() - gap * (columns - 1)) // columns
        tall = max(look.px(34), *(tile.heightForWidth(width) for tile in self._starts))
        rows = -(-len(self._starts) // columns)
        total = tall * rows + gap * (rows - 1)
        spare = place.height() - total
        first = place.top() + (spare // 2 if centred else spare)
        for position, tile in enumerate(self._starts):
            row, column = divmod(position, columns)
            left = place.left() + column * (width + gap)
            tile.setGeometry(left, first + row * (tall + gap), width, tall)
        return first

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._ground.window())
