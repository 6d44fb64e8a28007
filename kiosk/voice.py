"""What reads aloud, seen from the rest of the kiosk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Passage:
    """Words to be read aloud, and the language that they are in."""

    text: str
    language: str


class Notification(Protocol):
    """What tells that something has happened, as a signal of Qt does."""

    def connect(self, receiver: Callable[[], object], /) -> object:
        """Call the receiver from now on."""


class Voice(Protocol):
    """Reads one thing at a time: what is new cuts what is old (EN 301 549, 5.1.3.5)."""

    @property
    def known(self) -> Notification:
        """Tells that the languages are known now, or that there are none any more."""

    @property
    def is_over(self) -> bool:
        """Whether it speaks no more and never will."""

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for a language; a missing engine has none."""

    def say(self, passages: Sequence[Passage], rate: float, volume: float) -> None:
        """Read passages one after the other; rate from -1 to 1, volume from 0 to 1."""

    def stop(self) -> None:
        """Be silent at once."""
