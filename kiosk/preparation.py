"""Everything that a visit needs beyond the first frame: read, checked and joined."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import paths
from kiosk.access import THEMES
from kiosk.cards.attract import attract_card
from kiosk.cards.contacts import on_web
from kiosk.cards.notices import apologies
from kiosk.cards.shapes import Code
from kiosk.checks.findings import unknown
from kiosk.checks.loading import load
from kiosk.errors import Fault, WrongUseError
from kiosk.files import read_toml
from kiosk.opening import Opening, Wishes
from kiosk.pack.words import Language, SiteId
from kiosk.qr import code
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.idle import Patience
from kiosk.screens.look import Glass, Theme
from kiosk.screens.navigator import Navigator
from kiosk.screens.speaker import Speaker, command
from kiosk.screens.window import Window
from kiosk.settings import Settings, read_settings
from kiosk.texts.editions import Editions
from kiosk.voice import Voice

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preparation:
    """A kiosk ready to be shown: its first screen, and what visits need."""

    opening: Opening
    around: Circumstances

    def navigator(self, window: Window) -> Navigator:
        """The navigator that leads visitors through the window."""
        return Navigator(window, self.opening.look, self.around)


def prepare(wishes: Wishes, *, sealed: bool = False) -> Preparation:
    """Read and check everything, or raise a KioskError with every fault."""
    settings = read_settings(wishes.settings)
    folder = wishes.pack or settings.pack_folder
    everything = load(folder, sealed=sealed)
    pack = next(iter(everything.values())).pack
    source = str(wishes.settings or paths.SETTINGS)
    _require_known(wishes, settings, source, everything)
    site = SiteId(wishes.site or settings.site or pack.sites[0].id)
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
        {name: read_toml(paths.theme(name), Theme) for name in THEMES},
        settings.theme,
        Glass(**settings.screen.model_dump()),
    )
    around = Circumstances(
        editions,
        site,
        now=_clock(wishes.today),
        codes=_drawn(editions).__getitem__,
        confirm=settings.confirm_answers,
        patience=Patience(settings.until_warning, settings.for_answer),
        access=opening.access,
        keys=settings.all_keys,
        voice=_voice(settings) if settings.speech.offered else None,
        headset=settings.speech.headset_always,
    )
    return Preparation(opening, around)


def _require_known(wishes: Wishes, settings: Settings, source: str, editions: Editions) -> None:
    """Refuse what the pack and the program do not have, all at once, and say who asked for it."""
    sites = [site.id for site in next(iter(editions.values())).pack.sites]
    option = wishes.site is not None
    site = ("--site", "", wishes.site) if option else (source, "site", settings.site)
    wanted = [
        (*site, "site", sites),
        ("--language", "", wishes.language, "language", editions),
        *((source, "languages", tag, "language", editions) for tag in settings.languages or ()),
        (source, "theme", settings.theme, "theme", THEMES),
    ]
    faults = [
        Fault(file, place, unknown(what, name, known, "").message)
        for file, place, name, what, known in wanted
        if name is not None and name not in known
    ]
    if faults:
        raise WrongUseError(faults)


def _offered(editions: Editions, settings: Settings, first: str | None) -> Editions:
    """The editions that this machine offers, in its order."""
    wanted = settings.languages or tuple(editions)
    if first is not None:
        wanted = (Language(first), *wanted)
    return {tag: editions[tag] for tag in wanted}


def _drawn(editions: Editions) -> dict[str, Code]:
    """The QR code of every web address, drawn before anybody waits for it."""
    contacts = (contact for edition in editions.values() for contact in edition.pack.contacts)
    addresses = {contact.value for contact in contacts if contact.value and on_web(contact)}
    return {str(address): code(address) for address in addresses}


def _voice(settings: Settings) -> Callable[[], Voice]:
    def voice() -> Voice:
        return Speaker(command(settings.speech.engine))

    return voice


def _clock(today: date | None) -> Callable[[], datetime]:
    def now() -> datetime:
        at = datetime.now().astimezone()
        return at if today is None else datetime.combine(today, at.timetz())

    return now
