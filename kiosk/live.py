"""How each service can be used on a day: by the calendar, and as staff said since."""

from datetime import date

from kiosk.pack.conditions import Statuses
from kiosk.pack.models import Pack


def statuses(pack: Pack, on: date, said: Statuses | None = None) -> Statuses:
    """The status of every service on the day; what staff said goes before the calendar."""
    calendar = {service.id: service.period(on).status for service in pack.services}
    return calendar | dict(said or {})
