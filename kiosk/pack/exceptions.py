"""Every exception that staff make from what is safest, with their words for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.telling import in_words
from kiosk.pack.words import Reason


@dataclass(frozen=True)
class Except:
    """Where an exception stands in the pack, what it is about, and why it is made."""

    where: str
    about: str
    reason: Reason

    def __str__(self) -> str:
        return f"{self.about}: {self.reason}"


def _also_clear(question: Question) -> Iterator[Except]:
    """Every clear option but one that stands alone, or that is the only clear one."""
    clear = question.screens.clear if question.screens else ()
    shown = [option for option in question.options if option.id in clear]
    for option in shown if len(shown) > 1 else ():
        if not option.alone:
            where = f"questions.{question.id}.options.{option.id}"
            about = f'"{option.text}" counts as clear'
            yield Except(where, about, "who chooses it may come in")


def exceptions(pack: Pack) -> Iterator[Except]:
    """Those from screening, what else counts as clear, and the one for the last rule."""
    if pack.no_screening is not None:
        yield Except("no_screening", "Nobody is screened", pack.no_screening)
    for question in pack.screening:
        for number, each in enumerate(question.screens.unless if question.screens else ()):
            where = f"questions.{question.id}.screens.unless.{number}"
            who = in_words(pack, each.when)
            yield Except(where, f'"{question.text}" is left out where {who}', each.reason)
        yield from _also_clear(question)
    default = pack.rules[-1]
    if default.intended is not None:
        about = f'"{pack.outcome(default.outcome).title}" where no other rule holds'
        yield Except(f"rules.{len(pack.rules) - 1}", about, default.intended)
