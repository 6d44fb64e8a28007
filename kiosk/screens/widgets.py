"""The words and buttons that several screens share."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.cards.shapes import Command, LanguageChoice
from kiosk.screens.faces import Face, Line
from kiosk.screens.look import Ground, Look
from kiosk.screens.tiles import TouchTile


class Words(QLabel):
    """Plain words, wrapped: no markup, no link, no selection, no menu."""

    def __init__(self, text: str, font: QFont, palette: QPalette, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(font)
        self.setPalette(palette)
        self.setWordWrap(True)
        bearing = font.pixelSize() // 10  # a J reaches out to the left of its place
        self.setContentsMargins(bearing, 0, bearing, 0)
        self.setObjectName(name)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


def command_tile(look: Look, command: Command) -> TouchTile:
    """A button of the band."""
    theme = look.theme
    colours = (
        Ground(theme.accent, theme.on_accent)
        if command.primary
        else Ground(theme.tile, theme.accent)
    )
    line = Line(command.text, look.strong, colours.ink)
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


def language_tile(look: Look, choice: LanguageChoice) -> TouchTile:
    """A language of the band, by its own name; the language on show is filled."""
    theme = look.theme
    ink = theme.accent if choice.chosen else theme.ink
    colours = Ground(theme.chosen if choice.chosen else theme.tile, ink)
    font = look.strong if choice.chosen else look.body
    edge = theme.accent if choice.chosen else theme.edge
    face = Face(look, (Line(choice.name, font, ink),), colours, edge, centred=True)
    tile = TouchTile(f"language:{choice.language}", face, choice.name)
    tile.setLocale(QLocale(choice.language))
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
