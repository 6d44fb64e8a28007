"""The last guard at the door: who may be let in, straight from raw answers.

On purpose it shares nothing with the formulas of the flow: a fault there must not open both.
"""

from dataclasses import dataclass

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
    Status,
    Statuses,
    named,
)
from kiosk.pack.models import LETS_IN, Pack
from kiosk.pack.questions import Question
from kiosk.pack.words import Answers, Chosen, OptionId, OutcomeId, QuestionId, ServiceId, SiteId


def unscreened(
    pack: Pack, site: SiteId, statuses: Statuses, end: OutcomeId, given: Answers
) -> tuple[QuestionId, ...]:
    """The screening questions that forbid to let a visitor in who gave these answers.

    Each must have been answered with nothing but what is clear, or be left out by its own words.
    """
    if not pack.screening or pack.outcome(end).kind not in LETS_IN:
        return ()
    visit = _Visit(pack, site, statuses, dict(given))
    visit.skip()
    return tuple(q.id for q in pack.screening if not (_clear(q, given) or visit.leaves_out(q)))


def _clear(question: Question, given: Answers) -> bool:
    chosen = given.get(question.id, ())
    clear = question.screens.clear if question.screens else ()
    return len(chosen) > 0 and all(option in clear for option in chosen)


@dataclass(frozen=True)
class _Visit:
    """What is known of a visit: answers, and an empty one where a question is certainly not put.

    A condition holds (True) or not (False), or nobody can know yet (None).
    """

    pack: Pack
    site: SiteId
    statuses: Statuses
    answers: dict[QuestionId, Chosen]

    def skip(self) -> None:
        """Take in, in their order, which of the questions without an answer are not put."""
        for question in self.pack.questions:
            if question.id not in self.answers and not self._may_be_put(question):
                self.answers[question.id] = ()

    def _may_be_put(self, question: Question) -> bool:
        return self._holds(question.ask_when) is not False and not self.leaves_out(question)

    def leaves_out(self, question: Question) -> bool:
        """Whether a screening question is left out by its own words."""
        unless = question.screens.unless if question.screens else ()
        return any(self._holds(each.when) is True for each in unless)

    def _holds(  # noqa: PLR0911 - one case for each kind of condition
        self, condition: Condition | None
    ) -> bool | None:
        match condition:
            case None:
                return True
            case AllOf():
                return _all([self._holds(part) for part in condition.all])
            case AnyOf():
                return _any([self._holds(part) for part in condition.any])
            case Not():
                held = self._holds(condition.not_)
                return None if held is None else not held
            case SiteIs():
                return self.site in condition.site
            case ServiceHas():
                chosen = self.answers.get(condition.service_of, self._nothing(condition))
                return None if chosen is None else self._has_status(chosen, condition.status)
            case _:
                chosen = self.answers.get(condition.question, self._nothing(condition))
                return None if chosen is None else self._counts(condition, chosen)

    def _nothing(self, condition: ServiceHas | OnAnswer) -> Chosen | None:
        """An empty answer where none that this site offers can make the condition hold."""
        services = tuple(OptionId(service.id) for service in self.pack.services_at(self.site))
        if isinstance(condition, ServiceHas):
            return None if services else ()
        question = self.pack.question(condition.question)
        alone = [option.id for option in question.options if option.alone]
        others = [option.id for option in question.options if not option.alone]
        others += services if question.from_services else ()
        several = [tuple(others)] if question.choose == "any" else []
        answers: list[Chosen] = [*((option,) for option in (*alone, *others)), *several]
        most = max((self._counted(condition, chosen) for chosen in answers), default=0)
        return None if most >= _wanted(condition) else ()

    def _has_status(self, chosen: Chosen, wanted: tuple[Status, ...]) -> bool:
        return any(self.statuses.get(ServiceId(service)) in wanted for service in chosen)

    def _counts(self, condition: OnAnswer, chosen: Chosen) -> bool:
        counted = self._counted(condition, chosen)
        wanted = _wanted(condition)
        return counted == wanted if isinstance(condition, HasExactly) else counted >= wanted

    def _counted(self, condition: OnAnswer, chosen: Chosen) -> int:
        """How many options of an answer count; for "any but", those that it does not name."""
        options = self.pack.question(condition.question).options_of(named(condition))
        having = sum(option in options for option in chosen)
        return len(chosen) - having if isinstance(condition, HasAnyBut) else having


def _wanted(condition: OnAnswer) -> int:
    """How many options must count at least."""
    match condition:
        case HasAny() | HasAnyBut():
            return 1
        case HasAtLeast():
            return condition.at_least
        case HasExactly():
            return condition.exactly


def _all(known: list[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def _any(known: list[bool | None]) -> bool | None:
    if True in known:
        return True
    return None if None in known else False
