"""Whether a pack can be followed: every visit ends, and every question offers something."""

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.flow.answers import option_ids
from kiosk.pack.models import LETS_IN, Pack
from kiosk.pack.questions import Question


def soundness(pack: Pack) -> Findings:
    """What keeps the flow from working, in a pack whose ids all resolve."""
    yield from _rules(pack)
    yield from _questions(pack)
    yield from _screening(pack)
    yield from _guarantees(pack)


def _rules(pack: Pack) -> Findings:
    last = len(pack.rules) - 1
    for position, rule in enumerate(pack.rules[:-1]):
        if rule.when is None:
            what = "holds always, so the rules behind it are never tried; move it to the end"
            yield Finding("rule-shadows", f"rules.{position}", what)
        if rule.intended is not None:
            what = "is for the last rule, which wins when no other does; take it out"
            yield Finding("intended-elsewhere", f"rules.{position}.intended", what, _WARNING)
    if pack.rules[-1].when is not None:
        what = "the last rule has a condition; add one without, so that every visit ends"
        yield Finding("no-last-rule", f"rules.{last}.when", what)
    elif pack.outcome(pack.rules[-1].outcome).kind in LETS_IN:
        what = "whatever no rule foresees would be let in; end in an outcome that asks the staff"
        yield Finding("default-lets-in", f"rules.{last}.outcome", what)


_WARNING = Severity.WARNING


def _screening(pack: Pack) -> Findings:
    if pack.screening and pack.no_screening is not None:
        names = ", ".join(question.id for question in pack.screening)
        what = f"says that no question screens, but {names} does; take one of the two out"
        yield Finding("screening-denied", "no_screening", what)
    for question in pack.screening:
        yield from _clear_options(pack, question)


def _clear_options(pack: Pack, question: Question) -> Findings:
    place = f"questions.{question.id}"
    clear = question.screens.clear if question.screens else ()
    others = [option for option in question.options if option.id not in clear]
    if all(set(option_ids(pack, question, site.id)).issubset(clear) for site in pack.sites):
        what = "every option is clear, so nobody is kept out; leave out those that are not"
        yield Finding("all-clear", f"{place}.screens.clear", what)
    shown = [option for option in question.options if option.id in clear]
    several = shown if question.choose == "one" else [option for option in shown if option.alone]
    if len(several) > 1 and others:
        names = ", ".join(f'"{option.text}"' for option in several)
        what = f"{names} shut out all that is not clear, so who is ill may choose one of them"
        remedy = f"{what}; leave one of them clear"
        yield Finding("several-clear", f"{place}.screens.clear", remedy, _WARNING)
    for option in others:
        if option.alone and question.choose == "any":
            what = "is not clear, so others may be true as well; take alone out"
            yield Finding("not-clear-alone", f"{place}.options.{option.id}.alone", what, _WARNING)


def _guarantees(pack: Pack) -> Findings:
    for position, guarantee in enumerate(pack.guarantees):
        if all(guarantee.allows(outcome) for outcome in pack.outcomes):
            what = "forbids none of the outcomes; write them in never or must_end_in"
            yield Finding("guarantee-forbids-nothing", f"guarantees.{position}", what)


def _questions(pack: Pack) -> Findings:
    for question in pack.questions:
        for site in pack.sites:
            if not option_ids(pack, question, site.id):
                what = f"offers nothing to choose at {site.id}; add options"
                yield Finding("no-options", f"questions.{question.id}.options", what)
        if question.choose == "any" and not any(option.alone for option in question.options):
            what = 'has no option for "none of these"; add one with "alone": true'
            place = f"questions.{question.id}.options"
            yield Finding("no-none-of-these", place, what, Severity.WARNING)
    of_services = [question for question in pack.questions if question.from_services]
    for question in of_services:
        if len(of_services) > 1 or question.choose == "any":
            # A visit is for one service: its status decides, and its contacts are shown.
            what = "a pack has one question that offers services, to choose one; make this another"
            yield Finding("several-services", f"questions.{question.id}.from_services", what)
