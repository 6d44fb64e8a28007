"""A question with its answers, or an outcome, as a box: what stands in it and how high it is."""

from dataclasses import dataclass
from functools import cached_property

from kiosk.graph.lettering import lines
from kiosk.graph.plan import End, Fork, Place, Way
from kiosk.graph.wording import text

WIDTH = 240.0
PADDING = 14.0
TEXT, HEADING, SMALL = 15.0, 16.0, 12.0
LINE, SMALL_LINE, LEADING = 20.0, 16.0, 1.3
ICON = 40.0
MOST_OPTIONS = 3
"""So many options of a longer list are shown; the table has them all."""


@dataclass(frozen=True)
class Answer:
    """One answer in the box of a question: where in the box, and what it says."""

    way: Way
    top: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height with the space around the words."""
        return len(self.lines) * LINE + PADDING

    @property
    def middle(self) -> float:
        """How far below the box's top its line begins."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Box:
    """What stands in a box; measures in px from its top."""

    place: Place
    heading: tuple[str, ...]
    note: tuple[str, ...]
    answers: tuple[Answer, ...] = ()

    @cached_property
    def head(self) -> float:
        """The height of the heading with the note below it."""
        return len(self.heading) * LINE + len(self.note) * SMALL_LINE + PADDING * 1.3

    @cached_property
    def height(self) -> float:
        """The height of the whole box."""
        return self.head + sum(answer.height for answer in self.answers)

    @property
    def entry(self) -> float:
        """How far below the top the lines to it end."""
        return self.head / 2


def box(place: Place, number: int) -> Box:
    """The box of a place; `number` is that of the question in the pack."""
    match place:
        case Fork():
            return _question(place, number)
        case End():
            wide = WIDTH - PADDING * 3 - ICON
            outcome = place.outcome
            note = lines(f"{outcome.id} · {outcome.kind}", wide / SMALL)
            return Box(place, lines(outcome.title, wide / HEADING, bold=True), note)


def _question(fork: Fork, number: int) -> Box:
    wide = WIDTH - 2 * PADDING
    heading = lines(fork.question.text, wide / HEADING, bold=True)
    bare = Box(fork, heading, lines(f"{number} · {fork.question.id}", wide / SMALL))
    top, answers = bare.head, list[Answer]()
    for way in fork.ways:
        answers.append(Answer(way, top, lines(text(way.words, MOST_OPTIONS), wide / TEXT)))
        top += answers[-1].height
    return Box(fork, heading, bare.note, tuple(answers))
