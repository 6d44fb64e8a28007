"""Which answers a question takes, and which of them conditions can tell apart."""

from collections.abc import Iterable, Iterator, Sequence

from kiosk.flow.effort import Effort
from kiosk.flow.logic import Fact
from kiosk.pack.conditions import Status
from kiosk.pack.models import Pack, Service
from kiosk.pack.questions import Option, Question
from kiosk.pack.words import Chosen, OptionId, SiteId

Known = tuple[OptionId, ...]
"""What an answer makes known: the options chosen, and of a chosen service also its status."""
Signature = tuple[bool, ...]
"""Which of a question's facts an answer makes true."""
Counts = tuple[int, ...]
"""How many options of each fact are chosen, up to what the fact asks for."""


def option_ids(pack: Pack, question: Question, site: SiteId) -> tuple[OptionId, ...]:
    """The ids of all that can be chosen in a question at a site, in the order shown."""
    services = pack.services_at(site) if question.from_services else ()
    return (*(OptionId(s.id) for s in services), *(option.id for option in question.options))


def status_known(status: Status) -> OptionId:
    """How the status of the chosen service stands among what is known; no id of an option."""
    return OptionId(f"{_STATUS}{status}")


def status_in(known: Known) -> Status | None:
    """The status of the service that an answer chose; None where it chose none."""
    said = (each.removeprefix(_STATUS) for each in known if each.startswith(_STATUS))
    return next(map(Status, said), None)


def chosen_in(known: Known) -> Chosen:
    """What is known without the status: the answer itself."""
    return tuple(each for each in known if not each.startswith(_STATUS))


_STATUS = "status:"


def single_answers(pack: Pack, question: Question, site: SiteId) -> tuple[Known, ...]:
    """Every option alone, a service with every status: first those that its calendar foresees."""
    services = pack.services_at(site) if question.from_services else ()
    foreseen = [(s, status) for s in services for status in Status if status in _calendar(s)]
    others = [(s, status) for s in services for status in Status if status not in _calendar(s)]
    options = [(option.id,) for option in question.options]
    known = [(OptionId(s.id), status_known(status)) for s, status in (*foreseen, *others)]
    return (*known[: len(foreseen)], *options, *known[len(foreseen) :])


def _calendar(service: Service) -> frozenset[Status]:
    return frozenset(period.status for period in service.availability)


def acceptable(question: Question, offered: Iterable[OptionId], chosen: Chosen) -> bool:
    """Whether a choice is an answer: an empty one never is, nor is "none" with another."""
    picked = frozenset(chosen)
    if not picked or len(picked) < len(chosen) or not picked <= frozenset(offered):
        return False
    return len(picked) == 1 or (question.choose == "any" and not picked & _alone(question.options))


def distinct_answers(
    question: Question, single: Sequence[Known], facts: Sequence[Fact], effort: Effort
) -> dict[Signature, Known]:
    """The smallest answer of each class that the facts tell apart.

    Grows with the number of classes, not of answers: options are taken in one by one, and answers
    whose counts no fact can tell apart are one.
    """
    alone = _alone(question.options)
    together = dict.fromkeys(known[0] for known in single if known[0] not in alone)
    several = _several(together, facts, effort) if question.choose == "any" else {}
    classes: dict[Signature, Known] = {}
    for known in (*single, *sorted(several.values(), key=len)):
        classes.setdefault(signature(facts, known), known)
    return classes


def signature(facts: Sequence[Fact], known: Iterable[OptionId]) -> Signature:
    """Which facts are true of what is known."""
    picked = frozenset(known)
    return tuple(fact.holds(picked) for fact in facts)


def classes_with(
    question: Question,
    offered: Iterable[OptionId],
    facts: Sequence[Fact],
    more: OptionId,
    effort: Effort,
) -> Iterator[tuple[Chosen, Chosen]]:
    """An answer of each class that one more option can be added to, and the answer with it.

    Where the answer is one that stands alone, like "none of these", the option takes its place.
    """
    alone = _alone(question.options)
    for option in offered:
        if option in alone:
            yield (option,), (more,)
    others = [option for option in offered if option not in alone and option != more]
    for chosen in _several(others, facts, effort).values():
        yield chosen, (*chosen, more)


def _several(
    options: Iterable[OptionId], facts: Sequence[Fact], effort: Effort
) -> dict[Counts, Chosen]:
    """The smallest choice of one or more options for every count that the facts can see."""
    several: dict[Counts, Chosen] = {}
    for option in options:
        effort.spend(len(several) * len(facts))
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
