"""Everything that a visit needs beyond the first frame: read, checked and joined."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import paths
from kiosk.access import THEMES, Access
from kiosk.cards.attract import attract_card
from kiosk.cards.contacts import on_web
from kiosk.cards.notices import apologies
from kiosk.cards.shapes import Code
from kiosk.checks.loading import load
from kiosk.errors import Fault, KioskError, RefusedError, WrongClockError
from kiosk.files import read_toml
from kiosk.health import is_impossible
from kiosk.opening import Opening, Wishes
from kiosk.pack.words import SiteId
from kiosk.qr import code
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.idle import Patience
from kiosk.screens.look import Glass, Theme
from kiosk.screens.navigator import Navigator
from kiosk.screens.speaker import Speaker, command
from kiosk.screens.window import Window
from kiosk.settings import Settings, read_settings
from kiosk.shelf.choice import Asked, first_usable
from kiosk.shelf.pointer import Source, sources, stand_ins
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
    _clock(wishes.today)()
    settings = read_settings(wishes.settings)
    looked_at = _looked_at(wishes, settings)
    asked = Asked(settings, wishes.settings or paths.SETTINGS, wishes.site, wishes.language)
    found = (sealed,) if sealed is not None else looked_at
    source, editions = first_usable(asked, found, sealed=sealed is not None)
    pack = next(iter(editions.values())).pack
    site = asked.site_in(editions)
    if source.lapse:
        log.warning("the %s pack stands in: %s", source.which, source.lapse)
    log.info(
        "%s pack %s revision %d, site %s, languages %s",
        *(source.which, pack.id, pack.revision, site, ", ".join(editions)),
    )
    opening = _opening(settings, editions, site)
    around = _around(wishes, settings, editions, site)
    return Preparation(opening, around, source, looked_at)


def bare_opening() -> Opening:
    """What is shown where no settings and no pack can be read: an apology in every language."""
    try:
        editions = load(paths.BUILT_IN_PACK, sealed=True)
    except KioskError:  # what cannot be read may be just that
        editions = load(paths.PACKS / "template", sealed=True)
    return _opening(Settings(), editions, next(iter(editions.values())).pack.sites[0].id)


def _looked_at(wishes: Wishes, settings: Settings) -> tuple[Source, ...]:
    if wishes.stand_in is None:
        return sources(wishes.pack, settings.pack_folder, paths.state())
    found = stand_ins(settings.pack_folder, paths.state())
    if wishes.stand_in == "apology" or not found:
        what = "keeps failing, and has no other pack to show; the log says why"
        raise RefusedError([Fault("kiosk", "", what)])
    return found


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
        return trusted(at) if today is None else datetime.combine(today, at.timetz())

    return now


def trusted(at: datetime) -> datetime:
    """What a clock says, unless it is wrong.

    Raises WrongClockError, as no calendar can say then who may come in.
    """
    if is_impossible(at):
        what = f"says {at.date()}, before this program was made; nobody is let in until it is set"
        raise WrongClockError([Fault("clock", "", what)])
    return at
