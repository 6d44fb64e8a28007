"""The next step of a visit, replayed from its answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kiosk.flow.answers import (
    Known,
    Signature,
    acceptable,
    distinct_answers,
    option_ids,
    signature,
    single_answers,
    status_known,
)
from kiosk.flow.effort import Effort
from kiosk.flow.formulas import formula, put_when
from kiosk.flow.logic import Fact, Formula, facts, given, mentions, opposite, size, some
from kiosk.flow.screening import unscreened
from kiosk.pack.conditions import Condition, Statuses
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.words import (
    Answers,
    Chosen,
    OptionId,
    OutcomeId,
    QuestionId,
    ServiceId,
    SiteId,
)


@dataclass(frozen=True)
class Ask:
    """The question to put, its number on the way, and how many may follow it at most."""

    question: QuestionId
    number: int
    at_most_left: int


@dataclass(frozen=True)
class Finish:
    """The outcome, and the questions whose answers led to it.

    `unscreened` are screening questions that are not clear though the flow would have let the
    visitor in: the flow is wrong, and the outcome is the one of the last rule instead.
    """

    outcome: OutcomeId
    asked: tuple[QuestionId, ...]
    unscreened: tuple[QuestionId, ...] = ()


Step = Ask | Finish
Rules = tuple[tuple[Formula, OutcomeId], ...]
Formulas = tuple[Formula, ...]


@dataclass(frozen=True)
class Asked:
    """A question as the flow sees it: what it offers and the facts that conditions look at.

    The classes are those of all answers on all days: a service counts with each of its statuses.
    """

    question: Question
    offered: tuple[OptionId, ...]
    facts: tuple[Fact, ...]
    classes: dict[Signature, Known]
    statuses: Statuses

    def given(self, formula: Formula, known: frozenset[OptionId]) -> Formula:
        """The formula after the question was answered, or with nothing known was not put."""
        if self.question.id not in mentions(formula):
            return formula

        def truth(fact: Fact) -> bool | None:
            return fact.holds(known) if fact.question == self.question.id else None

        return given(formula, truth)

    def known(self, chosen: Chosen) -> Known:
        """What an answer makes known today."""
        services = [ServiceId(o) for o in chosen if ServiceId(o) in self.statuses]
        return (*chosen, *(status_known(self.statuses[service]) for service in services))

    def signature(self, chosen: Chosen) -> Signature | None:
        """What conditions see of an answer today; None where it is no answer."""
        if not acceptable(self.question, self.offered, chosen):
            return None
        return self.seen(self.known(chosen))

    def seen(self, known: Known) -> Signature:
        """What conditions see of what an answer makes known."""
        return signature(self.facts, known)

    @cached_property
    def today(self) -> dict[Signature, Chosen]:
        """An answer of each class that can be given today."""
        if not self.statuses:
            return dict(self.classes)
        return {self.seen(self.known((option,))): (option,) for option in reversed(self.offered)}


@dataclass(eq=False)
class Situation:
    """All that can still matter after some answers: what is left to ask, and the rules left.

    `watched` are formulas that decide nothing; a proof wants to know what becomes of them.
    """

    flow: "Flow" = field(repr=False)
    position: int
    conditions: Formulas
    rules: Rules
    watched: Formulas

    @cached_property
    def asked(self) -> "Asked | None":
        """The question to put here; None once the outcome is certain."""
        return None if len(self.outcomes) == 1 else self.flow.asked[self.position]

    @cached_property
    def after(self) -> dict[Signature, "Situation"]:
        """The situations that each class of answers leads to."""
        asked = self.flow.asked[self.position]
        return {signature: self._given(asked, signature) for signature in asked.classes}

    @cached_property
    def outcomes(self) -> frozenset[OutcomeId]:
        """The outcomes that the answers to come can still lead to."""
        if self.rules[0][0] is True:
            return frozenset({self.rules[0][1]})
        return frozenset().union(*(situation.outcomes for situation in self.after.values()))

    @cached_property
    def longest(self) -> int:
        """How many questions are put at most from here to an outcome."""
        if self.asked is None:
            return 0
        return 1 + max(situation.longest for situation in self.after.values())

    def _given(self, asked: Asked, signature: Signature) -> "Situation":
        known = frozenset(asked.classes[signature])
        return self.flow.situation(
            self.position + 1,
            tuple(asked.given(condition, known) for condition in self.conditions[1:]),
            tuple((asked.given(holds, known), outcome) for holds, outcome in self.rules),
            tuple(asked.given(watched, known) for watched in self.watched),
        )


class Flow:
    """A pack at one site with the statuses of one day: what follows from any answers.

    The status of a service matters to those who came for it, and to nobody else: until the service
    is chosen, nothing depends on what staff say, so only what holds on every day is certain.
    """

    def __init__(
        self,
        pack: Pack,
        site: SiteId,
        statuses: Statuses,
        watched: Sequence[Formula] = (),
        effort: Effort | None = None,
    ) -> None:
        self._pack = pack
        self._site = site
        self._statuses = statuses
        self._situations: dict[object, Situation] = {}
        self.effort = effort or Effort()
        conditions = tuple(put_when(pack, site, question) for question in pack.questions)
        rules = _joined((formula(pack, site, rule.when), rule.outcome) for rule in pack.rules)
        every = (*conditions, *(holds for holds, _ in rules), *watched)
        looked_at = {fact: None for known in every for fact in facts(known)}
        self.asked = tuple(self._asked(question, tuple(looked_at)) for question in pack.questions)
        self._beginning = conditions, rules
        self.start = self.situation(0, conditions, rules, tuple(watched))

    def next_step(self, answers: Answers) -> Step:
        """What to ask next, or the outcome once no answer can change it.

        Answers to questions off the path, and choices that are no answer, have no influence.
        Whatever the rules say, nobody is let in whom the screening questions do not clear.
        """
        situation, path = self._walk(answers)
        if situation.asked is not None:
            return Ask(path[-1], len(path), situation.longest - 1)
        end = next(iter(situation.outcomes))
        given = {question: answers.get(question, ()) for question in path}
        lacking = unscreened(self._pack, self._site, self._statuses, end, given)
        return Finish(self._pack.rules[-1].outcome if lacking else end, path, lacking)

    def path(self, answers: Answers) -> tuple[QuestionId, ...]:
        """The questions on the way that the answers take, with the one to ask next."""
        return self._walk(answers)[1]

    def outcomes_where(self, holds: Formula) -> frozenset[OutcomeId]:
        """The outcomes of all visitors for whom the condition of a rule holds."""
        conditions, rules = self._beginning
        start = self.situation(0, conditions, ((opposite(holds), _OTHERS), *rules), ())
        return start.outcomes - {_OTHERS}

    def holds(self, condition: Condition | None, answers: Answers) -> bool:
        """Whether a condition holds for the answers on the path; not while that is unknown."""
        situation, path = self._walk(answers)
        passed = [asked.question.id for asked in self.asked[: situation.position]]
        known = {asked.question.id: asked.known for asked in self.asked}

        def truth(fact: Fact) -> bool | None:
            if fact.question in path:
                chosen = answers.get(fact.question, ())
                return fact.holds(frozenset(known[fact.question](chosen))) if chosen else None
            return fact.holds(frozenset()) if fact.question in passed else None

        return given(formula(self._pack, self._site, condition), truth) is True

    def situation(
        self, position: int, conditions: Formulas, rules: Rules, watched: Formulas
    ) -> Situation:
        """The situation at the next question that is put, each one made once.

        Raises TooEntangledError where they become too many.
        """
        rules = _open(rules)
        nothing = frozenset[OptionId]()
        while rules[0][0] is not True and conditions[0] is not True:
            skipped = self.asked[position]
            position += 1
            conditions = tuple(skipped.given(condition, nothing) for condition in conditions[1:])
            rules = _open(tuple((skipped.given(holds, nothing), to) for holds, to in rules))
            watched = tuple(skipped.given(each, nothing) for each in watched)
        every = (*conditions, *(holds for holds, _ in rules), *watched)
        self.effort.spend(sum(map(size, every)))
        key = (position, conditions, rules, watched)
        return self._situations.setdefault(key, Situation(self, *key))

    def _walk(self, answers: Answers) -> tuple[Situation, tuple[QuestionId, ...]]:
        """Where the answers lead, and every question put on the way and there."""
        situation, path = self.start, list[QuestionId]()
        while (asked := situation.asked) is not None:
            path.append(asked.question.id)
            signature = asked.signature(answers.get(asked.question.id, ()))
            if signature is None:
                break
            situation = situation.after[signature]
        return situation, tuple(path)

    def _asked(self, question: Question, looked_at: tuple[Fact, ...]) -> Asked:
        offered = option_ids(self._pack, question, self._site)
        single = single_answers(self._pack, question, self._site)
        seen = tuple(fact for fact in looked_at if fact.question == question.id)
        classes = distinct_answers(question, single, seen, self.effort)
        statuses = self._statuses if question.from_services else {}
        return Asked(question, offered, seen, classes, statuses)


_OTHERS = OutcomeId("others")


def _joined(rules: Iterable[tuple[Formula, OutcomeId]]) -> Rules:
    """The rules with those in a row that have the same outcome as one."""
    joined: list[tuple[Formula, OutcomeId]] = []
    for holds, outcome in rules:
        if joined and joined[-1][1] == outcome:
            holds_before = joined.pop()[0]
            joined.append((some((holds_before, holds)), outcome))
        else:
            joined.append((holds, outcome))
    return tuple(joined)


def _open(rules: Rules) -> Rules:
    """The rules that can still decide: none that fails, none behind one that holds."""
    alive = [rule for rule in rules if rule[0] is not False]
    first = next(position for position, (holds, _) in enumerate(alive) if holds is True)
    left = alive[: first + 1]
    while len(left) > 1 and left[-2][1] == left[-1][1]:
        del left[-2]
    return tuple(left)
