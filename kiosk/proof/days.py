"""The days that have to be looked at: those on which something changes, and what staff may say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.live import statuses
from kiosk.pack.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasAny,
    HasAtLeast,
    Not,
    ServiceHas,
    Status,
    Statuses,
)
from kiosk.pack.models import Pack
from kiosk.pack.words import OptionId, ServiceId, SiteId

_DAY = timedelta(days=1)
_View = tuple[bool, ...]
"""Which conditions on one thing a service with a status makes true."""


@dataclass(frozen=True)
class Day:
    """One site on one day: by the calendar, or with what staff said of one service or of all."""

    site: SiteId
    on: date
    said: Status | None
    statuses: Statuses
    service: ServiceId | None = None


def days(pack: Pack) -> Iterator[Day]:
    """Every day that differs from all others, at every site.

    What is said of one service matters for the others too: whether the errand is asked at all.
    """
    views = _views(pack)
    for site in pack.sites:
        seen = set[frozenset[_View]]()
        for day in _possible(pack, site.id):
            here = pack.services_at(site.id)
            apart = frozenset(views[service.id, day.statuses[service.id]] for service in here)
            if apart not in seen:
                seen.add(apart)
                yield day


def _possible(pack: Pack, site: SiteId) -> Iterator[Day]:
    by_calendar = [Day(site, on, None, statuses(pack, on)) for on in turning_days(pack)]
    yield from by_calendar
    for said in Status:
        everywhere = {service.id: said for service in pack.services}
        yield Day(site, pack.reviewed, said, everywhere)
    for day in by_calendar:
        for service in pack.services_at(site):
            for said in Status:
                yield Day(site, day.on, said, {**day.statuses, service.id: said}, service.id)


def _views(pack: Pack) -> dict[tuple[ServiceId, Status], _View]:
    """What conditions see of each service with each status; those they see alike are one."""
    conditions = [each for whole in _conditions(pack) for each in _single(whole)]
    return {
        (service.id, status): tuple(_sees(each, service.id, status) for each in conditions)
        for service in pack.services
        for status in Status
    }


def _sees(condition: Condition, service: ServiceId, status: Status) -> bool:
    match condition:
        case ServiceHas(status=told):
            return status in told
        case HasAny(any_of=options) | HasAtLeast(of=options):
            return OptionId(service) in options
        case _:
            return False


def _conditions(pack: Pack) -> Iterator[Condition | None]:
    yield from (question.ask_when for question in pack.questions)
    yield from (rule.when for rule in pack.rules)
    yield from (guarantee.when for guarantee in pack.guarantees)


def _single(condition: Condition | None) -> Iterator[Condition]:
    """The conditions on one thing each that a condition is made of."""
    match condition:
        case None:
            return
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _single(part)
        case Not(not_=part):
            yield from _single(part)
        case _:
            yield condition


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
