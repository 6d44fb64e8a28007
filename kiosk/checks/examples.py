"""Whether every example comes out as staff have written it."""

import json
from collections.abc import Iterator
from contextlib import suppress

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.flow.answers import acceptable, option_ids
from kiosk.flow.effort import TooEntangledError
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.live import statuses
from kiosk.pack.models import Example, Pack
from kiosk.pack.words import QuestionId


def examples(pack: Pack) -> Findings:
    """Every example that does not come out as written, in a pack that can be followed."""
    with suppress(TooEntangledError):  # which the proof reports
        flows: dict[object, Flow] = {}
        for position, example in enumerate(pack.examples):
            said = statuses(pack, example.date, example.statuses)
            key = (example.site, *said.items())
            if key not in flows:
                flows[key] = Flow(pack, example.site, said)
            yield from _of(pack, flows[key], position, example)


def _of(pack: Pack, flow: Flow, position: int, example: Example) -> Findings:
    where = f"examples.{position}"
    impossible = dict(_impossible(pack, example))
    for question, what in impossible.items():
        yield _finding("example-fails", f"{where}.answers.{question}", what, example)
    if impossible:
        return
    step = flow.next_step(example.answers)
    path = flow.path(example.answers)
    for question in example.answers:
        if question not in path:
            what = "is not asked in this visit; take the answer out, or fix what comes before it"
            yield _finding("example-not-asked", f"{where}.answers.{question}", what, example)
    match step:
        case Finish(outcome=outcome) if outcome != example.outcome:
            what = f"{_told(example)} ends in {outcome}, not in {example.outcome}"
            yield _finding("example-fails", where, f"{what}; change one of the two", example)
        case Ask(question=question):
            what = f'{_told(example)} is not at an end: "{question}" is asked next'
            yield _finding("example-fails", where, f"{what}; add an answer to it", example)
        case _:
            return


def _impossible(pack: Pack, example: Example) -> Iterator[tuple[QuestionId, str]]:
    """The questions with a choice that nobody can make there, and what to write instead."""
    for name, chosen in example.answers.items():
        question = pack.question(name)
        offered = option_ids(pack, question, example.site)
        strange = [option for option in chosen if option not in offered]
        if strange:
            named = ", ".join(f'"{option}"' for option in strange)
            yield name, f"{named} is not offered at {example.site}; choose what is"
        elif not acceptable(question, offered, chosen):
            several = "several, or what stands alone"
            what = "one option" if question.choose == "one" else several
            yield name, f"{json.dumps(chosen)} is no answer to this question; choose {what}"


def _finding(code: str, where: str, what: str, example: Example) -> Finding:
    severity = Severity.WARNING if code == "example-not-asked" else Severity.ERROR
    return Finding(
        code,
        where,
        what,
        severity,
        path=tuple(example.answers.items()),
        site=example.site,
        day=example.date,
        statuses=example.statuses,
    )


def _told(example: Example) -> str:
    answers = " → ".join(", ".join(chosen) for chosen in example.answers.values())
    return f"at {example.site} on {example.date}: {answers or 'no answer'}"
