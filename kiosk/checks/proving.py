"""What the proof found, in words that need no programmer."""

from collections.abc import Callable

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.visits import in_words, words_of
from kiosk.flow.effort import TooEntangledError
from kiosk.pack.models import Pack
from kiosk.pack.words import OutcomeId, QuestionId
from kiosk.proof.proving import Proof, prove
from kiosk.proof.tours import Breach


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
    day = breach.day
    return Finding(
        breach.code,
        breach.where,
        word(pack, breach),
        severity,
        breach.path,
        site=day.site if day else None,
        day=day.on if day else None,
        statuses=day.said if day else {},
        values={"about": breach.about} if breach.about else {},
    )


def _guarantee(pack: Pack, breach: Breach) -> str:
    guarantee = pack.guarantees[int(breach.where.rpartition(".")[2])]
    found = f'"{guarantee.text}" does not hold. {_way(pack, breach)}'
    unasked = [pack.question(QuestionId(name)).text for name in breach.about[1:]]
    if not unasked:
        return f"{found}; change the rules"
    asked = ", ".join(f'"{text}"' for text in unasked)
    return (
        f"{found}, without being asked {asked}, so the guarantee may be about this visitor; let a "
        "rule look at that question first, or give it an ask_when, which says whom it is for"
    )


def _hidden(pack: Pack, breach: Breach) -> str:
    return (
        f"is hidden by ask_when from some who are let in. {_way(pack, breach)}; take out the "
        "ask_when, or say in unless who is left out and why"
    )


def _skipped(pack: Pack, breach: Breach) -> str:
    return (
        f"is not put to some who are let in. {_way(pack, breach)}; let the rules that let people "
        "in look at it, or say in unless who is left out and why"
    )


def _not_clear(pack: Pack, breach: Breach) -> str:
    return (
        f"lets somebody in whose answer is not clear. {_way(pack, breach)}; let a rule before that "
        "keep out everybody with any_but the clear options"
    )


def _no_screening(pack: Pack, breach: Breach) -> str:
    return (
        f'none of them screens, but people are let in. {_way(pack, breach)}; add "screens" with '
        "the clear options to the one about symptoms, or say in no_screening why none is needed"
    )


def _like_clear(pack: Pack, breach: Breach) -> str:
    clear = _option(pack, breach.where, breach.about[1])
    return (
        f'no rule tells it apart from "{clear}". {_way(pack, breach)}; name it in a rule, or write '
        "the rule with any_but"
    )


def _unscreened(pack: Pack, breach: Breach) -> str:
    clear, *like = (_option(pack, breach.where, option) for option in breach.about)
    found = f'"{like[0]}" is treated like "{clear}"' if like else "a new option is not kept out"
    add = f'add "screens": {{"clear": ["{breach.about[0]}"]}} with all that is clear'
    return f"keeps some people out, but does not screen: {found}; {add}"


def _before_stricter(pack: Pack, breach: Breach) -> str:
    loser = _rule(pack, int(breach.about[1]))
    return f"wins although {loser} holds as well. {_way(pack, breach)}; move that one before it"


def _default(pack: Pack, breach: Breach) -> str:
    return (
        f"is reached, as no other rule holds. {_way(pack, breach)}; add a rule for these visitors, "
        "or say in intended why this one is meant for them"
    )


def _risk(pack: Pack, breach: Breach) -> str:
    before, after = (_title(pack, OutcomeId(name)) for name in breach.about)
    way = _way(pack, breach, end=False)
    return f'leads from "{before}" to "{after}", which is further. {way}; change the rules'


def _in_vain(pack: Pack, breach: Breach) -> str:
    way = _way(pack, breach, end=False)
    return f"is asked where no answer changes anything. {way}; give it an ask_when"


def _shadowed(pack: Pack, breach: Breach) -> str:
    others = ", ".join(_rule(pack, int(number)) for number in breach.about)
    return f"never wins: wherever it holds, {others} comes first; move it up, or take it out"


def _rule(pack: Pack, position: int) -> str:
    """A rule as people count."""
    return f'rule {position + 1} ("{_title(pack, pack.rules[position].outcome)}")'


def _option(pack: Pack, where: str, option: str) -> str:
    _, question, *_rest = where.split(".")
    return words_of(pack, QuestionId(question))[option]


def _say(what: str) -> Callable[[Pack, Breach], str]:
    return lambda _pack, _breach: what


_WORDS: dict[str, tuple[Severity, Callable[[Pack, Breach], str]]] = {
    "no-screening": (Severity.ERROR, _no_screening),
    "screening-hidden": (Severity.ERROR, _hidden),
    "screening-skipped": (Severity.ERROR, _skipped),
    "screening-not-clear": (Severity.ERROR, _not_clear),
    "screening-never-asked": (
        Severity.ERROR,
        _say("screens, but is never asked; change its ask_when or unless, or the rules"),
    ),
    "option-like-clear": (Severity.ERROR, _like_clear),
    "keeps-out-unscreened": (Severity.ERROR, _unscreened),
    "unless-everybody": (
        Severity.ERROR,
        _say("leaves out everybody who is let in, so nobody is screened; leave out fewer"),
    ),
    "unless-unused": (
        Severity.WARNING,
        _say("leaves out nobody who is let in; change its condition, or take it out"),
    ),
    "let-in-before-stricter": (Severity.ERROR, _before_stricter),
    "milder-before-stricter": (Severity.WARNING, _before_stricter),
    "default-reached": (Severity.WARNING, _default),
    "guarantee-broken": (Severity.ERROR, _guarantee),
    "guarantee-never-holds": (
        Severity.ERROR,
        _say("is about nobody: its condition can never hold; change it, or take it out"),
    ),
    "risk-lets-further": (Severity.ERROR, _risk),
    "asked-in-vain": (Severity.WARNING, _in_vain),
    "question-never-asked": (Severity.WARNING, _say("is never asked; change its ask_when")),
    "outcome-never-reached": (
        Severity.WARNING,
        _say("is never reached; add a rule, or take it out"),
    ),
    "rule-shadowed": (Severity.WARNING, _shadowed),
    "rule-never-holds": (Severity.WARNING, _say("can never hold; change it, or take it out")),
}


def _way(pack: Pack, breach: Breach, *, end: bool = True) -> str:
    """A visit in words, with its outcome."""
    assert breach.day  # noqa: S101 - only what is shown by a visit is told with one
    ends = [_title(pack, OutcomeId(breach.about[0]))] if end and breach.about else []
    return in_words(pack, breach.day, breach.path, *ends)


def _title(pack: Pack, outcome: OutcomeId) -> str:
    return pack.outcome(outcome).title
