"""Whether the periods of a service say what staff mean: none reversed, hidden, or left out."""

from datetime import date, timedelta

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.pack.models import Pack, Period, Service

_DAY = timedelta(days=1)


def calendar(pack: Pack) -> Findings:
    """Every period that never counts, and every day that no period or more than one covers."""
    for service in pack.services:
        counting = {id(service.period(day)) for day in _days(service)}
        for position, period in enumerate(service.availability):
            place = f"services.{service.id}.availability.{position}"
            if period.from_ and period.until and period.from_ > period.until:
                what = "ends before it begins; mend from or until"
                yield Finding("period-reversed", place, what)
            elif id(period) not in counting:
                what = "never counts: earlier periods in the list cover it; move it before them"
                yield Finding("period-hidden", place, what)
        yield from _uncovered(service)


def _uncovered(service: Service) -> Findings:
    place = f"services.{service.id}.availability"
    for day in _days(service):
        covering = [period for period in service.availability if period.in_force(day)]
        told = f"{day.day}.{day.month}.{day.year}"
        if not covering:
            days = "its first days" if day == date.min else f"the days from {told} on"
            what = f"says nothing of {days}, which then count as closed; add a period"
            yield Finding("period-missing", place, what, Severity.WARNING)
        elif len(covering) > 1 and not _exception(covering):
            what = f"says two things of {told}, of which the first counts; shorten one"
            yield Finding("periods-overlap", place, what, Severity.WARNING)


def _exception(covering: list[Period]) -> bool:
    """Whether the first of several is a shorter one within the next, as for a holiday."""
    first, second = covering[:2]
    begins = (first.from_ or date.min) >= (second.from_ or date.min)
    return begins and (first.until or date.max) <= (second.until or date.max)


def _days(service: Service) -> list[date]:
    """The first day of all, and each on which another period may begin to count."""
    begins = {period.from_ for period in service.availability if period.from_}
    begins |= {
        period.until + _DAY
        for period in service.availability
        if period.until and period.until < date.max
    }
    return sorted({date.min, *begins})
