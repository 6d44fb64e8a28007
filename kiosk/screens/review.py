"""Every answer of a visit, to be changed."""

from kiosk.cards.shapes import Answered, ReviewCard
from kiosk.screens.faces import Face, Line
from kiosk.screens.frame import Frame
from kiosk.screens.look import Ground, Look, on
from kiosk.screens.pages import Pages
from kiosk.screens.rows import Group
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Heading, Words


class ReviewScreen(Frame):
    """Shows the answers and says which is to be given anew, by the name of its tile."""

    def __init__(self, card: ReviewCard, look: Look) -> None:
        super().__init__("screen:review", look, card.setting)
        ground = on(look.theme.surface, look.theme.ink)
        heading = Heading(card.title, look.heading, ground, "heading")
        hint = Words(card.hint, look.body, on(look.theme.surface, look.theme.soft), "hint")
        tiles = [self._tile(answered, card.change) for answered in card.answers]
        self.fill(
            [heading, hint], Pages(look, [Group(None, tiles)], self.more_tile(card.setting), 2)
        )

    def _tile(self, answered: Answered, change: str) -> TouchTile:
        theme = self.look.theme
        lines = (
            Line(answered.text, self.look.body, theme.soft),
            Line(answered.answer, self.look.strong, theme.ink),
        )
        face = Face(
            self.look, lines, Ground(theme.tile, theme.accent), theme.edge, end_icon="change"
        )
        spoken = f"{change}: {answered.text} {answered.answer}"
        name = f"change:{answered.question}"
        tile = TouchTile(name, face, spoken)
        tile.clicked.connect(lambda _checked: self.ask(name))
        return tile
