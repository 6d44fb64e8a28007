"""The parts of a pack, as `content.json` holds them."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kiosk.files import Model
from kiosk.pack.conditions import Condition, Status
from kiosk.pack.questions import Question
from kiosk.pack.words import (
    ID,
    TAG,
    Address,
    Clock,
    Closing,
    ContactId,
    Icon,
    Language,
    Line,
    OptionId,
    OutcomeId,
    QuestionId,
    Reason,
    ReminderId,
    ServiceId,
    SiteId,
    SourceId,
    Text,
)

_DAY = timedelta(days=1)


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Hours(Model):
    """When somebody answers: on one day of the week, or from the first to the last.

    What closes at `24:00` closes at midnight; what closes later does so on the `next_day`.
    """

    first: Weekday
    last: Weekday | None = None
    opens: Clock
    closes: Closing
    next_day: bool = False


class ContactKind(StrEnum):
    """By what way a contact is reached."""

    PHONE = "phone"
    WEB = "web"
    SMS = "sms"
    CHAT = "chat"
    POST = "post"
    PLACE = "place"


class Contact(Model):
    """One way to reach a service from home; `around_the_clock` instead of hours."""

    id: Annotated[ContactId, ID]
    kind: ContactKind
    value: Address | None = None
    text: Text
    note: Text | None = None
    hours: tuple[Hours, ...] = Field(default=(), max_length=50)
    around_the_clock: bool = False
    sources: tuple[SourceId, ...] = Field(default=(), max_length=50)


class Site(Model):
    """A place with an entrance; its contacts serve every errand that has none of its own."""

    id: Annotated[SiteId, ID]
    name: Text
    address: Text | None = None
    contacts: tuple[ContactId, ...] = Field(default=(), max_length=50)


class Period(Model):
    """A status of a service from the first to the last of its days, both included."""

    status: Status
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    note: Text | None = None
    max_visitors: int | None = Field(default=None, ge=1)

    def in_force(self, on: date) -> bool:
        """Whether the period covers the day."""
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on <= self.until)


class Service(Model):
    """What a visitor may have come for, at one site or, without a site, at every one."""

    id: Annotated[ServiceId, ID]
    site: SiteId | None = None
    name: Text
    hint: Text | None = None
    icon: Icon
    where: Text | None = None
    essential: bool = False
    availability: tuple[Period, ...] = Field(
        default=(Period(status=Status.OPEN),), min_length=1, max_length=100
    )
    contacts: tuple[ContactId, ...] = Field(default=(), max_length=50)
    sources: tuple[SourceId, ...] = Field(default=(), max_length=50)

    def period(self, on: date) -> Period:
        """The first period that covers the day; closed where none does."""
        covering = (period for period in self.availability if period.in_force(on))
        return next(covering, Period(status=Status.CLOSED))

    def lasts_until(self, on: date) -> date | None:
        """The last day of the status that the service has on a day; None where no end is known."""
        status = self.period(on).status
        last_days = {p.from_ - _DAY for p in self.availability if p.from_ and p.from_ > date.min}
        last_days |= {p.until for p in self.availability if p.until and p.until < date.max}
        ends = (day for day in sorted(last_days) if day >= on)
        return next((day for day in ends if self.period(day + _DAY).status is not status), None)


class OutcomeKind(StrEnum):
    """How far an outcome lets a visitor come, from most to least permissive."""

    GO_AHEAD = "go_ahead"
    NOT_YET = "not_yet"
    ASK_STAFF = "ask_staff"
    REMOTE = "remote"
    STAY_AWAY = "stay_away"
    EMERGENCY = "emergency"


class Note(Model):
    """Words on an outcome when their condition holds, with contacts; urgent ones stand first."""

    when: Condition | None = None
    text: Text
    urgent: bool = False
    contacts: tuple[ContactId, ...] = Field(default=(), max_length=50)


class Amend(Model):
    """The answer that a visitor can soon give otherwise, and what the button to do so says."""

    question: QuestionId
    text: Text


class Outcome(Model):
    """Where a visit ends; `remote_title` heads the ways to do the errand without coming in."""

    id: Annotated[OutcomeId, ID]
    kind: OutcomeKind
    icon: Icon | None = None
    title: Text
    body: tuple[Text, ...] = Field(default=(), max_length=20)
    notes: tuple[Note, ...] = Field(default=(), max_length=50)
    reminders_title: Text | None = None
    reminders: tuple[ReminderId, ...] = Field(default=(), max_length=50)
    amend: Amend | None = None
    remote_title: Text | None = None
    contacts_title: Text | None = None
    contacts: tuple[ContactId, ...] = Field(default=(), max_length=50)
    sources: tuple[SourceId, ...] = Field(default=(), max_length=50)


LETS_IN = frozenset({OutcomeKind.GO_AHEAD, OutcomeKind.NOT_YET})
"""The kinds of outcome that let a visitor in, at once or soon."""


class Rule(Model):
    """A condition and the outcome it leads to; without a condition it always holds.

    `intended` says why the last rule, which has none, may win.
    """

    when: Condition | None = None
    outcome: OutcomeId
    intended: Reason | None = None


class Reminder(Model):
    """What to keep in mind inside, as a picture and a text, when its condition holds."""

    id: Annotated[ReminderId, ID]
    when: Condition | None = None
    icon: Icon
    text: Text


class Guarantee(Model):
    """Where a visit must not end when a condition holds, by kind; or where it must, by id."""

    text: Line
    when: Condition
    never: tuple[OutcomeKind, ...] = ()
    must_end_in: tuple[OutcomeId, ...] = ()

    def allows(self, outcome: Outcome) -> bool:
        """Whether a visit for which the condition holds may end so."""
        named = not self.must_end_in or outcome.id in self.must_end_in
        return named and outcome.kind not in self.never


class Example(Model):
    """A visit and the outcome that it must have, with the statuses that staff said that day."""

    text: Line
    site: SiteId
    date: date
    statuses: dict[ServiceId, Status] = Field(default_factory=dict)
    answers: dict[QuestionId, tuple[OptionId, ...]]
    outcome: OutcomeId


class Source(Model):
    """The page that a fact was taken from."""

    id: Annotated[SourceId, ID]
    page: Line
    url: Line | None = None
    date: Line


class Welcome(Model):
    """What the attract screen says."""

    title: Text
    note: Text | None = None


class Pack(Model):
    """Everything that staff own, in one language.

    Rules are tried in order; the first that holds wins. `no_screening` says why nothing screens.
    """

    schema_version: Literal[1]
    id: Annotated[str, ID]
    revision: int = Field(ge=1)
    reviewed: date
    source_language: Annotated[Language, TAG]
    languages: tuple[Annotated[Language, TAG], ...] = Field(min_length=1, max_length=50)
    welcome: Welcome
    sites: tuple[Site, ...] = Field(min_length=1, max_length=100)
    contacts: tuple[Contact, ...] = Field(default=(), max_length=1000)
    services: tuple[Service, ...] = Field(default=(), max_length=500)
    reminders: tuple[Reminder, ...] = Field(default=(), max_length=100)
    questions: tuple[Question, ...] = Field(min_length=1, max_length=100)
    outcomes: tuple[Outcome, ...] = Field(min_length=1, max_length=100)
    no_screening: Reason | None = None
    rules: tuple[Rule, ...] = Field(min_length=1, max_length=500)
    guarantees: tuple[Guarantee, ...] = Field(default=(), max_length=100)
    examples: tuple[Example, ...] = Field(default=(), max_length=1000)
    sources: tuple[Source, ...] = Field(default=(), max_length=1000)

    def site(self, site_id: SiteId) -> Site:
        """Look a site up by its id."""
        return next(site for site in self.sites if site.id == site_id)

    def contact(self, contact_id: ContactId) -> Contact:
        """Look a contact up by its id."""
        return next(contact for contact in self.contacts if contact.id == contact_id)

    def question(self, question_id: QuestionId) -> Question:
        """Look a question up by its id."""
        return next(question for question in self.questions if question.id == question_id)

    def outcome(self, outcome_id: OutcomeId) -> Outcome:
        """Look an outcome up by its id."""
        return next(outcome for outcome in self.outcomes if outcome.id == outcome_id)

    def reminder(self, reminder_id: ReminderId) -> Reminder:
        """Look a reminder up by its id."""
        return next(reminder for reminder in self.reminders if reminder.id == reminder_id)

    @property
    def screening(self) -> tuple[Question, ...]:
        """The questions that screen."""
        return tuple(question for question in self.questions if question.screens)

    def services_at(self, site_id: SiteId) -> tuple[Service, ...]:
        """The services that a visitor of the site can choose from, in the pack's order."""
        return tuple(s for s in self.services if s.site in {None, site_id})
