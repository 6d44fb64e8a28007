"""The days that have to be looked at: those on which something changes, and what staff may say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.live import statuses
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import SiteId

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One site on one day: by the calendar, or with what staff said of every service."""

    site: SiteId
    on: date
    said: Status | None
    statuses: Statuses


def days(pack: Pack) -> Iterator[Day]:
    """Every day that differs from all others, at every site.

    A visitor chooses one service, so that saying a status of all at once covers saying it of any.
    """
    for site in pack.sites:
        seen = list[Statuses]()
        for on in turning_days(pack):
            known = statuses(pack, on)
            if known not in seen:
                seen.append(known)
                yield Day(site.id, on, None, known)
        for said in Status:
            known = {service.id: said for service in pack.services}
            if known not in seen:
                yield Day(site.id, pack.reviewed, said, known)


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
