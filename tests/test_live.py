"""How services can be used on a day."""

from datetime import date
from pathlib import Path

from kiosk.live import statuses
from kiosk.pack.conditions import Status
from kiosk.pack.words import ServiceId
from tests.plain import JUNE, tiny_pack

PARCELS = ServiceId("parcels")
CLOSED_IN_MAY = {
    "services.parcels.availability": [
        {"status": "closed", "until": "2021-05-31"},
        {"status": "limited"},
    ]
}


def test_the_calendar_tells_how_every_service_can_be_used(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, CLOSED_IN_MAY)
    assert statuses(pack, date(2021, 5, 31)) == {"passports": "open", "parcels": "closed"}
    assert statuses(pack, JUNE) == {"passports": "open", "parcels": "limited"}


def test_what_staff_said_goes_before_the_calendar(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, CLOSED_IN_MAY)
    told = statuses(pack, date(2021, 5, 31), {PARCELS: Status.FULL})
    assert told == {"passports": "open", "parcels": "full"}
