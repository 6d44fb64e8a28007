"""The question whether anybody is still there."""

from PySide6.QtGui import QMouseEvent

from kiosk.cards.shapes import Command, IdleCard
from kiosk.screens.look import Look, on
from kiosk.screens.notice import Notice
from kiosk.screens.widgets import Heading, Words, command_tile


class IdleWarning(Notice):
    """Asks whether somebody is there; any touch anywhere says so."""

    def __init__(self, card: IdleCard, look: Look) -> None:
        super().__init__("idle-warning", look, card)
        theme = look.theme
        words = on(theme.tile, theme.ink)
        tile = command_tile(look, Command("still-here", card.still_here, "check", primary=True))
        tile.clicked.connect(self.closed)
        self.fill(
            [
                Heading(card.title, look.display, words, "heading"),
                Words(card.note, look.body, words, "note"),
                tile,
            ]
        )

    def takes_any_key(self) -> bool:
        """Say so: whoever presses a key is there."""
        self.closed.emit()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.closed.emit()
