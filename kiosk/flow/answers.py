"""Which answers a question takes, and which of them conditions can tell apart."""

from collections.abc import Iterable, Iterator, Sequence

from kiosk.flow.logic import Fact
from kiosk.pack.models import Option, Pack, Question
from kiosk.pack.words import Chosen, OptionId, SiteId

Signature = tuple[bool, ...]
"""Which of a question's facts an answer makes true."""
Counts = tuple[int, ...]
"""How many options of each fact are chosen, up to what the fact asks for."""


def option_ids(pack: Pack, question: Question, site: SiteId) -> tuple[OptionId, ...]:
    """The ids of all that can be chosen in a question at a site, in the order shown."""
    services = pack.services_at(site) if question.from_services else ()
    return (*(OptionId(s.id) for s in services), *(option.id for option in question.options))


def acceptable(question: Question, offered: Iterable[OptionId], chosen: Chosen) -> bool:
    """Whether a choice is an answer: an empty one never is, nor is "none" with another."""
    picked = frozenset(chosen)
    if not picked or len(picked) < len(chosen) or not picked <= frozenset(offered):
        return False
    return len(picked) == 1 or (question.choose == "any" and not picked & _alone(question.options))


def distinct_answers(
    question: Question, offered: Sequence[OptionId], facts: Sequence[Fact]
) -> dict[Signature, Chosen]:
    """The smallest answer of each class that the facts tell apart.

    Grows with the number of classes, not of answers: options are taken in one by one, and answers
    whose counts no fact can tell apart are one.
    """
    alone = _alone(question.options)
    many = question.choose == "any"
    single = {_counted(_none(facts), facts, option): (option,) for option in reversed([*offered])}
    several = _several([o for o in offered if o not in alone], facts) if many else {}
    classes: dict[Signature, Chosen] = {}
    for counts, chosen in sorted((several | single).items(), key=lambda found: len(found[1])):
        reached = tuple(n >= fact.count for n, fact in zip(counts, facts, strict=True))
        classes.setdefault(reached, chosen)
    return classes


def classes_with(
    question: Question, offered: Iterable[OptionId], facts: Sequence[Fact], more: OptionId
) -> Iterator[tuple[Chosen, Chosen]]:
    """An answer of each class that one more option can be added to, and the answer with it.

    Where the answer is one that stands alone, like "none of these", the option takes its place.
    """
    alone = _alone(question.options)
    for option in offered:
        if option in alone:
            yield (option,), (more,)
    others = [option for option in offered if option not in alone and option != more]
    for chosen in _several(others, facts).values():
        yield chosen, (*chosen, more)


def _several(options: Iterable[OptionId], facts: Sequence[Fact]) -> dict[Counts, Chosen]:
    """The smallest choice of one or more options for every count that the facts can see."""
    several: dict[Counts, Chosen] = {}
    for option in options:
        grown = [(_counted(n, facts, option), (*chosen, option)) for n, chosen in several.items()]
        for counts, chosen in [(_counted(_none(facts), facts, option), (option,)), *grown]:
            if len(chosen) < len(several.get(counts, (*chosen, option))):
                several[counts] = chosen
    return several


def _none(facts: Sequence[Fact]) -> Counts:
    return (0,) * len(facts)


def _counted(counts: Counts, facts: Sequence[Fact], option: OptionId) -> Counts:
    """How many options of each fact are chosen, with one more, up to what the fact asks for."""
    return tuple(
        min(fact.count, n + (option in fact.options)) for n, fact in zip(counts, facts, strict=True)
    )


def _alone(options: Iterable[Option]) -> frozenset[OptionId]:
    return frozenset(option.id for option in options if option.alone)
