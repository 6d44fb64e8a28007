"""The access modes, and the accessibility statement."""

from kiosk.cards.shapes import AccessCard, Mode, StatementCard
from kiosk.screens.faces import Face, Line
from kiosk.screens.frame import Frame
from kiosk.screens.look import Ground, Look, on
from kiosk.screens.pages import Pages
from kiosk.screens.rows import Group
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Heading, Words

_MOST_COLUMNS = 3


class AccessScreen(Frame):
    """Shows what can be set, and says which mode was touched, by its name."""

    def __init__(self, card: AccessCard, look: Look) -> None:
        super().__init__("screen:access", look, card.setting)
        theme = look.theme
        heading = Heading(card.title, look.heading, on(theme.surface, theme.ink), "heading")
        hint = Words(card.hint, look.body, on(theme.surface, theme.soft), "hint")
        tiles = [self._tile(mode) for mode in card.modes]
        pages = Pages(look, [Group(None, tiles)], self.more_tile(card.setting), _MOST_COLUMNS)
        self.fill([heading, hint], pages)

    def _tile(self, mode: Mode) -> TouchTile:
        theme = self.look.theme
        lines = [Line(mode.text, self.look.strong, theme.ink)]
        if mode.value:
            lines.append(Line(mode.value, self.look.body, theme.soft))
        ground = theme.chosen if mode.set else theme.tile
        edge = theme.accent if mode.set else theme.edge
        face = Face(self.look, lines, Ground(ground, theme.accent), edge, icon=mode.icon)
        tile = TouchTile(mode.name, face, f"{mode.text}: {mode.value}" if mode.value else mode.text)
        tile.clicked.connect(lambda _checked, name=mode.name: self.ask(name))
        return tile


class StatementScreen(Frame):
    """Shows the accessibility statement."""

    def __init__(self, card: StatementCard, look: Look) -> None:
        super().__init__("screen:statement", look, card.setting)
        ground = on(look.theme.surface, look.theme.ink)
        heading = Heading(card.title, look.heading, ground, "heading")
        paragraphs = [
            Group(Words(words, look.body, ground, f"paragraph:{place}"))
            for place, words in enumerate(card.paragraphs)
        ]
        self.fill([heading], Pages(look, paragraphs, self.more_tile(card.setting), 1))
