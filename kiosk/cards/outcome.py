"""The words of an outcome: what to do, why, and every way forward."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.cards.contacts import contact_entry
from kiosk.cards.setting import Occasion, amends, change, done, leave, setting
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

_LEADS_IN = {OutcomeKind.GO_AHEAD, OutcomeKind.NOT_YET}
_ABOUT_A_SERVICE = _LEADS_IN | {OutcomeKind.REMOTE}
_HELP_FIRST = {OutcomeKind.STAY_AWAY, OutcomeKind.EMERGENCY}


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
    amend = outcome.amend
    commands = (amends(amend.question, amend.text), leave(_)) if amend else (change(_), done(_))
    return OutcomeCard(
        setting=setting(occasion, aside, commands),
        kind=outcome.kind,
        icon=outcome.icon or ICONS[outcome.kind],
        title=outcome.title,
        place=wording.place(),
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

    def place(self) -> str:
        """The service that the outcome is about: where it is, or until when it is shut."""
        service = self._service
        if service is None or self.outcome.kind not in _ABOUT_A_SERVICE:
            return ""
        about = service.where if self.outcome.kind in _LEADS_IN else self._shut(service)
        return " · ".join(part for part in (service.name, about) if part)

    def lead(self) -> Iterator[str]:
        """What stands in the head of the card, most telling first."""
        go_ahead = self.outcome.kind is OutcomeKind.GO_AHEAD
        if go_ahead:
            yield from self._known_of_the_service()
        yield from self.outcome.body
        yield from (note.text for note in self._notes() if not note.urgent and not note.contacts)
        if not go_ahead:
            yield from self._known_of_the_service()

    def _known_of_the_service(self) -> Iterator[str]:
        """What the calendar notes of a service, where it still holds and is of use."""
        service = self._service
        if service is None:
            return
        period = service.period(self.visit.now.date())
        go_ahead = self.outcome.kind is OutcomeKind.GO_AHEAD
        shut = self.outcome.kind is OutcomeKind.REMOTE and self._shut(service)
        if period.note and period.status is self._status(service) and (go_ahead or shut):
            yield period.note

    def _status(self, service: Service) -> Status:
        return self.visit.statuses[service.id]

    def _shut(self, service: Service) -> str:
        """Until when a service is closed or remote; empty for one that can be visited."""
        status, today = self._status(service), self.visit.now.date()
        by_calendar = service.period(today).status is status
        ends = service.lasts_until(today) if by_calendar else None
        return _until(status, ends, self.occasion.edition.speech)

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
        # Who must stay away needs help with what keeps them away before help with their errand.
        ways = [self._help(said), self._remote(said)]
        for way in ways if self.outcome.kind in _HELP_FIRST else reversed(ways):
            yield from way

    def _help(self, said: set[ContactId]) -> Iterator[Section]:
        others = tuple(self._unsaid(self.outcome.contacts, said))
        yield Section(self.outcome.contacts_title or "", others)

    def _remote(self, said: set[ContactId]) -> Iterator[Section]:
        if self.outcome.remote_title:
            remote = tuple(self._unsaid(self._remote_contacts(), said))
            yield Section(self.outcome.remote_title, remote)

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
        Status.CLOSED: (_("closed until further notice"), _("closed until the end of {date}")),
        Status.REMOTE_ONLY: (
            _("only remotely until further notice"),
            _("only remotely until the end of {date}"),
        ),
    }.get(status, ("", ""))
    return fill(dated, date=day(ends, speech)) if ends else forever
