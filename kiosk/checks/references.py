"""Whether ids are unique and name something that exists."""

from collections.abc import Iterable, Sequence

from kiosk.checks.findings import Finding, Findings, unknown
from kiosk.pack.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasAtLeast,
    HasExactly,
    Named,
    Not,
    OnAnswer,
    ServiceHas,
    SiteIs,
    named,
)
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question


def references(pack: Pack) -> Findings:
    """Every id that stands twice or names nothing."""
    yield from _unique(pack)
    yield from _in_places(pack)
    yield from _in_questions(pack)
    yield from _in_outcomes(pack)
    yield from _in_rules(pack)
    yield from _in_expectations(pack)


def offered_anywhere(pack: Pack, question: Question) -> tuple[str, ...]:
    """The ids of all that can be chosen in a question at one site or another."""
    services = pack.services if question.from_services else ()
    return (*(service.id for service in services), *(option.id for option in question.options))


def _unique(pack: Pack) -> Findings:
    yield from _once("sites", [site.id for site in pack.sites])
    yield from _once("contacts", [contact.id for contact in pack.contacts])
    yield from _once("services", [service.id for service in pack.services])
    yield from _once("questions", [question.id for question in pack.questions])
    yield from _once("outcomes", [outcome.id for outcome in pack.outcomes])
    yield from _once("reminders", [reminder.id for reminder in pack.reminders])
    yield from _once("sources", [source.id for source in pack.sources])
    for question in pack.questions:
        yield from _once(f"questions.{question.id}.options", offered_anywhere(pack, question))


def _once(place: str, ids: Sequence[str]) -> Findings:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        what = f'the id "{name}" stands {ids.count(name)} times; rename all but one'
        yield Finding("id-twice", place, what)


def _in_places(pack: Pack) -> Findings:
    for site in pack.sites:
        yield from _contacts(pack, site.contacts, f"sites.{site.id}.contacts")
    for contact in pack.contacts:
        yield from _sources(pack, contact.sources, f"contacts.{contact.id}.sources")
    for service in pack.services:
        place = f"services.{service.id}"
        yield from _sites(pack, (service.site,) if service.site else (), f"{place}.site")
        yield from _contacts(pack, service.contacts, f"{place}.contacts")
        yield from _sources(pack, service.sources, f"{place}.sources")


def _in_questions(pack: Pack) -> Findings:
    for position, question in enumerate(pack.questions):
        earlier, place = pack.questions[:position], f"questions.{question.id}"
        yield from _condition(pack, question.ask_when, f"{place}.ask_when", earlier)
        if question.screens:
            clear = f"{place}.screens.clear"
            yield from _options(pack, [question], question.id, question.screens.clear, clear)
            for number, each in enumerate(question.screens.unless):
                unless = f"{place}.screens.unless.{number}.when"
                yield from _condition(pack, each.when, unless, earlier)


def _in_outcomes(pack: Pack) -> Findings:
    reminders = [reminder.id for reminder in pack.reminders]
    questions = [question.id for question in pack.questions]
    for outcome in pack.outcomes:
        place = f"outcomes.{outcome.id}"
        yield from _contacts(pack, outcome.contacts, f"{place}.contacts")
        yield from _sources(pack, outcome.sources, f"{place}.sources")
        for name in outcome.reminders:
            if name not in reminders:
                yield unknown("reminder", name, reminders, f"{place}.reminders")
        for amend in {outcome.amend.question} - {*questions} if outcome.amend else ():
            yield unknown("question", amend, questions, f"{place}.amend.question")
        for position, note in enumerate(outcome.notes):
            yield from _contacts(pack, note.contacts, f"{place}.notes.{position}.contacts")
            yield from _condition(pack, note.when, f"{place}.notes.{position}.when", pack.questions)


def _in_rules(pack: Pack) -> Findings:
    outcomes = [outcome.id for outcome in pack.outcomes]
    for reminder in pack.reminders:
        place = f"reminders.{reminder.id}.when"
        yield from _condition(pack, reminder.when, place, pack.questions)
    for position, rule in enumerate(pack.rules):
        if rule.outcome not in outcomes:
            yield unknown("outcome", rule.outcome, outcomes, f"rules.{position}.outcome")
        yield from _condition(pack, rule.when, f"rules.{position}.when", pack.questions)


