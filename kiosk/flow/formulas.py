"""The conditions of a pack as formulas, at one site and for whatever staff say of its services."""

from kiosk.flow.answers import option_ids, status_known
from kiosk.flow.logic import Fact, Formula, every, opposite, some
from kiosk.pack.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasAny,
    HasAnyBut,
    HasAtLeast,
    HasExactly,
    Not,
    OnAnswer,
    ServiceHas,
    SiteIs,
    named,
)
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.words import OptionId, SiteId


def formula(  # noqa: PLR0911 - one case for each kind of condition
    pack: Pack, site: SiteId, condition: Condition | None
) -> Formula:
    """A condition at one site; without a condition, True."""
    match condition:
        case None:
            return True
        case AllOf():
            return every(formula(pack, site, part) for part in condition.all)
        case AnyOf():
            return some(formula(pack, site, part) for part in condition.any)
        case Not():
            return opposite(formula(pack, site, condition.not_))
        case SiteIs():
            return site in condition.site
        case ServiceHas():
            known = frozenset(map(status_known, condition.status))
            return Fact(condition.service_of, 1, known) if pack.services_at(site) else False
        case _:
            return _on_answer(pack, site, condition)


def put_when(pack: Pack, site: SiteId, question: Question) -> Formula:
    """When a question is put: where its condition holds, and nobody is left out of screening."""
    unless = question.screens.unless if question.screens else ()
    left_out = (opposite(formula(pack, site, each.when)) for each in unless)
    return every((formula(pack, site, question.ask_when), *left_out))


def answered(pack: Pack, site: SiteId, question: Question) -> Formula:
    """A question was put and answered."""
    return _fact(question, 1, frozenset(option_ids(pack, question, site)))


def answered_clear(pack: Pack, site: SiteId, question: Question) -> Formula:
    """A screening question was answered, and with nothing but what is clear."""
    clear = frozenset(question.screens.clear if question.screens else ())
    others = frozenset(option_ids(pack, question, site)) - clear
    return every((_fact(question, 1, clear), opposite(_fact(question, 1, others))))


def _on_answer(pack: Pack, site: SiteId, condition: OnAnswer) -> Formula:
    question = pack.question(condition.question)
    offered = frozenset(option_ids(pack, question, site))
    options = offered.intersection(question.options_of(named(condition)))
    match condition:
        case HasAny():
            return _fact(question, 1, options)
        case HasAnyBut():
            return _fact(question, 1, offered - options)
        case HasAtLeast():
            return _fact(question, condition.at_least, options)
        case HasExactly():
            more = _fact(question, condition.exactly + 1, options)
            return every((_fact(question, condition.exactly, options), opposite(more)))


def _fact(question: Question, count: int, options: frozenset[OptionId]) -> Formula:
    """That so many of the options are chosen, where so many can be."""
    alone = {option.id for option in question.options if option.alone}
    together = len(options - alone) if question.choose == "any" else 0
    possible = count <= max(together, min(1, len(options)))
    return Fact(question.id, count, options) if possible else False
