"""Formulas in three values: holds, does not hold, not known yet.

A formula combines facts about single answers. `given` puts an answer in: what then is certain
turns into True or False, what is not stays a smaller formula.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kiosk.pack.words import OptionId, QuestionId


@dataclass(frozen=True)
class Fact:
    """The answer to a question has at least `count` of the options."""

    question: QuestionId
    count: int
    options: frozenset[OptionId]

    def holds(self, chosen: frozenset[OptionId]) -> bool:
        """Whether an answer makes it true."""
        return len(self.options & chosen) >= self.count


@dataclass(frozen=True)
class All:
    """Formulas of which every one must hold."""

    parts: frozenset["Formula"]

    @cached_property
    def questions(self) -> frozenset[QuestionId]:
        """The questions that it looks at."""
        return frozenset().union(*map(mentions, self.parts))

    @cached_property
    def size(self) -> int:
        """How many facts it looks at."""
        return sum(map(size, self.parts))


@dataclass(frozen=True)
class Some:
    """Formulas of which one must hold."""

    parts: frozenset["Formula"]

    @cached_property
    def questions(self) -> frozenset[QuestionId]:
        """The questions that it looks at."""
        return frozenset().union(*map(mentions, self.parts))

    @cached_property
    def size(self) -> int:
        """How many facts it looks at."""
        return sum(map(size, self.parts))


@dataclass(frozen=True)
class Opposite:
    """A formula that must not hold."""

    part: "Formula"

    @property
    def questions(self) -> frozenset[QuestionId]:
        """The questions that it looks at."""
        return mentions(self.part)

    @property
    def size(self) -> int:
        """How many facts it looks at."""
        return size(self.part)


Formula: TypeAlias = bool | Fact | All | Some | Opposite
Truth = Callable[[Fact], bool | None]
"""Whether a fact holds, or None while its question has no answer."""


def every(parts: Iterable[Formula]) -> Formula:
    """A formula that holds where all parts do."""
    kept = frozenset(part for part in parts if part is not True)
    if False in kept:
        return False
    return All(kept) if len(kept) > 1 else next(iter(kept), True)


def some(parts: Iterable[Formula]) -> Formula:
    """A formula that holds where one part or more does."""
    kept = frozenset(part for part in parts if part is not False)
    if True in kept:
        return True
    merged = _merged(kept)
    return Some(merged) if len(merged) > 1 else next(iter(merged), False)


def opposite(part: Formula) -> Formula:
    """A formula that holds where its part does not."""
    match part:
        case bool():
            return not part
        case Opposite():
            return part.part
        case _:
            return Opposite(part)


def given(known: Formula, truth: Truth) -> Formula:
    """The formula after some facts have become known."""
    match known:
        case bool():
            return known
        case Fact():
            decided = truth(known)
            return known if decided is None else decided
        case All():
            return every(given(part, truth) for part in known.parts)
        case Some():
            return some(given(part, truth) for part in known.parts)
        case Opposite():
            return opposite(given(known.part, truth))


def mentions(known: Formula) -> frozenset[QuestionId]:
    """The questions that a formula looks at."""
    match known:
        case bool():
            return frozenset()
        case Fact():
            return frozenset({known.question})
        case _:
            return known.questions


def size(known: Formula) -> int:
    """How many facts a formula looks at."""
    return 1 if isinstance(known, bool | Fact) else known.size


def facts(known: Formula) -> Iterator[Fact]:
    """Every fact that a formula looks at."""
    match known:
        case bool():
            return
        case Fact():
            yield known
        case All() | Some():
            for part in known.parts:
                yield from facts(part)
        case Opposite():
            yield from facts(known.part)


def _merged(parts: Iterable[Formula]) -> frozenset[Formula]:
    """The same parts with every "has any" of a question as one fact: that makes fewer classes."""
    options: dict[QuestionId, frozenset[OptionId]] = {}
    others: set[Formula] = set()
    for part in parts:
        if isinstance(part, Fact) and part.count == 1:
            options[part.question] = options.get(part.question, frozenset()) | part.options
        else:
            others.add(part)
    return frozenset(others | {Fact(question, 1, any_of) for question, any_of in options.items()})
