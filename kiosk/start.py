"""What the first frame needs, from a seal or by reading everything, and then the rest."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk import __version__, paths, raw, seals
from kiosk.errors import KioskError
from kiosk.opening import Opening, Wishes, as_document, from_document
from kiosk.pack.words import QuestionId
from kiosk.screens.attract import AttractScreen
from kiosk.screens.window import Window
from kiosk.shelf.pointer import Source, Which, sources

log = logging.getLogger(__name__)

_MOST_BYTES = 1_000_000


class Apologetic(Protocol):
    """Who can tell visitors that the kiosk does not work."""

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try again after a while."""


class Navigator(Apologetic, Protocol):
    """What the program needs of the navigator, which it imports only after the first frame."""

    def welcome(self) -> None:
        """Forget the visitor and wait for the next one."""

    def wait_on(self, screen: AttractScreen) -> None:
        """Begin a visit when a language is touched on the screen."""

    @property
    def headset(self) -> bool:
        """Whether a headset is in, as far as a key has told."""

    def plug_in(self) -> None:
        """Take note that a headset is in already."""

    @property
    def nobody_there(self) -> bool:
        """Whether the attract screen waits, and nobody has begun to set or to read anything."""

    def on_unscreened(self, told: Callable[[Sequence[QuestionId]], None]) -> None:
        """Have it told by which questions somebody is not clear whom the rules would let in."""

    def retire(self) -> None:
        """Go, once another navigator leads visitors through the window."""


class Preparation(Protocol):
    """What the program needs of `kiosk.preparation.Preparation`."""

    @property
    def opening(self) -> Opening:
        """What the first frame needs."""

    @property
    def source(self) -> Source:
        """Where the pack is from."""

    @property
    def looked_at(self) -> tuple[Source, ...]:
        """Where it could have been from."""

    @property
    def shown(self) -> Mapping[str, object]:
        """What is shown to everybody."""

    def navigator(self, window: Window) -> Navigator:
        """The navigator that leads visitors through the window."""


@dataclass(frozen=True)
class Seal:
    """The name under which it is remembered that the pack of a source was checked."""

    name: str
    source: Source


def begin(wishes: Wishes) -> tuple[Opening, Preparation | None, Seal | None]:
    """What the first frame needs: from a seal, which is named, or by reading everything."""
    with suppress(OSError, ValueError, RecursionError):  # reading everything tells what is amiss
        for seal in _seals(wishes):
            opening = from_document(seals.recall(_folder(), seal.name))
            if opening is not None:
                return opening, None, seal
    preparation = prepare(wishes)
    remember(wishes, preparation)
    return preparation.opening, preparation, None


def bare_opening() -> Opening:
    """What is shown where nothing can be read of what was asked for: an apology."""
    from kiosk.preparation import bare_opening as bare  # noqa: PLC0415 - as below

    return bare()


def prepare(wishes: Wishes, seal: Seal | None = None) -> Preparation:
    """Read everything, and check it unless a seal is kept of it that still holds."""
    # Imported here, against the house rule: it takes as long as Qt itself, and after a seal
    # the visitor sees the first screen before it begins.
    from kiosk.preparation import prepare as read  # noqa: PLC0415

    if seal is not None:
        with suppress(KioskError, OSError, ValueError, RecursionError):
            preparation = read(wishes, sealed=seal.source)
            if seal in _seals(wishes):
                return preparation
        log.warning("the content has changed during the start: it is checked anew")
    return read(wishes)


def remember(wishes: Wishes, preparation: Preparation) -> None:
    """Leave a seal of what was checked, so that the next start need not check it."""
    with suppress(OSError, ValueError, RecursionError):
        for seal in _seals(wishes):
            if seal.source == preparation.source:
                document = as_document(preparation.opening)
                if not seals.remember(_folder(), seal.name, document):
                    log.warning(
                        "%s cannot be written: every start reads and checks everything", _folder()
                    )


def sources_of(wishes: Wishes, preparation: Preparation) -> tuple[Source, ...]:
    """Where the pack of a kiosk could be from by now; a stand-in stays what it is."""
    if wishes.stand_in or preparation.source.which in {Which.OPTION, Which.SETTINGS}:
        return preparation.looked_at
    return sources(None, None, paths.state())


def _folder() -> Path:
    return paths.state() / "seals"


def _seals(wishes: Wishes) -> Iterator[Seal]:
    """The seal for each source: named after all that decides that it is the one to show.

    Raises OSError, ValueError or RecursionError where a file is amiss.
    """
    if wishes.stand_in is not None:
        return
    settings = wishes.settings or paths.SETTINGS
    program = (*paths.TRANSLATIONS.rglob("*.po"), *(paths.ASSETS / "themes").glob("*.toml"))
    content = list[Path]()
    for source in sources(wishes.pack, _pack_in(settings), paths.state()):
        catalogs = source.folder.glob("translations/*/LC_MESSAGES/*.po")
        content += sorted((source.folder / "content.json", *catalogs))
        circumstances = (__version__, wishes.site, wishes.language, source.which, source.lapse)
        yield Seal(seals.digest((settings, *content, *sorted(program)), circumstances), source)


def _pack_in(settings: Path) -> Path | None:
    """The pack that a settings file names, without reading the rest of it."""
    if not settings.exists():
        return None
    import tomllib  # noqa: PLC0415 - most kiosks need it only here, and it takes 17 ms

    named = tomllib.loads(raw.bounded(settings, _MOST_BYTES).decode()).get("pack")
    return Path(named) if named and isinstance(named, str) else None
