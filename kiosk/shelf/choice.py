"""Which pack a kiosk shows: the first that can be used here, with what is asked of it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.access import THEMES
from kiosk.checks.findings import unknown
from kiosk.checks.loading import load
from kiosk.errors import Fault, KioskError, WrongUseError
from kiosk.pack.words import Language, SiteId
from kiosk.settings import Settings
from kiosk.shelf.pointer import Source
from kiosk.texts.editions import Editions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What is asked of a kiosk: by a file of settings, and by options that win over it."""

    settings: Settings
    file: Path
    site: str | None = None
    language: str | None = None

    def site_in(self, editions: Editions) -> SiteId:
        """The site whose entrance this is; the first of the pack where none is asked for."""
        pack = next(iter(editions.values())).pack
        return SiteId(self.site or self.settings.site or pack.sites[0].id)

    def offered(self, editions: Editions) -> Editions:
        """The editions that this machine offers, in its order."""
        wanted = self.settings.languages or tuple(editions)
        if self.language is not None:
            wanted = (Language(self.language), *wanted)
        return {tag: editions[tag] for tag in wanted}


def first_usable(
    asked: Asked, found: Sequence[Source], *, sealed: bool = False
) -> tuple[Source, Editions]:
    """The first source whose pack can be used, or raise the KioskError of the best one."""
    refused = list[tuple[Source, KioskError]]()
    for source in found:
        try:
            everything = load(source.folder, sealed=sealed)
            _require_known(asked, everything)
        except KioskError as error:
            refused.append((source, error))
            continue
        for better, refusal in refused:
            for fault in refusal.faults:
                log.warning("the %s pack cannot be used: %s", better.which, fault)
        return source, asked.offered(everything)
    raise refused[0][1]


def _require_known(asked: Asked, editions: Editions) -> None:
    """Refuse what the pack and the program do not have, all at once, and say who asked for it."""
    settings, file = asked.settings, str(asked.file)
    sites = [site.id for site in next(iter(editions.values())).pack.sites]
    option = asked.site is not None
    site = ("--site", "", asked.site) if option else (file, "site", settings.site)
    wanted = [
        (*site, "site", sites),
        ("--language", "", asked.language, "language", editions),
        *((file, "languages", tag, "language", editions) for tag in settings.languages or ()),
        (file, "theme", settings.theme, "theme", THEMES),
    ]
    faults = [
        Fault(file, place, unknown(what, name, known, "").message)
        for file, place, name, what, known in wanted
        if name is not None and name not in known
    ]
    if faults:
        raise WrongUseError(faults)
