"""The screen that waits for a visitor."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLocale, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from kiosk.cards.shapes import AttractCard, Greeting
from kiosk.icons import ICONS
from kiosk.screens.faces import Face, Line, in_font
from kiosk.screens.look import GAP_MM, MARGIN_MM, Look, direction, mirrored, on
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Heading, Picture, Words, stack, stacked_height

_SHIFTS_MM = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.5), (0.0, 1.5))
"""Where the picture stands, minute by minute, so that it does not burn in."""
_MINUTE_MS = 60_000
_MOST_GREETINGS = 3
_ONE_COLUMN = 5
_START_SHARE = 0.36
"""The part of a wide screen that the languages take."""


class AttractScreen(Screen):
    """Greets in every language."""

    def __init__(self, card: AttractCard, look: Look) -> None:
        super().__init__()
        self._look = look
        theme = look.theme
        self.setObjectName("screen:attract")
        self.setLocale(QLocale(card.greetings[0].language))
        self.setLayoutDirection(direction(card.greetings[0].direction))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = on(theme.welcome.ground, theme.welcome.ink)
        self._texts: list[Sequence[Words]] = [
            self._greeting(greeting, first=place == 0)
            for place, greeting in enumerate(card.greetings[:_MOST_GREETINGS])
        ]
        characters = "  ".join(ICONS[name] for name in card.icons)
        self._icons = Picture(characters, look.icon(26), self._ground, "icons")
        self._starts = [self._start(greeting) for greeting in card.greetings]
        self._access = self._access_tile(card.access)
        for widget in (
            *(words for texts in self._texts for words in texts),
            self._icons,
            *self._starts,
            self._access,
        ):
            widget.setParent(self)
        for tile in (*self._starts, self._access):
            name = tile.objectName()
            tile.clicked.connect(lambda _checked, touched=name: self.ask(touched))
        self._minutes = 0
        timer = QTimer(self)
        timer.timeout.connect(self._shift)
        timer.start(_MINUTE_MS)

    def _greeting(self, greeting: Greeting, *, first: bool) -> Sequence[Words]:
        tag, look = greeting.language, self._look
        parts = [
            Words(greeting.site, look.body, self._ground, f"site:{tag}"),
            Heading(
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
        line = Line(greeting.start, self._look.heading, theme.start.ink)
        face = Face(
            self._look,
            (line,),
            theme.start,
            theme.start.ground,
            centred=True,
        )
        tile = TouchTile(f"language:{greeting.language}", face, greeting.start)
        tile.setLocale(QLocale(greeting.language))
        return tile

    def _access_tile(self, text: str) -> TouchTile:
        look, colours = self._look, self._look.theme.welcome
        face = Face(
            look,
            (Line(text, look.command, colours.ink),),
            colours,
            colours.ink,
            icon="access",
            centred=True,
        )
        return TouchTile("access", face, text)

    def _shift(self) -> None:
        self._minutes += 1
        self._arrange()

    def _arrange(self) -> None:
        look = self._look
        right, down = _SHIFTS_MM[self._minutes % len(_SHIFTS_MM)]
        margin, gap = look.px(MARGIN_MM), look.px(GAP_MM)
        place = self.rect().adjusted(margin, margin, -margin, -margin)
        place.translate(look.px(right), look.px(down))
        reached = look.within_reach(self.rect()).intersected(place)
        tall = self._access.heightForWidth(place.width())
        lowest = reached.bottom() - tall
        self._access.setGeometry(place.left(), lowest + 1, place.width(), tall)
        reached.setBottom(lowest - gap)
        if self.width() > self.height():
            column = round(place.width() * _START_SHARE)
            reached.setLeft(place.right() - column + 1)
            reached = mirrored(reached, self)
            _place_starts(self._starts, reached, look, centred=True)
            end, width = lowest - gap, place.width() - column - margin
        else:
            end, width = (
                _place_starts(self._starts, reached, look, centred=False) - look.px(10),
                place.width(),
            )
        words = QRect(place.left(), place.top(), width, end - place.top())
        self._place_words(mirrored(words, self))

    def _place_words(self, place: QRect) -> None:
        """Greet with as many words as there is room for: titles before sites before notes."""
        look = self._look
        for words in (words for texts in self._texts for words in texts):
            words.narrow(place.width())
        shown = next((w for w in self._wordings() if self._height(w, place) <= place.height()), [])
        for texts in self._texts:
            for words in texts:
                words.setVisible(any(words in greeting for greeting in shown))
        icons = self._icons.sizeHint().height()
        free = place.height() - self._height(shown, place) - icons
        gap = look.px(3) + max(0, min(look.px(31), free // (len(shown) + 1)))
        top = place.top()
        for greeting in shown:
            top = stack(greeting, place.left(), top, place.width(), look.px(1.5)) + gap
        self._icons.setVisible(top + icons <= place.bottom() + 1)
        self._icons.setGeometry(place.left(), top, place.width(), icons)

    def _height(self, shown: Sequence[Sequence[Words]], place: QRect) -> int:
        gap = self._look.px(3)
        heights = (stacked_height(words, place.width(), self._look.px(1.5)) for words in shown)
        return sum(height + gap for height in heights) - gap

    def _wordings(self) -> Iterator[list[Sequence[Words]]]:
        """What can be said in a greeting, from all of it to one title."""
        yield [list(texts) for texts in self._texts]
        yield [texts[:2] for texts in self._texts]
        for greetings in range(len(self._texts), 0, -1):
            yield [texts[1:2] for texts in self._texts[:greetings]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._ground.window())


def _place_starts(tiles: Sequence[TouchTile], place: QRect, look: Look, *, centred: bool) -> int:
    """Place the languages, many in two columns; the first pixel row is returned."""
    gap = look.px(GAP_MM)
    columns = 1 if len(tiles) <= _ONE_COLUMN else 2
    rows = -(-len(tiles) // columns)
    width = (place.width() - gap * (columns - 1)) // columns
    tallest = 0
    for font in (look.heading, look.large, look.strong, look.command):
        for tile in tiles:
            tile.show_face(in_font(tile.face, font))
        tallest = max(tile.heightForWidth(width) for tile in tiles)
        if tallest * rows + gap * (rows - 1) <= place.height():
            break
    room = (place.height() + gap) // rows - gap
    tall = max(min(look.px(34), room), tallest)
    total = tall * rows + gap * (rows - 1)
    spare = place.height() - total
    first = place.top() + (spare // 2 if centred else spare)
    for position, tile in enumerate(tiles):
        row, column = divmod(position, columns)
        left = place.left() + column * (width + gap)
        tile.setGeometry(left, first + row * (tall + gap), width, tall)
    return first
