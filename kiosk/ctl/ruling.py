"""Which rule decided a visit, and why it was another than the rules alone say."""

from collections.abc import Iterator

from kiosk.ctl.entrance import Entrance
from kiosk.flow.steps import Finish
from kiosk.pack.conditions import Not
from kiosk.pack.models import Rule
from kiosk.pack.words import Answers, QuestionId


def deciding(entrance: Entrance, end: Finish, answers: Answers) -> int:
    """The rule that decided, counted from one."""
    return len(entrance.pack.rules) if end.unscreened else _first(entrance, end, answers)


def stopped(entrance: Entrance, end: Finish, answers: Answers) -> str:
    """Why the last rule decided instead of one that lets people in; empty where none did."""
    if not end.unscreened:
        return ""
    unclear = " and ".join(what for q in end.unscreened for what in _unclear(entrance, q, answers))
    number = _first(entrance, end, answers)
    return f"rule {number} would let them in, but {unclear}, so the last rule decides"


def _first(entrance: Entrance, end: Finish, answers: Answers) -> int:
    """The first rule that holds.

    Where several have one outcome and only an unasked question says which of them holds, it is the
    first of the outcome.
    """
    rules = list(enumerate(entrance.pack.rules, 1))
    certain = next(each for each in rules if entrance.flow.holds(each[1].when, answers))
    if end.unscreened or certain[1].outcome == end.outcome:
        return certain[0]
    alike = (each for each in rules if each[1].outcome == end.outcome)
    return next(number for number, rule in alike if not _fails(entrance, rule, answers))


def _fails(entrance: Entrance, rule: Rule, answers: Answers) -> bool:
    """Whether a rule certainly does not hold."""
    return entrance.flow.holds(Not.model_validate({"not": rule.when}), answers)


def _unclear(entrance: Entrance, name: QuestionId, answers: Answers) -> Iterator[str]:
    question = entrance.pack.question(name)
    clear = question.screens.clear if question.screens else ()
    texts = {option.id: option.text for option in question.options}
    wrong = [f'"{texts.get(each, each)}"' for each in answers.get(name, ()) if each not in clear]
    if wrong:
        yield f"{', '.join(wrong)} {'is' if len(wrong) == 1 else 'are'} not clear"
    else:
        yield f'"{question.text}" was not asked'
