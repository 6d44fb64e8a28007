"""An entrance as `decide`, `walk` and `graph` take it: a pack, at one site, on one day."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.checks.findings import unknown
from kiosk.checks.loading import Checked, draft
from kiosk.errors import Fault, WrongUseError
from kiosk.flow.steps import Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Status
from kiosk.pack.models import Pack
from kiosk.pack.words import ServiceId, SiteId
from kiosk.texts.editions import Edition


@dataclass(frozen=True)
class Entrance:
    """The entrance of one site on one day."""

    edition: Edition
    site: SiteId
    flow: Flow

    @property
    def pack(self) -> Pack:
        """The pack, in its source language."""
        return self.edition.pack


def add_entrance_options(parser: ArgumentParser) -> None:
    """Declare the pack, the site, the day and the statuses of that day."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument("--site", required=True, metavar="ID", help="the site whose entrance it is")
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day; today without it")
    parser.add_argument(
        "--status",
        action="append",
        default=[],
        metavar="SERVICE=STATUS",
        help="what staff said since",
    )


def entrance_of(said: Namespace) -> Entrance:
    """The entrance that the options name, or raise WrongUseError with every unknown id.

    The pack may be a draft, as long as visits have a way through it; then that is said.
    """
    edition, checked = draft(said.pack)
    pack, faults = edition.pack, []
    sites = [site.id for site in pack.sites]
    if said.site not in sites:
        faults.append(Fault("--site", "", unknown("site", said.site, sites, "").message))
    changed: dict[ServiceId, Status] = {}
    for each in said.status:
        service, _, status = each.partition("=")
        faults += _wrong(pack, service, status)
        if status in list(Status):
            changed[ServiceId(service)] = Status(status)
    if faults:
        raise WrongUseError(faults)
    _say_draft(said.pack, checked)
    today = said.date or datetime.now().astimezone().date()
    site = SiteId(said.site)
    return Entrance(edition, site, Flow(pack, site, statuses(pack, today, changed)))


def _say_draft(folder: Path, checked: Checked) -> None:
    if checked.errors:
        what = f"is a draft with {len(checked.errors)} errors, which no kiosk shows"
        print(f'{folder}: {what}; list them with "kioskctl check"', file=sys.stderr)


def _wrong(pack: Pack, service: str, status: str) -> list[Fault]:
    services = [known.id for known in pack.services]
    found = []
    if service not in services:
        found.append(unknown("service", service, services, ""))
    if status not in list(Status):
        found.append(unknown("status", status, list(Status), ""))
    return [Fault("--status", "", finding.message) for finding in found]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is no date; write it as 2021-06-01') from None
