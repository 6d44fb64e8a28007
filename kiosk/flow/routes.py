"""Visits that lead to every question and every outcome, for those who try a whole pack."""

from collections.abc import Iterator
from itertools import islice

from kiosk.flow.answers import option_ids
from kiosk.flow.steps import Finish, Flow
from kiosk.pack.models import Pack
from kiosk.pack.words import Answers, OptionId, OutcomeId, SiteId

_MOST_VISITS = 5_000
"""So many visits are looked at; a pack with more has every screen among them or very nearly."""


def routes(pack: Pack, site: SiteId, flow: Flow) -> list[Answers]:
    """The answers of one visit for each first answer and outcome, one option to a question."""
    found = dict[tuple[OptionId, OutcomeId], Answers]()
    for answers, outcome in islice(_visits(pack, site, flow, {}), _MOST_VISITS):
        first = next((chosen[0] for chosen in answers.values()), OptionId(""))
        found.setdefault((first, outcome), answers)
    return list(found.values())


def _visits(
    pack: Pack, site: SiteId, flow: Flow, answers: Answers
) -> Iterator[tuple[Answers, OutcomeId]]:
    step = flow.next_step(answers)
    if isinstance(step, Finish):
        yield answers, step.outcome
        return
    for option in option_ids(pack, pack.question(step.question), site):
        yield from _visits(pack, site, flow, {**answers, step.question: (option,)})
