"""What the first frame needs, and nothing more: it starts without reading the pack."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kiosk.cards.shapes import Apology, AttractCard, Greeting
from kiosk.screens.look import Ground, Look, Theme, mm_per_px


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
    """What the command line asks for; it wins over the settings."""

    settings: Path | None = None
    pack: Path | None = None
    site: str | None = None
    language: str | None = None
    today: date | None = None


@dataclass(frozen=True)
class Opening:
    """The attract screen, what to say instead of it, and how any screen looks on this machine."""

    card: AttractCard
    apologies: tuple[Apology, ...]
    theme: Theme
    diagonal_mm: float
    viewing_distance_mm: float

    def look(self, size: Size) -> Look:
        """The look on a screen of so many pixels."""
        scale = mm_per_px(size.width(), size.height(), self.diagonal_mm)
        return Look(self.theme, scale, self.viewing_distance_mm)


def as_document(opening: Opening) -> dict[str, Any]:
    """The opening as plain values, for a seal."""
    return asdict(opening)


def from_document(document: Any) -> Opening | None:
    """The opening that a seal holds; None where the seal is not one of this program."""
    try:
        card, theme = document["card"], document["theme"]
        greetings = tuple(Greeting(**greeting) for greeting in card["greetings"])
        return Opening(
            AttractCard(greetings, tuple(card["icons"])),
            tuple(Apology(**apology) for apology in document["apologies"]),
            Theme(**{name: _token(value) for name, value in theme.items()}),
            float(document["diagonal_mm"]),
            float(document["viewing_distance_mm"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _token(value: Any) -> Any:
    return Ground(**value) if isinstance(value, Mapping) else value