def _in_expectations(pack: Pack) -> Findings:
    outcomes = [outcome.id for outcome in pack.outcomes]
    services = [service.id for service in pack.services]
    for position, guarantee in enumerate(pack.guarantees):
        place = f"guarantees.{position}"
        yield from _condition(pack, guarantee.when, f"{place}.when", pack.questions)
        for name in guarantee.must_end_in:
            if name not in outcomes:
                yield unknown("outcome", name, outcomes, f"{place}.must_end_in")
    for position, example in enumerate(pack.examples):
        place = f"examples.{position}"
        if example.outcome not in outcomes:
            yield unknown("outcome", example.outcome, outcomes, f"{place}.outcome")
        yield from _sites(pack, (example.site,), f"{place}.site")
        for service in example.statuses.keys() - services:
            yield unknown("service", service, services, f"{place}.statuses")
        for question, chosen in example.answers.items():
            yield from _options(pack, pack.questions, question, chosen, f"{place}.answers")


def _condition(
    pack: Pack, condition: Condition | None, place: str, asked: Sequence[Question]
) -> Findings:
    match condition:
        case None:
            return
        case AllOf(all=parts):
            yield from _conditions(pack, parts, f"{place}.all", asked)
        case AnyOf(any=parts):
            yield from _conditions(pack, parts, f"{place}.any", asked)
        case Not(not_=part):
            yield from _condition(pack, part, f"{place}.not", asked)
        case ServiceHas(service_of=question):
            choosing = [q.id for q in asked if q.from_services]
            if question not in choosing:
                yield unknown("question", question, choosing, f"{place}.service_of")
        case SiteIs(site=sites):
            yield from _sites(pack, sites, f"{place}.site")
        case _:
            yield from _on_answer(pack, condition, place, asked)


def _conditions(
    pack: Pack, conditions: Iterable[Condition], place: str, asked: Sequence[Question]
) -> Findings:
    for position, condition in enumerate(conditions):
        yield from _condition(pack, condition, f"{place}.{position}", asked)


def _sites(pack: Pack, names: Iterable[str], place: str) -> Findings:
    known = [site.id for site in pack.sites]
    yield from (unknown("site", name, known, place) for name in names if name not in known)


def _on_answer(pack: Pack, condition: OnAnswer, place: str, asked: Sequence[Question]) -> Findings:
    key = next(name for name in ("any_of", "any_but", "of") if hasattr(condition, name))
    question = next((q for q in asked if q.id == condition.question), None)
    if question is None:
        yield unknown("question", condition.question, [q.id for q in asked], f"{place}.{key}")
        return
    yield from _named(pack, question, named(condition), f"{place}.{key}")
    most = len(question.options_of(named(condition)))
    match condition:
        case HasAtLeast(at_least=count) | HasExactly(exactly=count) if count > most:
            what = f"asks for more than the {most} options named; lower it"
            counted = "at_least" if isinstance(condition, HasAtLeast) else "exactly"
            yield Finding("too-many-asked", f"{place}.{counted}", what)
        case _:
            return


def _named(pack: Pack, question: Question, options: Named, place: str) -> Findings:
    if isinstance(options, str):
        groups = dict.fromkeys(option.group for option in question.options if option.group)
        if options in groups:
            return
        if options in offered_anywhere(pack, question):
            what = f'"{options}" without brackets is a group of options, and there is none'
            remedy = f'for the option write ["{options}"], in square brackets'
            yield Finding("unknown-group", place, f"{what}; {remedy}", values={"id": options})
        else:
            yield unknown("group", options, groups, place)
        return
    yield from _options(pack, [question], question.id, options, place)


def _options(
    pack: Pack, asked: Sequence[Question], question_id: str, chosen: Iterable[str], place: str
) -> Findings:
    question = next((q for q in asked if q.id == question_id), None)
    if question is None:
        yield unknown("question", question_id, [q.id for q in asked], place)
        return
    offered = offered_anywhere(pack, question)
    for name in chosen:
        if name not in offered:
            yield unknown("option", name, offered, place)


def _contacts(pack: Pack, names: Iterable[str], place: str) -> Findings:
    known = [contact.id for contact in pack.contacts]
    yield from (unknown("contact", name, known, place) for name in names if name not in known)


def _sources(pack: Pack, names: Iterable[str], place: str) -> Findings:
    known = [source.id for source in pack.sources]
    yield from (unknown("source", name, known, place) for name in names if name not in known)
