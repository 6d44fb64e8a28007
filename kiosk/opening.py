"""What the first frame needs, and nothing more: it starts without reading the pack."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from kiosk.access import Access
from kiosk.cards.shapes import Apology, AttractCard, Greeting
from kiosk.screens.look import Glass, Ground, Look, Theme, mm_per_px


class Size(Protocol):
    """Pixels across and down, as Qt's QSize gives them."""

    def width(self) -> int:
        """The pixels across."""
        ...

    def height(self) -> int:
        """The pixels down."""
        ...


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for; it wins over the settings.

    A stand-in is shown because the kiosk keeps failing: the pack before, or only the apology.
    """

    settings: Path | None = None
    pack: Path | None = None
    site: str | None = None
    language: str | None = None
    today: date | None = None
    stand_in: Literal["previous", "apology"] | None = None


@dataclass(frozen=True)
class Opening:
    """The attract screen, what to say instead of it, and how any screen looks on this machine."""

    card: AttractCard
    apologies: tuple[Apology, ...]
    themes: Mapping[str, Theme]
    theme: str
    glass: Glass

    @property
    def access(self) -> Access:
        """How the screens are for someone who has set nothing."""
        return Access(theme=self.theme)

    def look(self, size: Size, access: Access | None = None) -> Look:
        """The look on a screen of so many pixels, as a visitor wants it."""
        wanted = access or self.access
        scale = mm_per_px(size.width(), size.height(), self.glass.diagonal_mm)
        theme = self.themes[wanted.theme]
        return Look(theme, scale, self.glass, wanted.text_step, wanted.reach)


def as_document(opening: Opening) -> dict[str, Any]:
    """The opening as plain values, for a seal."""
    return asdict(opening)


def from_document(document: Any) -> Opening | None:
    """The opening that a seal holds; None where the seal is not one of this program."""
    try:
        card, themes = document["card"], document["themes"]
        themes[document["theme"]]  # or there would be no look
        greetings = tuple(Greeting(**greeting) for greeting in card["greetings"])
        return Opening(
            AttractCard(greetings, tuple(card["icons"]), card["access"]),
            tuple(Apology(**apology) for apology in document["apologies"]),
            {name: _theme(theme) for name, theme in themes.items()},
            str(document["theme"]),
            Glass(**document["glass"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _theme(tokens: Mapping[str, Any]) -> Theme:
    return Theme(**{name: _token(value) for name, value in tokens.items()})


def _token(value: Any) -> Any:
    return Ground(**value) if isinstance(value, Mapping) else value
