"""The words and buttons that several screens share."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.cards.shapes import Command, LanguageChoice
from kiosk.screens.faces import FAR, SHARES, Face, Line
from kiosk.screens.look import Ground, Look, mirrored, narrowed, reduced
from kiosk.screens.tiles import TouchTile
from kiosk.texts.breaks import breakable

HEADING = "heading"
"""The name of the words that every screen begins with, and so does the focus.

It has no focus policy: for a label that has one, Qt makes a whole document to be edited.
"""


class Words(QLabel):
    """Plain words, wrapped: no markup, no link, no selection, no menu."""

    def __init__(self, text: str, font: QFont, palette: QPalette, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAccessibleName(breakable(text))
        self.setFont(font)
        self.setPalette(palette)
        self.setWordWrap(True)
        bearing = font.pixelSize() // 10  # a J reaches out to the left of its place
        self.setContentsMargins(bearing, 0, bearing, 0)
        self.setObjectName(name)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._font = font

    @property
    def on_one_line(self) -> int:
        """The pixels that the words need to stay on one line."""
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        words = metrics.horizontalAdvance(self.text()) + 2
        return words + margins.left() + margins.right()

    @property
    def line_height(self) -> int:
        """The pixels of one line of the words, in the font that has their letters."""
        return self.fontMetrics().boundingRect(self.text()).height()

    @property
    def is_narrowed(self) -> bool:
        """Whether the letters are smaller than they should be."""
        return self.font().pixelSize() < self._font.pixelSize()

    def show_in(self, font: QFont) -> None:
        """Show the words in another font."""
        self._font = font
        self.setFont(font)

    def narrow(self, width: int, height: int = FAR) -> None:
        """Make the letters so small that no word is too wide, nor all of them too high."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        self.setFont(narrowed(self._font, self.text(), room))
        for share in SHARES:
            if self.heightForWidth(width) <= height:
                break
            self.setFont(narrowed(reduced(self._font, share), self.text(), room))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without making a document to be edited."""


class Heading(Words):
    """Words that head what comes after them."""


class Picture(QWidget):
    """Characters of the icon font, for the eye alone: what they mean stands beside them."""

    def __init__(self, characters: str, font: QFont, palette: QPalette, name: str) -> None:
        super().__init__()
        self._characters = characters
        self.setObjectName(name)
        self.setPalette(palette)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._characters), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(side), self._characters)


class Missing(Words):
    """What is missing before the visitor can go on, told where they look."""


def command_tile(look: Look, command: Command) -> TouchTile:
    """A button of the band."""
    theme = look.theme
    colours = (
        Ground(theme.accent, theme.on_accent)
        if command.primary
        else Ground(theme.tile, theme.accent)
    )
    line = Line(command.text, look.command, colours.ink)
    leads = command.icon in {"next", "check"}
    face = Face(
        look,
        (line,),
        colours,
        theme.accent,
        icon="" if leads else command.icon,
        end_icon=command.icon if leads else "",
        centred=True,
    )
    return TouchTile(command.name, face, command.text)


def aid_tile(look: Look, aid: Command) -> TouchTile:
    """A way to help, beside the languages."""
    theme = look.theme
    line = Line(aid.text, look.aside, theme.ink)
    face = Face(
        look,
        (line,),
        Ground(theme.tile, theme.accent),
        theme.edge,
        icon=aid.icon,
        centred=True,
    )
    return TouchTile(aid.name, face, aid.text)


def language_tile(look: Look, choice: LanguageChoice) -> TouchTile:
    """A language of the band, by its own name; the language on show is filled."""
    theme = look.theme
    colours = Ground(theme.chosen if choice.chosen else theme.tile, theme.ink)
    font = look.command if choice.chosen else look.aside
    edge = theme.accent if choice.chosen else theme.edge
    face = Face(look, (Line(choice.name, font, theme.ink),), colours, edge, centred=True)
    tile = TouchTile(f"language:{choice.language}", face, choice.name)
    tile.setLocale(QLocale(choice.language))
    tile.setAccessibleDescription(choice.state)
    return tile


def stacked_height(widgets: Iterable[QWidget], width: int, gap: int) -> int:
    """The height in pixels of widgets one below the other."""
    heights = [widget.heightForWidth(width) for widget in widgets]
    return sum(heights) + gap * max(0, len(heights) - 1)


def stack(widgets: Iterable[QWidget], left: int, top: int, width: int, gap: int) -> int:
    """Place widgets one below the other; the pixel row below the last is returned."""
    for widget in widgets:
        height = widget.heightForWidth(width)
        widget.setGeometry(left, top, width, height)
        top += height + gap
    return top - gap


def place_line(words: tuple[Words, Words], place: QRect, inside: QWidget, *, stacked: bool) -> int:
    """Place where you are, and how far beside it; the pixel row below is returned.

    Where they do not fit on one line, the second stands below if `stacked`, else alone.
    """
    site, aside = words
    site.setWordWrap(False)
    aside.setWordWrap(aside.on_one_line > place.width())
    left, top, inner = place.left(), place.top(), place.width()
    apart = site.fontMetrics().averageCharWidth()
    beside = site.on_one_line + aside.on_one_line + apart <= inner
    below = not beside and stacked
    fits = site.on_one_line <= inner
    aside.setVisible(bool(aside.text()))
    site.setVisible((beside or below or not aside.text()) and fits)
    line = max(site.line_height, aside.line_height)
    site.setGeometry(mirrored(QRect(left, top, site.on_one_line, line), inside))
    width = min(aside.on_one_line, inner)
    left = left + inner - width if beside else left
    top += line if below and not site.isHidden() else 0
    height = aside.heightForWidth(width) if aside.wordWrap() else line
    aside.setGeometry(mirrored(QRect(left, top, width, height), inside))
    return top + max(line, height)
