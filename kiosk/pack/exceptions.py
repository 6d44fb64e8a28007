"""Every exception that staff make from what is safest, with their words for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.pack.models import Pack
from kiosk.pack.words import Reason


@dataclass(frozen=True)
class Except:
    """Where an exception stands in the pack, what it is about, and why it is made."""

    where: str
    about: str
    reason: Reason

    def __str__(self) -> str:
        return f"{self.about}: {self.reason}"


def exceptions(pack: Pack) -> Iterator[Except]:
    """Those from screening, and the one for the last rule."""
    if pack.no_screening is not None:
        yield Except("no_screening", "Nobody is screened", pack.no_screening)
    for question in pack.screening:
        for number, each in enumerate(question.screens.unless if question.screens else ()):
            where = f"questions.{question.id}.screens.unless.{number}"
            yield Except(where, f'"{question.text}" is left out for some', each.reason)
    default = pack.rules[-1]
    if default.intended is not None:
        about = f'"{pack.outcome(default.outcome).title}" where no other rule holds'
        yield Except(f"rules.{len(pack.rules) - 1}", about, default.intended)
