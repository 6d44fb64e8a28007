"""What the proof found, in words that need no programmer."""

from collections.abc import Callable, Iterator

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.flow.steps import TooEntangledError
from kiosk.pack.models import Pack
from kiosk.pack.words import OutcomeId
from kiosk.proof.days import Day
from kiosk.proof.proving import Breach, Proof, prove
from kiosk.proof.walks import Path


def proved(pack: Pack) -> tuple[list[Finding], Proof]:
    """The findings of the proof of a pack that is otherwise sound, and what was looked at.

    All are errors that could let somebody in who must not come; the rest is only a warning.
    """
    try:
        proof = prove(pack)
    except TooEntangledError:
        what = "depend on each other in too many ways to be proved; ask fewer things in one rule"
        return [Finding("too-entangled", "rules", what)], Proof()
    return [_finding(pack, breach) for breach in proof.breaches], proof


def _finding(pack: Pack, breach: Breach) -> Finding:
    severity, word = _WORDS[breach.code]
    return Finding(breach.code, breach.where, word(pack, breach), severity, breach.path)


def _guarantee(pack: Pack, breach: Breach) -> str:
    guarantee = pack.guarantees[int(breach.where.rpartition(".")[2])]
    return f'"{guarantee.text}" does not hold. {_way(pack, breach)}; mend the rules'


def _screening(pack: Pack, breach: Breach) -> str:
    return f"is never put to some who come in. {_way(pack, breach)}; let a rule look at it first"


def _risk(pack: Pack, breach: Breach) -> str:
    before, after = (_title(pack, OutcomeId(name)) for name in breach.about)
    told = _way(pack, breach, end=False)
    return f'leads from "{before}" to "{after}", which is further. {told}; mend the rules'


def _in_vain(pack: Pack, breach: Breach) -> str:
    told = _way(pack, breach, end=False)
    return f"is asked where no answer changes anything. {told}; give it an ask_when"


def _shadowed(_pack: Pack, breach: Breach) -> str:
    others = ", ".join(f"rules.{number}" for number in breach.about)
    return f"never wins: wherever it holds, {others} comes first; move it up, or take it out"


def _say(what: str) -> Callable[[Pack, Breach], str]:
    return lambda _pack, _breach: what


_WORDS: dict[str, tuple[Severity, Callable[[Pack, Breach], str]]] = {
    "guarantee-broken": (Severity.ERROR, _guarantee),
    "screening-skipped": (Severity.ERROR, _screening),
    "risk-lets-further": (Severity.ERROR, _risk),
    "asked-in-vain": (Severity.WARNING, _in_vain),
    "question-never-asked": (Severity.WARNING, _say("is never asked; mend its ask_when")),
    "outcome-never-reached": (
        Severity.WARNING,
        _say("is never reached; add a rule, or take it out"),
    ),
    "rule-shadowed": (Severity.WARNING, _shadowed),
    "rule-never-holds": (Severity.WARNING, _say("can never hold; mend it, or take it out")),
}


def _way(pack: Pack, breach: Breach, *, end: bool = True) -> str:
    """A visit in words: where and when, each answer, and the outcome."""
    steps = list(_answers(pack, breach.path))
    if end and breach.about:
        steps.append(_title(pack, OutcomeId(breach.about[0])))
    assert breach.day  # noqa: S101 - only what is shown by a visit is told with one
    return f"{_day(pack, breach.day)}: {' → '.join(steps) or 'at once'}"


def _day(pack: Pack, day: Day) -> str:
    on = f" on {day.on.day}.{day.on.month}.{day.on.year}" if day.service or not day.said else ""
    of = f" of {next(s.name for s in pack.services if s.id == day.service)}" if day.service else ""
    said = f", when staff say {day.said.value}{of}" if day.said else ""
    return f"At {pack.site(day.site).name}{on}{said}"


def _answers(pack: Pack, path: Path) -> Iterator[str]:
    for question_id, chosen in path:
        question = pack.question(question_id)
        words = {str(service.id): str(service.name) for service in pack.services}
        words |= {str(option.id): str(option.text) for option in question.options}
        yield ", ".join(words[option] for option in chosen)


def _title(pack: Pack, outcome: OutcomeId) -> str:
    return pack.outcome(outcome).title


def unguarded(pack: Pack) -> Findings:
    """Outcomes that let people in although no guarantee says when they must not."""
    guarded = {kind for guarantee in pack.guarantees for kind in guarantee.never}
    for outcome in pack.outcomes:
        if outcome.kind.value == "go_ahead" and outcome.kind not in guarded:
            what = "lets people in, and no guarantee says who must never come in; add one"
            yield Finding("go-ahead-unguarded", f"outcomes.{outcome.id}", what, Severity.WARNING)
