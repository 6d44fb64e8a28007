"""A day on which a visit of the proof can happen: by the calendar, or as staff may say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.flow.answers import Known, chosen_in, status_in
from kiosk.live import statuses
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import ServiceId, SiteId

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One site on one day, and what staff must have said since for a visit to go so."""

    site: SiteId
    on: date
    said: Statuses

    def statuses(self, pack: Pack) -> Statuses:
        """The status of every service on that day."""
        return statuses(pack, self.on, self.said)


def day_of(pack: Pack, site: SiteId, known: Iterator[Known]) -> Day:
    """The first day on which these answers have the statuses that they are given with.

    Only the status of the service that somebody came for matters. Where no day of the calendar
    gives it, staff must have said it.
    """
    every = turning_days(pack)
    for each in known:
        status = status_in(each)
        if status is not None:
            service = ServiceId(*chosen_in(each))
            having = (on for on in every if _by_calendar(pack, service, on) is status)
            on = next(having, None)
            return Day(site, on or pack.reviewed, {} if on else {service: status})
    return Day(site, every[0], {})


def _by_calendar(pack: Pack, service: ServiceId, on: date) -> Status:
    return next(s for s in pack.services if s.id == service).period(on).status


def turning_days(pack: Pack) -> tuple[date, ...]:
    """The days on which the calendar of a service changes, and the one before the first."""
    periods = [period for service in pack.services for period in service.availability]
    first_days = {period.from_ for period in periods if period.from_}
    first_days |= {p.until + _DAY for p in periods if p.until and p.until < date.max}
    if not first_days:
        return (pack.reviewed,)
    earliest = min(first_days)
    before = {earliest - _DAY} if earliest > date.min else set()
    return tuple(sorted(first_days | before))
