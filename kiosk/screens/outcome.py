"""Where a visit ended: the verdict, and every way forward."""

from collections.abc import Iterator

from kiosk.cards.shapes import Entry, OutcomeCard
from kiosk.icons import ICONS
from kiosk.screens.faces import Face, Line
from kiosk.screens.frame import Frame
from kiosk.screens.head import ICON_MM
from kiosk.screens.look import Ground, Look, on
from kiosk.screens.pages import Pages
from kiosk.screens.rows import Group
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Heading, Picture, Words

_MOST_COLUMNS = 3


class OutcomeScreen(Frame):
    """Shows an outcome; what has a QR code can be touched to see it large."""

    def __init__(self, card: OutcomeCard, look: Look) -> None:
        colours = look.theme.outcome(card.kind)
        super().__init__("screen:outcome", look, card.setting, colours)
        self.setProperty("kind", card.kind)
        ground = on(colours.ground, colours.ink)
        icon = Picture(ICONS[card.icon], look.icon(ICON_MM), ground, "icon")
        heading = Heading(card.title, look.display, ground, "heading")
        lead = [
            Words(words, look.body, ground, f"lead:{place}")
            for place, words in enumerate(card.lead)
        ]
        if card.place:
            lead.insert(0, Words(card.place, look.large, ground, "place"))
        pages = Pages(look, list(self._groups(card)), self.more_tile(card.setting), _MOST_COLUMNS)
        self.fill([heading, *lead], pages, icon)

    def _groups(self, card: OutcomeCard) -> Iterator[Group]:
        words = on(self.look.theme.surface, self.look.theme.ink)
        for place, section in enumerate(card.sections):
            title = Heading(section.title, self.look.strong, words, f"section:{place}")
            tiles = [self._tile(entry) for entry in section.entries]
            urgent = any(entry.name == "urgent" for entry in section.entries)
            yield Group(title if section.title else None, tiles, urgent=urgent)

    def _tile(self, entry: Entry) -> TouchTile | InfoTile:
        face = self._face(entry)
        if entry.code is None:
            return InfoTile(entry.name, face)
        spoken = ". ".join(line.text for line in face.lines)
        tile = TouchTile(f"qr:{entry.name}", face, spoken)
        tile.clicked.connect(lambda _checked: self.ask(tile.objectName()))
        return tile

    def _face(self, entry: Entry) -> Face:
        """An urgent entry and one that can be touched have a box, the others a line below."""
        look, theme = self.look, self.look.theme
        urgent = entry.name == "urgent"
        plain = not entry.value and not entry.lines and not urgent
        lines = [Line(entry.title, look.body if plain else look.strong, theme.ink)]
        if entry.value:
            ink = theme.accent if entry.code else theme.ink
            lines.append(Line(entry.value, look.strong, ink))
        lines += [Line(line, look.body, theme.soft) for line in entry.lines]
        return Face(
            look,
            lines,
            Ground(theme.tile, theme.fault if urgent else theme.accent),
            edge=theme.fault if urgent else theme.accent if entry.code else theme.edge,
            icon=entry.icon,
            code=entry.code.code if entry.code else (),
            flat=not urgent and entry.code is None,
        )
