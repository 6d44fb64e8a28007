"""Whether the hours of a contact, and the dates of a pack, can be as they are written."""

from collections.abc import Iterator
from datetime import date

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.pack.models import Contact, Hours, Pack, Weekday

_WEEK = list(Weekday)
_MINUTES = 24 * 60
_WEEK_LONG = 7 * _MINUTES
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""No pack speaks of days before or after these years, but for a slip."""
LAST_REVISION = 99_999_999
"""Room for revisions that are dates, as 20211126, and for nobody's slip of the finger."""

Span = tuple[int, int]
"""From one minute of the week to another."""


def hours(pack: Pack) -> Findings:
    """Every contact whose hours contradict themselves or each other."""
    for contact in pack.contacts:
        place = f"contacts.{contact.id}.hours"
        if contact.around_the_clock and contact.hours:
            what = "stand beside around_the_clock; take one of the two out"
            yield Finding("hours-twice", place, what)
        faults = [list(_faults(each, f"{place}.{at}")) for at, each in enumerate(contact.hours)]
        for found in faults:
            yield from found
        if not any(faults):
            yield from _overlapping(contact, place)


def _faults(hours: Hours, place: str) -> Findings:
    if not hours.next_day and hours.opens >= hours.closes:
        what = 'closes before it opens; correct the times, or add "next_day": true if it closes'
        midnight = '; write "24:00" for midnight' if hours.closes == "00:00" else ""
        yield Finding("hours-reversed", place, f"{what} after midnight{midnight}")
    if hours.next_day and hours.opens <= hours.closes:
        what = "is open for a whole day or longer; correct the times, or take next_day out"
        yield Finding("hours-too-long", place, what)
    if hours.first == hours.last:
        what = "begins and ends on the same day of the week; take last out"
        yield Finding("hours-one-day", place, what, Severity.WARNING)


def _overlapping(contact: Contact, place: str) -> Findings:
    spans = sorted((span, at) for at, each in enumerate(contact.hours) for span in _spans(each))
    # The week goes round: what lasts beyond Sunday meets the Monday after it.
    again = [((begins + _WEEK_LONG, ends + _WEEK_LONG), at) for (begins, ends), at in spans]
    until, longest, reported = 0, 0, set[int]()
    for (begins, ends), at in (*spans, *again):
        if begins < until and at != longest and at not in reported:
            reported |= {at, longest}
            what = f"overlaps with number {longest + 1} of the hours; make them one, or shorten one"
            yield Finding("hours-overlap", f"{place}.{at}", what)
        if ends > until:
            until, longest = ends, at


def _spans(hours: Hours) -> Iterator[Span]:
    """When it is open, in minutes of the week."""
    first, last = _WEEK.index(hours.first), _WEEK.index(hours.last or hours.first)
    for day in range(first, last + 1 if first <= last else last + 8):
        begins = day % 7 * _MINUTES
        yield (
            begins + _minute(hours.opens),
            (begins + _minute(hours.closes) + _MINUTES * hours.next_day),
        )


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def dates(pack: Pack) -> Findings:
    """Every date, and the revision, that can only be a slip."""
    for place, day in _dates(pack):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            what = f"is in the year {day.year:04}; correct it, or leave it out where there is none"
            yield Finding("date-absurd", place, what)
    if pack.revision > LAST_REVISION:
        what = (
            f"must be at most {LAST_REVISION}; count revisions from 1, or write a date as 20211126"
        )
        yield Finding("revision-absurd", "revision", what)


def _dates(pack: Pack) -> Iterator[tuple[str, date]]:
    yield "reviewed", pack.reviewed
    for service in pack.services:
        for at, period in enumerate(service.availability):
            place = f"services.{service.id}.availability.{at}"
            yield from ((f"{place}.from", period.from_),) if period.from_ else ()
            yield from ((f"{place}.until", period.until),) if period.until else ()
    for at, example in enumerate(pack.examples):
        yield f"examples.{at}.date", example.date
