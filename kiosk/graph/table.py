"""A plan as a decision table in Markdown, complete: which answers end where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.errors import Fault, RefusedError
from kiosk.flow.answers import Signature
from kiosk.graph.plan import Fork, Place, Plan
from kiosk.graph.wording import meant, text
from kiosk.pack.models import Outcome
from kiosk.pack.words import QuestionId, visible

MOST_ROWS = 5_000
"""So many rows may a table have; nobody reads more."""

NOT_ASKED = "–"

Classes = Mapping[QuestionId, frozenset[Signature]]
"""The classes of answers to each question that is asked."""


@dataclass(frozen=True)
class Row:
    """All visits with these answers, and where they end."""

    classes: Classes
    outcome: Outcome


def rows(plan: Plan) -> tuple[Row, ...]:
    """Every visit, in rows; those that differ only in the service are one.

    Raises RefusedError where there would be more than MOST_ROWS.
    """
    if plan.paths > MOST_ROWS:
        what = f"has {plan.paths} rows at this site; draw the picture with --out instead"
        raise RefusedError([Fault(plan.occasion.pack.id, "", what)])
    found = list(_rows(plan.start, {}))
    for question in plan.questions:
        if question.from_services:
            found = _merged(found, question.id)
    return tuple(found)


def markdown(plan: Plan) -> str:
    """The table as text."""
    occasion, questions = plan.occasion, plan.questions
    head = ["site", *(question.text for question in questions), "outcome", "id"]
    forks = {fork.question.id: fork for fork in plan.forks}
    body = [
        [
            occasion.site.name,
            *(_cell(forks[q.id], row.classes.get(q.id)) for q in questions),
            row.outcome.title,
            row.outcome.id,
        ]
        for row in rows(plan)
    ]
    lines = [_line(head), "|---" * len(head) + "|", *map(_line, body)]
    return "\n".join((*_heading(plan), *lines, ""))


def _heading(plan: Plan) -> Iterable[str]:
    above = (plan.occasion.heading, *plan.exceptions)
    yield from (f"# {_plain(plan.occasion.site.name)}", "")
    for line in above:
        yield from (_plain(line), "")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(words: str) -> str:
    """Words in which nothing means anything to Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>|#&~$!])", r"\\\1", visible(words))


def _cell(fork: Fork, classes: frozenset[Signature] | None) -> str:
    if classes is None:
        return NOT_ASKED
    return text(meant(fork.asked, fork.words, classes))


def _rows(place: Place, so_far: Classes) -> Iterator[Row]:
    if not isinstance(place, Fork):
        yield Row(so_far, place.outcome)
        return
    for way in place.ways:
        yield from _rows(way.leads_to, {**so_far, place.question.id: way.classes})


def _merged(found: Iterable[Row], service: QuestionId) -> list[Row]:
    """The rows with those that differ only in one question as one."""
    merged: dict[object, Row] = {}
    for row in found:
        others = {q: classes for q, classes in row.classes.items() if q != service}
        key = (row.outcome.id, service in row.classes, frozenset(others.items()))
        if key in merged:
            both = merged[key].classes[service] | row.classes[service]
            row = Row({**row.classes, service: both}, row.outcome)  # noqa: PLW2901
        merged[key] = row
    return list(merged.values())
