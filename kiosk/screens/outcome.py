"""Where a visit ended: the verdict, and every way forward."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal

from kiosk.cards.shapes import CodeCard, Entry, OutcomeCard
from kiosk.icons import ICONS
from kiosk.screens.faces import Face, Line
from kiosk.screens.frame import Frame
from kiosk.screens.look import Ground, Look, on
from kiosk.screens.pages import Group, Pages
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words

_MOST_COLUMNS = 3


class OutcomeScreen(Frame):
    """Shows an outcome and says whose QR code is to be enlarged."""

    code_wanted = Signal(object)

    def __init__(self, card: OutcomeCard, look: Look) -> None:
        colours = look.theme.outcome(card.kind)
        super().__init__("screen:outcome", look, card.setting, colours)
        self.setProperty("kind", card.kind)
        ground = on(colours.ground, colours.ink)
        icon = Words(ICONS[card.icon], look.icon(26), ground, "icon")
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        icon.setWordWrap(False)
        icon.setAccessibleName(" ")
        heading = Words(card.title, look.display, ground, "heading")
        lead = [
            Words(words, look.body, ground, f"lead:{place}")
            for place, words in enumerate(card.lead)
        ]
        pages = Pages(look, list(self._groups(card)), self.more_tile(card.setting), _MOST_COLUMNS)
        self.fill([heading, *lead], pages, icon)

    def _groups(self, card: OutcomeCard) -> Iterator[Group]:
        words = on(self.look.theme.surface, self.look.theme.ink)
        for place, section in enumerate(card.sections):
            title = Words(section.title, self.look.strong, words, f"section:{place}")
            tiles = [self._tile(entry) for entry in section.entries]
            yield Group(title if section.title else None, tiles)

    def _tile(self, entry: Entry) -> TouchTile | InfoTile:
        face = self._face(entry)
        if entry.code is None:
            return InfoTile(entry.name, face)
        spoken = ". ".join(line.text for line in face.lines)
        tile = TouchTile(f"qr:{entry.name}", face, spoken)
        tile.clicked.connect(lambda _checked, code=entry.code: self._enlarge(code))
        return tile

    def _face(self, entry: Entry) -> Face:
        look, theme = self.look, self.look.theme
        plain = not entry.value and not entry.lines
        title = look.body if plain and entry.name != "urgent" else look.strong
        lines = [Line(entry.title, title, theme.ink)]
        if entry.value:
            lines.append(Line(entry.value, look.strong, theme.accent))
        lines += [Line(line, look.body, theme.soft) for line in entry.lines]
        colours = Ground(theme.tile, theme.fault if entry.name == "urgent" else theme.accent)
        edge = theme.fault if entry.name == "urgent" else theme.edge
        code = entry.code.code if entry.code else ()
        return Face(look, lines, colours, edge, icon=entry.icon, code=code)

    def _enlarge(self, code: CodeCard) -> None:
        self.code_wanted.emit(code)
