"""Everything that a visit needs beyond the first frame: read, checked and joined."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import paths
from kiosk.cards.attract import attract_card
from kiosk.cards.contacts import on_web
from kiosk.cards.notices import apologies
from kiosk.cards.shapes import Code
from kiosk.checks.findings import unknown
from kiosk.checks.loading import load
from kiosk.errors import Fault, WrongUseError
from kiosk.files import read_toml
from kiosk.opening import Opening, Wishes
from kiosk.pack.models import Pack
from kiosk.pack.words import Language, SiteId
from kiosk.qr import code
from kiosk.screens.idle import Patience
from kiosk.screens.look import Theme
from kiosk.screens.navigator import Circumstances, Navigator
from kiosk.screens.window import Window
from kiosk.settings import Settings, read_settings
from kiosk.texts.editions import Editions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preparation:
    """A kiosk ready to be shown: its first screen, and what visits need."""

    opening: Opening
    around: Circumstances

    def navigator(self, window: Window) -> Navigator:
        """The navigator that leads visitors through the window."""
        return Navigator(window, self.opening.look, self.around)


def prepare(wishes: Wishes) -> Preparation:
    """Read and check everything, or raise a KioskError with every fault."""
    settings = read_settings(wishes.settings)
    folder = wishes.pack or settings.pack_folder
    everything = load(folder)
    pack = next(iter(everything.values())).pack
    site = _site(pack, wishes.site or settings.site)
    editions = _offered(everything, settings, wishes.language)
    log.info(
        "pack %s revision %d, site %s, languages %s",
        pack.id,
        pack.revision,
        site,
        ", ".join(editions),
    )
    opening = Opening(
        attract_card(editions, site),
        apologies(edition.speech for edition in editions.values()),
        _theme(settings),
        settings.screen.diagonal_mm,
        settings.screen.viewing_distance_mm,
    )
    around = Circumstances(
        editions,
        site,
        now=_clock(wishes.today),
        codes=_drawn(editions).__getitem__,
        confirm=settings.confirm_answers,
        patience=Patience(settings.until_warning, settings.for_answer),
    )
    return Preparation(opening, around)


def _site(pack: Pack, wanted: str | None) -> SiteId:
    if wanted is None:
        return pack.sites[0].id
    known = [site.id for site in pack.sites]
    if wanted not in known:
        raise WrongUseError([Fault("--site", "", unknown("site", wanted, known, "").message)])
    return SiteId(wanted)


def _offered(editions: Editions, settings: Settings, first: str | None) -> Editions:
    """The editions that this machine offers, in its order."""
    wanted = list(settings.languages or editions)
    if first is not None:
        wanted = [Language(first), *(tag for tag in wanted if tag != first)]
    faults = [
        Fault(
            "--language" if tag == first else "settings",
            "",
            unknown("language", tag, editions, "").message,
        )
        for tag in wanted
        if tag not in editions
    ]
    if faults:
        raise WrongUseError(faults)
    return {tag: editions[tag] for tag in wanted}


def _theme(settings: Settings) -> Theme:
    file = paths.theme(settings.theme)
    known = [theme.stem for theme in file.parent.glob("*.toml")]
    if settings.theme not in known:
        raise WrongUseError(
            [Fault("settings", "theme", unknown("theme", settings.theme, known, "").message)]
        )
    return read_toml(file, Theme)


def _drawn(editions: Editions) -> dict[str, Code]:
    """The QR code of every web address, drawn before anybody waits for it."""
    contacts = (contact for edition in editions.values() for contact in edition.pack.contacts)
    addresses = {contact.value for contact in contacts if contact.value and on_web(contact)}
    return {str(address): code(address) for address in addresses}


def _clock(today: date | None) -> Callable[[], datetime]:
    def now() -> datetime:
        at = datetime.now().astimezone()
        return at if today is None else datetime.combine(today, at.timetz())

    return now
