"""Whether every card at the end of a visit leads on, and nothing on it is in vain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.visits import flows, shown_by
from kiosk.flow.answers import Known, Signature, status_known
from kiosk.flow.effort import Effort, TooEntangledError
from kiosk.flow.steps import Asked, Flow
from kiosk.pack.conditions import Condition, Status
from kiosk.pack.models import ContactKind, Outcome, OutcomeKind, Pack, Service
from kiosk.pack.words import ContactId, OptionId, QuestionId, SiteId
from kiosk.proof.walks import Stop, every, stops

_LED_ON = frozenset({OutcomeKind.GO_AHEAD, OutcomeKind.ASK_STAFF})
"""The kinds whose way forward is inside."""


def endings(pack: Pack) -> Findings:
    """What is lacking on a card, or in vain, in a pack that can be followed."""
    effort = Effort()
    with suppress(TooEntangledError):  # which the proof reports
        yield from _amends(pack, effort)
        yield from _notes(pack, effort)
        for outcome in pack.outcomes:
            if outcome.kind not in _LED_ON and not _usable(pack, outcome.contacts):
                yield from _stranded(pack, outcome, effort)


def _amends(pack: Pack, effort: Effort) -> Findings:
    """Every button to change an answer that is shown to somebody who gave none."""
    for outcome in pack.outcomes:
        if outcome.amend is None:
            continue
        question = outcome.amend.question
        for site, flow in flows(pack, effort):
            ends = stops(flow, partial(_not_put, question))
            stop = next((stop for stop in ends if stop.outcome == outcome.id), None)
            if stop:
                where = f"outcomes.{outcome.id}.amend.question"
                what = "is not asked of everybody who comes to this outcome; name one that is"
                yield shown_by(pack, Finding("amend-not-asked", where, what), site, stop)
                break


def _not_put(question: QuestionId, asked: Asked, _signature: Signature) -> bool:
    return asked.question.id != question


def _notes(pack: Pack, effort: Effort) -> Findings:
    """Every note that no visitor ever sees."""
    for outcome in pack.outcomes:
        notes = {n: note.when for n, note in enumerate(outcome.notes) if note.when is not None}
        for number in _never_shown(pack, outcome, notes, effort):
            where = f"outcomes.{outcome.id}.notes.{number}"
            what = "is never shown: nobody who comes to this outcome meets its condition"
            remedy = "fix the condition, or take the note out"
            yield Finding("note-never-shown", where, f"{what}; {remedy}", Severity.WARNING)


def _never_shown(
    pack: Pack, outcome: Outcome, notes: Mapping[int, Condition], effort: Effort
) -> Iterable[int]:
    hidden, reached = set(notes), False
    for _site, flow in flows(pack, effort, *notes.values()) if notes else ():
        for stop in stops(flow):
            if stop.outcome == outcome.id:
                reached = True
                hidden -= {each for n, each in enumerate(notes) if _shown(stop, n)}
        if not hidden:
            break
    return sorted(hidden) if reached else ()


@dataclass(frozen=True)
class _Errands:
    """Some errands for which a card has no contacts, and the answers that lead to it so.

    What is known of each stands for it; nothing is where no errand is asked for.
    """

    known: tuple[Known, ...]
    follow: Callable[[Asked, Signature], bool]


def _stranded(pack: Pack, outcome: Outcome, effort: Effort) -> Findings:
    """The errands for which an outcome without contacts of its own has none at all."""
    helped = [note.when for note in outcome.notes if _usable(pack, note.contacts)]
    if None in helped:
        return
    watched = [when for when in helped if when is not None]
    told = set[tuple[SiteId, Known]]()
    for site, flow in flows(pack, effort, *watched):
        for errands in _without_contacts(pack, outcome, site, flow):
            stop = next(_unhelped(outcome, stops(flow, errands.follow), len(watched)), None)
            for known in errands.known if stop else ():
                if stop and (site, known[:1]) not in told:
                    told.add((site, known[:1]))
                    finding = _no_way(outcome, known[:1], site, noted=bool(watched))
                    yield shown_by(pack, finding, site, _for(known, stop))
        if told and outcome.remote_title is None:
            return


def _unhelped(outcome: Outcome, found: Iterable[Stop], notes: int) -> Iterator[Stop]:
    ends = (stop for stop in found if stop.outcome == outcome.id)
    return (stop for stop in ends if not any(_shown(stop, n) for n in range(notes)))


def _shown(stop: Stop, note: int) -> bool:
    """Whether a note is on the card: its condition is certain to hold."""
    return stop.situation.watched[note] is True


def _without_contacts(pack: Pack, outcome: Outcome, site: SiteId, flow: Flow) -> Iterator[_Errands]:
    """The errands whose contacts, or else those of the site, lead nowhere; all without a title."""
    if outcome.remote_title is None:
        yield _Errands(((),), every)
        return
    of_site = _usable(pack, pack.site(site).contacts)
    asked = next((each for each in flow.asked if each.question.from_services), None)
    if not of_site:
        yield _Errands(((),), partial(_only, asked, None))
    services = {str(service.id): service for service in pack.services}
    alike = defaultdict[Signature, list[Known]](list)
    for name in asked.offered if asked else ():
        own = services[name].contacts if name in services else ()
        if asked and not (_usable(pack, own) if own else of_site):
            for known in _known(services.get(name), name):
                alike[asked.seen(known)].append(known)
    for signature, errands in alike.items():
        yield _Errands(tuple(errands), partial(_only, asked, signature))


def _known(service: Service | None, errand: OptionId) -> Iterable[Known]:
    """What the answer to come for an errand makes known, on one day or another."""
    if service is None:
        return [(errand,)]
    return [(errand, status_known(status)) for status in Status]


def _only(errand: Asked | None, given: Signature | None, asked: Asked, seen: Signature) -> bool:
    """Whether an answer is to another question than that for the errand, or is the given one."""
    return asked is not errand or seen == given


def _for(known: Known, stop: Stop) -> Stop:
    """The stop that somebody with another errand of the same class comes to."""
    errand = {a.question.id for a in stop.situation.flow.asked if a.question.from_services}
    way = ((name, known if known and name in errand else each) for name, each in stop.way)
    return replace(stop, way=tuple(way))


def _no_way(outcome: Outcome, errand: Known, site: SiteId, *, noted: bool) -> Finding:
    where = f"outcomes.{outcome.id}"
    if outcome.remote_title is None:
        alone = " where no note with contacts is shown" if noted else ""
        what = f"leaves visitors without a way forward{alone}; add contacts or a remote_title"
        return Finding("no-way-forward", where, what)
    whom = f'visitors who came for "{errand[0]}"' if errand else "visitors"
    what = f"leaves {whom} at {site} without a way forward; add contacts to it or to the site"
    return Finding("no-way-forward", where, what, values={"errand": "".join(errand)})


def _usable(pack: Pack, names: Iterable[ContactId]) -> bool:
    """Whether one of some contacts leads somewhere: a place without an address does not."""
    contacts = {contact.id: contact for contact in pack.contacts}
    found = (contacts.get(name) for name in names)  # one that is unknown is a finding already
    return any(not each or each.value or each.kind is not ContactKind.PLACE for each in found)
