"""Help from a person."""

from kiosk.cards.shapes import Command, HelpCard
from kiosk.screens.look import Look, on
from kiosk.screens.notice import Notice
from kiosk.screens.widgets import Heading, Words, command_tile


class HelpNotice(Notice):
    """Names who helps."""

    def __init__(self, card: HelpCard, look: Look) -> None:
        super().__init__("staff-help-notice", look, card)
        words = on(look.theme.tile, look.theme.ink)
        tile = command_tile(look, Command("close", card.close, "check", primary=True))
        tile.clicked.connect(self.closed)
        lines = [
            Words(line, look.body, words, f"help:{place}") for place, line in enumerate(card.lines)
        ]
        self.fill([Heading(card.title, look.heading, words, "heading"), *lines, tile])
