"""The plan of a pack at one site: what is asked, what each answer leads to, and where it ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kiosk.flow.answers import Signature
from kiosk.flow.steps import Asked, Flow, Situation
from kiosk.graph.wording import Meant, Words, meant, option_words
from kiosk.pack.exceptions import exceptions
from kiosk.pack.models import Outcome, OutcomeKind, Pack, Site
from kiosk.pack.questions import Question
from kiosk.pack.words import OutcomeId, QuestionId, SiteId

_KINDS = list(OutcomeKind)


@dataclass(frozen=True, eq=False)
class End:
    """An outcome that can be reached."""

    outcome: Outcome


@dataclass(frozen=True, eq=False)
class Way:
    """All answers to a question that lead to the same place."""

    classes: frozenset[Signature]
    words: Meant
    leads_to: "Place"


@dataclass(frozen=True, eq=False)
class Fork:
    """A question with what each answer leads to; elsewhere it may lead to something else."""

    asked: Asked
    words: Words
    ways: tuple[Way, ...]

    @property
    def question(self) -> Question:
        """The question that is put here."""
        return self.asked.question


Place = Fork | End


@dataclass(frozen=True)
class Occasion:
    """The pack, the site, the day, and what staff said since: what a picture or table is of."""

    pack: Pack
    site_id: SiteId
    on: date
    said: tuple[str, ...] = ()

    @property
    def site(self) -> Site:
        """The site that it is of."""
        return self.pack.site(self.site_id)

    @property
    def heading(self) -> str:
        """Which pack and day it is of, in one line."""
        about = (self.pack.id, f"revision {self.pack.revision}", self.site_id, self.on.isoformat())
        return ", ".join((*about, *self.said))


@dataclass(frozen=True)
class Plan:
    """Every place that can be reached, questions in their order, outcomes by their kind."""

    occasion: Occasion
    start: Place
    forks: tuple[Fork, ...]
    ends: tuple[End, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that can be put, in the pack's order."""
        return tuple({fork.question.id: fork.question for fork in self.forks}.values())

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The exceptions that staff make in words, each in one line."""
        return tuple(map(str, exceptions(self.occasion.pack)))

    @property
    def paths(self) -> int:
        """How many ways there are from the start to an outcome."""
        counts: dict[Place, int] = dict.fromkeys(self.ends, 1)
        for fork in reversed(self.forks):
            counts[fork] = sum(counts[way.leads_to] for way in fork.ways)
        return counts[self.start]


def plan(occasion: Occasion, flow: Flow) -> Plan:
    """What a flow looks like as a whole."""
    survey = _Survey(occasion)
    start = survey.place(flow.start)
    order = [question.id for question in occasion.pack.questions]
    listed = [outcome.id for outcome in occasion.pack.outcomes]
    forks = sorted(survey.forks.values(), key=lambda fork: order.index(fork.question.id))
    ends = sorted(
        survey.ends.values(),
        key=lambda end: (_KINDS.index(end.outcome.kind), listed.index(end.outcome.id)),
    )
    return Plan(occasion, start, tuple(forks), tuple(ends))


@dataclass
class _Survey:
    """The places found so far: the same question with the same future is one."""

    occasion: Occasion
    known: dict[Situation, Place] = field(default_factory=dict)
    forks: dict[object, Fork] = field(default_factory=dict)
    ends: dict[OutcomeId, End] = field(default_factory=dict)
    words: dict[QuestionId, Words] = field(default_factory=dict)

    def place(self, situation: Situation) -> Place:
        """The place of a situation."""
        if situation not in self.known:
            asked = situation.asked
            self.known[situation] = (
                self._fork(asked, situation) if asked else self._end(*situation.outcomes)
            )
        return self.known[situation]

    def _end(self, outcome: OutcomeId) -> End:
        return self.ends.setdefault(outcome, End(self.occasion.pack.outcome(outcome)))

    def _fork(self, asked: Asked, situation: Situation) -> Fork:
        after = situation.after
        future = tuple((answer, self.place(after[answer])) for answer in asked.today)
        key = (asked.question.id, future)
        if key not in self.forks:
            words = self._words(asked.question)
            self.forks[key] = Fork(asked, words, tuple(_ways(asked, words, future)))
        return self.forks[key]

    def _words(self, question: Question) -> Words:
        if question.id not in self.words:
            site = self.occasion.site_id
            self.words[question.id] = option_words(self.occasion.pack, question, site)
        return self.words[question.id]


def _ways(asked: Asked, words: Words, future: Iterable[tuple[Signature, Place]]) -> Iterator[Way]:
    """The ways of a fork, in the order of the first option that takes each."""
    by_place: dict[Place, set[Signature]] = {}
    for signature, place in future:
        by_place.setdefault(place, set()).add(signature)
    shown = list(words)

    def first(found: tuple[Place, set[Signature]]) -> list[int]:
        return min([shown.index(option) for option in asked.today[s]] for s in found[1])

    for place, classes in sorted(by_place.items(), key=first):
        yield Way(frozenset(classes), meant(asked, words, classes), place)
