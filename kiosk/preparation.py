"""Everything that a visit needs beyond the first frame: read, checked and joined."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import paths
from kiosk.access import THEMES, Access
from kiosk.cards.attract import attract_card
from kiosk.cards.contacts import on_web
from kiosk.cards.notices import apologies
from kiosk.cards.shapes import Code
from kiosk.checks.findings import unknown
from kiosk.checks.loading import load
from kiosk.errors import Fault, KioskError, WrongUseError
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
from kiosk.shelf.pointer import Source, sources
from kiosk.texts.editions import Editions
from kiosk.voice import Voice

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preparation:
    """A kiosk ready to be shown: its first screen, what visits need, and where it is all from."""

    opening: Opening
    around: Circumstances
    source: Source
    looked_at: tuple[Source, ...]

    @property
    def shown(self) -> Mapping[str, object]:
        """What is shown to everybody, for those who look after the kiosk."""
        pack = self.around.pack
        return {
            "pack": pack.id,
            "revision": pack.revision,
            "which": self.source.which,
            "site": self.around.site,
            "languages": list(self.around.editions),
        }

    def navigator(self, window: Window) -> Navigator:
        """The navigator that leads visitors through the window."""
        return Navigator(window, self.opening.look, self.around)


def prepare(wishes: Wishes, *, sealed: Source | None = None) -> Preparation:
    """Read and check everything, or raise a KioskError with every fault.

    The first pack that can be used is taken; one that a seal is kept of is not checked again.
    """
    settings = read_settings(wishes.settings)
    looked_at = sources(wishes.pack, settings.pack_folder, paths.state())
    found = (sealed,) if sealed is not None else looked_at
    source, editions = _first_usable(wishes, settings, found, sealed=sealed is not None)
    pack = next(iter(editions.values())).pack
    site = SiteId(wishes.site or settings.site or pack.sites[0].id)
    if source.lapse:
        log.warning("the %s pack stands in: %s", source.which, source.lapse)
    log.info(
        "%s pack %s revision %d, site %s, languages %s",
        *(source.which, pack.id, pack.revision, site, ", ".join(editions)),
    )
    opening = _opening(settings, editions, site)
    around = _around(wishes, settings, editions, site)
    return Preparation(opening, around, source, looked_at)


def _first_usable(
    wishes: Wishes, settings: Settings, found: Sequence[Source], *, sealed: bool
) -> tuple[Source, Editions]:
    """The first source whose pack can be used, or raise the KioskError of the best one."""
    refused = list[tuple[Source, KioskError]]()
    for source in found:
        try:
            editions = _usable(wishes, settings, source, sealed=sealed)
        except KioskError as error:
            refused.append((source, error))
            continue
        for better, refusal in refused:
            for fault in refusal.faults:
                log.warning("the %s pack cannot be used: %s", better.which, fault)
        return source, editions
    raise refused[0][1]


def _usable(wishes: Wishes, settings: Settings, source: Source, *, sealed: bool) -> Editions:
    everything = load(source.folder, sealed=sealed)
    _require_known(wishes, settings, str(wishes.settings or paths.SETTINGS), everything)
    return _offered(everything, settings, wishes.language)


def _opening(settings: Settings, editions: Editions, site: SiteId) -> Opening:
    return Opening(
        attract_card(editions, site),
        apologies(edition.speech for edition in editions.values()),
        {name: read_toml(paths.theme(name), Theme) for name in THEMES},
        settings.theme,
        Glass(**settings.screen.model_dump()),
    )


def _around(wishes: Wishes, settings: Settings, editions: Editions, site: SiteId) -> Circumstances:
    return Circumstances(
        editions,
        site,
        now=_clock(wishes.today),
        codes=_drawn(editions).__getitem__,
        confirm=settings.confirm_answers,
        patience=Patience(settings.until_warning, settings.for_answer),
        access=Access(theme=settings.theme),
        keys=settings.all_keys,
        voice=_voice(settings) if settings.speech.offered else None,
        headset=settings.speech.headset_always,
    )


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
