"""Visits that lead to every question and every outcome, for those who try a whole pack."""

from collections import deque
from collections.abc import Iterator

from kiosk.flow.steps import Asked, Flow, Situation
from kiosk.pack.words import Answers, Chosen, OptionId, OutcomeId, QuestionId


def routes(flow: Flow) -> list[Answers]:
    """The answers of visits that end each errand in every way, and choose every option.

    Each first answer comes to every outcome that it can come to, by the shortest visit. As every
    situation is looked at once for each first answer, no pack is too large for all of it.
    """
    ends = dict[tuple[OptionId, frozenset[OutcomeId]], Answers]()
    for situation, answers in _steps(flow):
        if situation.asked is None:
            ends.setdefault((_first(answers), situation.outcomes), answers)
    found = list(ends.values())
    chosen = {each for answers in found for each in _choices(answers)}
    for situation, answers in _steps(flow):
        if not chosen.issuperset(_choices(answers)):
            found.append(_ended(situation, answers))
            chosen.update(_choices(found[-1]))
    return found


def questions(flow: Flow) -> frozenset[QuestionId]:
    """The questions that a visit can come to."""
    seen, waiting = {flow.start}, [flow.start]
    for situation in waiting:
        today = situation.asked.today if situation.asked else ()
        new = {situation.after[each] for each in today} - seen
        seen |= new
        waiting += new
    return frozenset(each.asked.question.id for each in seen if each.asked)


def _steps(flow: Flow) -> Iterator[tuple[Situation, Answers]]:
    """Every answer in every situation that a first answer leads to, the nearest first."""
    nothing: Answers = {}
    seen = set[tuple[OptionId, Situation]]()
    waiting = deque([(flow.start, nothing)])
    while waiting:
        situation, answers = waiting.popleft()
        yield situation, answers
        asked = situation.asked
        if asked is None or (_first(answers), situation) in seen:
            continue
        seen.add((_first(answers), situation))
        waiting += (_after(situation, asked, answers, chosen) for chosen in _answers(asked))


def _after(
    situation: Situation, asked: Asked, answers: Answers, chosen: Chosen
) -> tuple[Situation, Answers]:
    after = situation.after[asked.seen(asked.known(chosen))]
    return after, {**answers, asked.question.id: chosen}


def _answers(asked: Asked) -> tuple[Chosen, ...]:
    """Each option alone, and the several together that conditions tell from any one."""
    single = tuple((option,) for option in asked.offered)
    return tuple(dict.fromkeys((*single, *asked.today.values())))


def _ended(situation: Situation, answers: Answers) -> Answers:
    """A visit that begins with these answers, and goes on with the first one to each question."""
    while (asked := situation.asked) is not None:
        situation, answers = _after(situation, asked, answers, _answers(asked)[0])
    return answers


def _first(answers: Answers) -> OptionId:
    return next((chosen[0] for chosen in answers.values()), OptionId(""))


def _choices(answers: Answers) -> Iterator[tuple[QuestionId, OptionId]]:
    return ((question, option) for question, chosen in answers.items() for option in chosen)
