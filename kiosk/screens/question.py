"""A question with its options."""

from collections.abc import Iterator, Sequence

from kiosk.cards.shapes import Choice, QuestionCard
from kiosk.pack.words import Chosen, OptionId
from kiosk.screens.faces import Face, Line
from kiosk.screens.frame import Frame
from kiosk.screens.look import Ground, Look, on
from kiosk.screens.pages import Pages
from kiosk.screens.rows import Group
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Heading, Missing, Words

_MOST_COLUMNS = 3
_FEW = 4
"""So many options can be larger than running text."""


class QuestionScreen(Frame):
    """Shows a question; an option is wanted on touch or, where it waits, by *Continue*."""

    def __init__(self, card: QuestionCard, look: Look) -> None:
        super().__init__("screen:question", look, card.setting)
        self._card = card
        self._ticked = [choice.id for choice in card.choices if choice.chosen]
        theme = look.theme
        ground = on(theme.surface, theme.ink)
        heading = Heading(card.heading, look.heading, ground, "heading")
        hint = Words(card.hint, look.body, on(theme.surface, theme.soft), "hint")
        self._missing = Missing(
            card.missing, look.strong, on(theme.surface, theme.fault), "missing"
        )
        self._missing.hide()
        self._tiles = {choice.id: self._tile(choice) for choice in card.choices}
        pages = Pages(look, list(self._groups()), self.more_tile(card.setting), _MOST_COLUMNS)
        self.fill([heading, *([hint] if card.hint else []), self._missing], pages)

    @property
    def ticked(self) -> Chosen:
        """What is ticked now, sent or not."""
        return tuple(map(OptionId, self._ticked))

    def ask(self, command: str) -> None:
        """Want something by its name; nothing but a hint while there is nothing to go on with."""
        if command != "continue" or self._ticked:
            super().ask(command)
        else:
            self._missing.show()
            self.arrange()
            self.changed.emit(self._missing)

    def _groups(self) -> Iterator[Group]:
        several = [choice for choice in self._card.choices if not choice.alone]
        alone = [choice for choice in self._card.choices if choice.alone]
        yield Group(None, self._tiles_of(several))
        if alone:
            words = on(self.look.theme.surface, self.look.theme.soft)
            divider = (
                Words(self._card.divider, self.look.body, words, "divider") if several else None
            )
            yield Group(divider, self._tiles_of(alone), wide=True)

    def _tiles_of(self, choices: Sequence[Choice]) -> list[TouchTile]:
        return [self._tiles[choice.id] for choice in choices]

    def _tile(self, choice: Choice) -> TouchTile:
        tile = TouchTile(f"option:{choice.id}", self._face(choice), choice.text)
        tile.setAccessibleDescription(". ".join(filter(None, (choice.state, choice.hint))))
        if self._card.waits:
            tile.setCheckable(True)
            tile.setChecked(choice.chosen)
            # Not clicked: a screen reader toggles a check box, and Qt clicks nothing then.
            tile.toggled.connect(lambda ticked, own=choice: self._tick(own, ticked=ticked))
        else:
            tile.clicked.connect(lambda _checked: self.ask(tile.objectName()))
        return tile

    def _face(self, choice: Choice) -> Face:
        theme = self.look.theme
        chosen = choice.id in self._ticked
        colours = Ground(theme.chosen if chosen else theme.tile, theme.accent)
        few = len(self._card.choices) <= _FEW
        title = self.look.large if few else self.look.strong
        title = self.look.body if self._card.waits else title
        lines = [Line(choice.text, title, theme.ink)]
        if choice.hint:
            lines.append(Line(choice.hint, self.look.body, theme.soft))
        edge = theme.accent if chosen else theme.edge
        return Face(
            self.look,
            lines,
            colours,
            edge,
            icon=choice.icon,
            end_icon="check" if chosen and not self._card.waits else "",
            ticked=chosen if self._card.waits else None,
        )

    def _tick(self, choice: Choice, *, ticked: bool) -> None:
        if ticked == (choice.id in self._ticked):
            return  # the tile only follows what is known already
        alone = {other.id for other in self._card.choices if other.alone or not self._card.ticks}
        if not ticked:
            self._ticked.remove(choice.id)
        elif choice.id in alone:
            self._ticked = [choice.id]
        else:
            self._ticked = [*(known for known in self._ticked if known not in alone), choice.id]
        self._missing.hide()
        for other in self._card.choices:
            tile = self._tiles[other.id]
            tile.setChecked(other.id in self._ticked)
            tile.show_face(self._face(other))
        self.changed.emit(self._tiles[choice.id])
