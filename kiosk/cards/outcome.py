"""The words of an outcome: what to do, why, and every way forward."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.cards.contacts import contact_entry
from kiosk.cards.setting import Occasion, change, done, setting
from kiosk.cards.shapes import Code, Entry, OutcomeCard, Section
from kiosk.flow.steps import Finish, Flow
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.models import Note, Outcome, OutcomeKind, Pack, Service
from kiosk.pack.words import Answers, ContactId, ServiceId
from kiosk.texts.formats import day, moment
from kiosk.texts.speech import Speech, fill

ICONS = {
    OutcomeKind.GO_AHEAD: "come-in",
    OutcomeKind.NOT_YET: "wait",
    OutcomeKind.ASK_STAFF: "help",
    OutcomeKind.REMOTE: "home",
    OutcomeKind.STAY_AWAY: "stay-away",
    OutcomeKind.EMERGENCY: "alert",
}


@dataclass(frozen=True)
class Visit:
    """All that decides the card of one visit besides its language."""

    flow: Flow
    statuses: Statuses
    answers: Answers
    now: datetime


def outcome_card(
    occasion: Occasion, visit: Visit, end: Finish, codes: Callable[[str], Code]
) -> OutcomeCard:
    """Word an outcome; `codes` gives the QR code of a web address."""
    edition = occasion.edition
    _ = edition.speech.gettext
    outcome = edition.pack.outcome(end.outcome)
    aside = moment(visit.now, edition.speech)
    wording = _Wording(occasion, visit, outcome, codes)
    return OutcomeCard(
        setting=setting(occasion, aside, (change(_), done(_))),
        kind=outcome.kind,
        icon=ICONS[outcome.kind],
        title=outcome.title,
        lead=tuple(wording.lead()),
        sections=tuple(section for section in wording.sections() if section.entries),
    )


@dataclass(frozen=True)
class _Wording:
    """The parts of one outcome's card."""

    occasion: Occasion
    visit: Visit
    outcome: Outcome
    codes: Callable[[str], Code]

    @property
    def _pack(self) -> Pack:
        return self.occasion.edition.pack

    @property
    def _service(self) -> Service | None:
        """The service that the visitor came for, in the edition's words."""
        for question in map(self._pack.question, self.visit.flow.path(self.visit.answers)):
            for chosen in self.visit.answers.get(question.id, ()) if question.from_services else ():
                return next((s for s in self._pack.services if s.id == ServiceId(chosen)), None)
        return None

    def lead(self) -> Iterator[str]:
        """What stands in the head of the card, most telling first."""
        service = self._service
        go_ahead = self.outcome.kind is OutcomeKind.GO_AHEAD
        if service and go_ahead:
            yield " · ".join(part for part in (service.name, service.where) if part)
        yield from self.outcome.body
        yield from (note.text for note in self._notes() if not note.urgent and not note.contacts)
        if service and self.outcome.kind in {OutcomeKind.GO_AHEAD, OutcomeKind.REMOTE}:
            yield from self._availability(service, go_ahead=go_ahead)

    def _availability(self, service: Service, *, go_ahead: bool) -> Iterator[str]:
        """How long a service stays shut, and what the calendar notes where that still holds."""
        status = self.visit.statuses[service.id]
        today = self.visit.now.date()
        period = service.period(today)
        by_calendar = period.status is status
        ends = service.lasts_until(today) if by_calendar else None
        sentence = _until(status, ends, self.occasion.edition.speech)
        if sentence:
            yield f"{service.name}: {sentence}"
        if period.note and by_calendar and (go_ahead or sentence):
            yield period.note

    def sections(self) -> Iterator[Section]:
        """What stands below: first what is urgent, then reminders and the ways forward."""
        said: set[ContactId] = set()
        notes = list(self._notes())
        for note in (note for note in notes if note.urgent):
            urgent = Entry("urgent", "alert", note.text)
            yield Section("", (urgent, *self._unsaid(note.contacts, said)))
        yield Section(self.outcome.reminders_title or "", tuple(self._reminders()))
        for note in (note for note in notes if note.contacts and not note.urgent):
            yield Section(note.text, tuple(self._unsaid(note.contacts, said)))
        if self.outcome.remote_title:
            remote = tuple(self._unsaid(self._remote_contacts(), said))
            yield Section(self.outcome.remote_title, remote)
        others = tuple(self._unsaid(self.outcome.contacts, said))
        yield Section(self.outcome.contacts_title or "", others)

    def _reminders(self) -> Iterator[Entry]:
        for name in self.outcome.reminders:
            reminder = self._pack.reminder(name)
            if self.visit.flow.holds(reminder.when, self.visit.answers):
                yield Entry(f"reminder:{reminder.id}", reminder.icon, reminder.text)

    def _notes(self) -> Iterator[Note]:
        flow, answers = self.visit.flow, self.visit.answers
        return (note for note in self.outcome.notes if flow.holds(note.when, answers))

    def _remote_contacts(self) -> tuple[ContactId, ...]:
        service = self._service
        return (
            service.contacts
            if service and service.contacts
            else self._pack.site(self.occasion.site).contacts
        )

    def _unsaid(self, names: tuple[ContactId, ...], said: set[ContactId]) -> Iterator[Entry]:
        """The contacts that nothing above them has named."""
        for name in names:
            if name not in said:
                said.add(name)
                contact = self._pack.contact(name)
                yield contact_entry(contact, self.occasion.edition.speech, self.codes)


def _until(status: Status, ends: date | None, speech: Speech) -> str:
    """Until when a service is closed or remote; empty for one that can be visited."""
    _ = speech.gettext
    forever, dated = {
        Status.CLOSED: (_("closed until further notice"), _("closed up to and including {date}")),
        Status.REMOTE_ONLY: (
            _("only remotely until further notice"),
            _("only remotely up to and including {date}"),
        ),
    }.get(status, ("", ""))
    return fill(dated, date=day(ends, speech)) if ends else forever
