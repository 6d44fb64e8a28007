"""The cards themselves: what a screen can show, without where it comes from.

They hold plain values only, so that the first screen starts without the rest of the program.
"""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]
Code = tuple[tuple[bool, ...], ...]
"""The rows of a QR code, True where it is dark."""


@dataclass(frozen=True)
class Greeting:
    """What the attract screen says in one language."""

    language: str
    direction: Direction
    site: str
    title: str
    note: str
    start: str


@dataclass(frozen=True)
class AttractCard:
    """The screen that waits for a visitor, in every language."""

    greetings: tuple[Greeting, ...]
    icons: tuple[str, ...]
    access: str


@dataclass(frozen=True)
class Command:
    """A button of the band; its name is that of the widget."""

    name: str
    text: str
    icon: str
    primary: bool = False


@dataclass(frozen=True)
class LanguageChoice:
    """A language by its own name; where it is the one on show, its state in words."""

    language: str
    name: str
    chosen: bool
    state: str


@dataclass(frozen=True)
class Setting:
    """What all screens of a visit have: the language, the place, and the band at the bottom.

    The aids are the way to the staff, and the one to the access modes.
    """

    language: str
    direction: Direction
    site: str
    aside: str
    commands: tuple[Command, ...]
    languages: tuple[LanguageChoice, ...]
    aids: tuple[Command, ...]
    more: str


@dataclass(frozen=True)
class Choice:
    """One option of a question; the state is in words where no tick box shows it."""

    id: str
    text: str
    hint: str
    icon: str
    chosen: bool
    alone: bool
    state: str = ""


@dataclass(frozen=True)
class QuestionCard:
    """A question; `ticks` means several options, `waits` that Continue is needed."""

    setting: Setting
    heading: str
    hint: str
    choices: tuple[Choice, ...]
    ticks: bool
    waits: bool
    divider: str
    missing: str


@dataclass(frozen=True)
class CodeCard:
    """A QR code, large enough for a phone at arm's length."""

    language: str
    direction: Direction
    title: str
    address: str
    hint: str
    code: Code
    close: str


@dataclass(frozen=True)
class Entry:
    """A line of an outcome: a reminder, or a way to reach someone; the value is where."""

    name: str
    icon: str
    title: str
    value: str = ""
    lines: tuple[str, ...] = ()
    code: CodeCard | None = None


@dataclass(frozen=True)
class Section:
    """Entries of an outcome under one heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class OutcomeCard:
    """Where a visit ended; the place is the service that it is about, and where or how it is."""

    setting: Setting
    kind: str
    icon: str
    title: str
    place: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def codes(self) -> dict[str, CodeCard]:
        """The QR codes that can be shown large, by the name of their entry."""
        entries = (entry for section in self.sections for entry in section.entries)
        return {entry.name: entry.code for entry in entries if entry.code is not None}


@dataclass(frozen=True)
class Answered:
    """A question with the answer that was given."""

    question: str
    text: str
    answer: str


@dataclass(frozen=True)
class ReviewCard:
    """Every answer of a visit, each with a way to change it."""

    setting: Setting
    title: str
    hint: str
    answers: tuple[Answered, ...]
    change: str


@dataclass(frozen=True)
class Mode:
    """An access mode with what it is set to; its name is that of the widget."""

    name: str
    icon: str
    text: str
    value: str = ""
    set: bool = False


@dataclass(frozen=True)
class AccessCard:
    """Every access mode, each to be changed by a touch."""

    setting: Setting
    title: str
    hint: str
    modes: tuple[Mode, ...]


@dataclass(frozen=True)
class StatementCard:
    """What is accessible at this kiosk and what is not, paragraph by paragraph."""

    setting: Setting
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class HelpCard:
    """How to get help from a person."""

    language: str
    direction: Direction
    title: str
    lines: tuple[str, ...]
    close: str


@dataclass(frozen=True)
class ReadingCard:
    """What is added to the words of a screen when it is read aloud, in one language.

    `position` has the placeholders name, number and count; `numbers` are read digit by digit.
    """

    position: str
    chosen: str
    not_chosen: str
    invitation: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class IdleCard:
    """The question whether anybody is still there."""

    language: str
    direction: Direction
    title: str
    note: str
    still_here: str


@dataclass(frozen=True)
class Apology:
    """What a kiosk that cannot work says, in one language."""

    language: str
    direction: Direction
    title: str
    note: str
