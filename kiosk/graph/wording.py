"""Which answers are meant, in the words of the options; counts are told by signs, not by words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.flow.answers import Signature, option_ids
from kiosk.flow.logic import Fact
from kiosk.flow.steps import Asked
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.words import OptionId, SiteId

Words = Mapping[OptionId, str]
"""What each option of a question says, in the order shown."""


@dataclass(frozen=True)
class Clause:
    """Options of which one or more are chosen; a `mark` before them says if another number is."""

    mark: str
    options: tuple[str, ...]

    def text(self, most: int | None = None) -> str:
        """The options in one line, the last of a long list only counted."""
        shown = self.options
        if most is not None and len(shown) > most + 1:
            shown = (*shown[:most], f"+{len(shown) - most}")
        return self.mark + ("; " if any("," in each for each in shown) else ", ").join(shown)


Meant = tuple[tuple[Clause, ...], ...]
"""Answers to a question: those of which every clause of one of the rows holds."""


def option_words(pack: Pack, question: Question, site: SiteId) -> Words:
    """What each option of a question says at a site."""
    names = {OptionId(service.id): str(service.name) for service in pack.services}
    texts = {option.id: str(option.text) for option in question.options}
    return {o: texts.get(o) or names[o] for o in option_ids(pack, question, site)}


def meant(asked: Asked, words: Words, classes: Collection[Signature]) -> Meant:
    """The answers of some classes, told exactly and in as few words as possible."""
    if asked.question.choose == "one":
        chosen = (words[o] for o in words if asked.signature((o,)) in classes)
        return ((Clause("", tuple(chosen)),),)
    order = _order(asked, list(words))
    return tuple(_clauses(asked, words, claims) for claims in _claims(asked, order, classes))


def text(answers: Meant, most: int | None = None) -> str:
    """Answers as a reader sees them, with lists of more than `most` options cut short."""
    return " / ".join(" & ".join(c.text(most) for c in clauses) for clauses in answers)


_Claims = Mapping[int, bool]
"""By the position of a fact, whether it must hold."""


def _order(asked: Asked, shown: Sequence[OptionId]) -> list[int]:
    """The positions of the facts, by what they say: the flow has them in no order to rely on."""

    def said(position: int) -> tuple[list[int], int]:
        fact = asked.facts[position]
        return [at for at, option in enumerate(shown) if option in fact.options], fact.count

    return sorted(range(len(asked.facts)), key=said)


def _claims(
    asked: Asked, order: Sequence[int], classes: Collection[Signature]
) -> Iterable[_Claims]:
    """The fewest claims that are true of these classes and of no other, found greedily."""
    left = [signature for signature in asked.today if signature in classes]
    others = [signature for signature in asked.today if signature not in classes]
    while left:
        claims = {position: left[0][position] for position in order}
        for position in sorted(order, key=left[0].__getitem__):
            fewer = {known: holds for known, holds in claims.items() if known != position}
            if not any(_true_of(fewer, other) for other in others):
                claims = fewer
        yield claims
        left = [signature for signature in left if not _true_of(claims, signature)]


def _true_of(claims: _Claims, signature: Signature) -> bool:
    return all(signature[position] is holds for position, holds in claims.items())


def _clauses(asked: Asked, words: Words, claims: _Claims) -> tuple[Clause, ...]:
    excluded = frozenset[OptionId]()
    for position, holds in claims.items():
        fact = asked.facts[position]
        if holds or fact.count > 1:
            break
        excluded |= fact.options
    else:
        left = [option for option in words if option not in excluded]
        if not excluded or _all_alone(asked.question, left):
            return (Clause("", tuple(words[option] for option in left)),)
    return tuple(_clause(asked.facts[at], words, holds=holds) for at, holds in claims.items())


def _all_alone(question: Question, options: Iterable[OptionId]) -> bool:
    return {option.id for option in question.options if option.alone}.issuperset(options)


def _clause(fact: Fact, words: Words, *, holds: bool) -> Clause:
    options = tuple(said for option, said in words.items() if option in fact.options)
    if holds:
        return Clause("" if fact.count == 1 else f"≥{fact.count}: ", options)
    return Clause("0: " if fact.count == 1 else f"≤{fact.count - 1}: ", options)
