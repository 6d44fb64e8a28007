"""Putting packs on this machine, going back to the one before, and listing them."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kiosk.checks.loading import load
from kiosk.errors import Fault, KioskError, RefusedError, UnreadableFileError, WrongUseError
from kiosk.files import write_text
from kiosk.pack.models import Pack
from kiosk.raw import sync_folder
from kiosk.shelf.archive import archived, unarchived
from kiosk.shelf.choice import Asked, first_usable
from kiosk.shelf.contents import (
    MANIFEST,
    Contents,
    Manifest,
    contents,
    digest,
    manifest,
    undeclared,
)
from kiosk.shelf.pointer import (
    BUILT_IN,
    POINTER,
    DamagedPointerError,
    Pointer,
    Source,
    Which,
    read_pointer,
    shelf_folder,
    sources,
)
from kiosk.shelf.staging import alone, staged, tidy, unstage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A pack on this machine; without one, why it cannot be used. A kiosk shows at most one."""

    source: Source
    pack: Pack | None
    refusal: KioskError | None = None
    shown: bool = False


@dataclass(frozen=True)
class Placed:
    """A pack that is in use now, where it is kept, and whether that is new."""

    pack: Pack
    folder: Path
    changed: bool


def sound(folder: Path) -> Pack:
    """The pack of a folder, checked as the kiosk checks it, or raise its KioskError."""
    return next(iter(load(folder).values())).pack


def usable(folder: Path, asked: Asked | None) -> Pack:
    """The pack of a folder that has what is asked of a kiosk, or raise its KioskError."""
    if asked is None:
        return sound(folder)
    try:
        _, editions = first_usable(asked, [Source(Which.OPTION, folder)])
    except WrongUseError as error:  # of the kiosk, not of this program
        raise RefusedError(error.faults) from None
    return next(iter(editions.values())).pack


def built(folder: Path) -> tuple[bytes, Pack]:
    """The archive of a pack without errors, and the pack, or raise its KioskError."""
    pack, files = sound(folder), dict(contents(folder))
    for name in undeclared(files, pack):
        del files[name]
    return archived(files, manifest(files, pack)), pack


def kept(state: Path, asked: Asked | None = None) -> Iterator[Kept]:
    """Every pack on this machine, in the order in which a kiosk looks for one.

    A kiosk that has no settings at all is meant where nothing is asked.
    Raises UnreadableFileError where nobody can tell which those are.
    """
    folder = shelf_folder(state)
    pointer = read_pointer(folder)
    named = asked.settings.pack_folder if asked else None
    looked_at = sources(None, named, state)
    found = [*looked_at, *(sources(None, None, state) if named else ())]
    if pointer.current is None and pointer.previous is not None:
        found.append(Source(Which.PREVIOUS, folder / pointer.previous))
    shown = False
    for source in found:
        each = _looked_into(source, asked)
        first = each.pack is not None and source in looked_at and not shown
        shown = shown or first
        yield replace(each, shown=first)


def _looked_into(source: Source, asked: Asked | None) -> Kept:
    try:
        return Kept(source, usable(source.folder, asked))
    except KioskError as error:
        return Kept(source, None, error)


class Shelf:
    """The packs on this machine; one program at a time may change them."""

    def __init__(self, state: Path) -> None:
        self._folder = shelf_folder(state)

    def put(self, given: Path, asked: Asked | None = None) -> Placed:
        """Check a pack's archive or folder and put it in use, unless it is so already.

        It must have what is asked of the kiosk here, if anything is.

        Raises its KioskError, and then everything is as it was.
        """
        files, said = (contents(given), None) if given.is_dir() else unarchived(given)
        with alone(self._folder):
            pointer = self._pointer()
            with _in_words_of(given, self._folder), staged(self._folder, files) as stage:
                pack = _as_said(usable(stage, asked), said, given)
                name = self._placed(stage, manifest(files, pack))
            if changed := name != pointer.current:
                self._point(Pointer(name, pointer.current))
        return Placed(pack, self._folder / name, changed)

    def go_back(self) -> tuple[Pack, Which]:
        """Put the pack before in use again, in exchange, or raise why that cannot be."""
        with alone(self._folder):
            pointer = read_pointer(self._folder)
            if pointer == Pointer():
                what = "no pack was put on this machine; there is nothing to go back to"
                raise RefusedError([Fault(str(self._folder), "", what)])
            before = BUILT_IN
            if pointer.previous is not None:
                before = Source(Which.CURRENT, self._folder / pointer.previous)
            pack = sound(before.folder)
            self._point(Pointer(pointer.previous, pointer.current))
        return pack, before.which

    def _pointer(self) -> Pointer:
        """The pointer; where it is damaged, a new pack is the cure, and nothing goes until then."""
        try:
            pointer = read_pointer(self._folder)
        except DamagedPointerError:
            return Pointer()
        unstage(self._folder)
        return pointer

    def _placed(self, stage: Path, said: Manifest) -> str:
        """Give a staged pack its name, unless it is here already and whole."""
        name = f"{said.pack}-{said.revision}-{digest(said)}"
        files = contents(stage)
        while (place := self._folder / name).exists() and not _holds(place, files):
            name += "-again"
        if not place.exists():
            stage.rename(place)
            sync_folder(self._folder)
        return name

    def _point(self, pointer: Pointer) -> None:
        """Switch in one step, and then take away what is no longer needed.

        Raises RefusedError only where nothing was switched; what fails afterwards is a warning.
        """
        text = json.dumps(asdict(pointer), indent=2) + "\n"
        if error := write_text(self._folder / POINTER, text):
            what = "it is done, but a loss of power now may undo it"
            log.warning("%s: %s (%s)", self._folder, what, error.strerror)
        try:
            tidy(self._folder, pointer.names)
        except OSError as error:
            what = "it is done, but what is no longer needed is still there"
            log.warning("%s: %s (%s)", self._folder, what, error.strerror)


def _as_said(pack: Pack, said: Manifest | None, given: Path) -> Pack:
    if said is not None and (said.pack, said.revision) != (pack.id, pack.revision):
        what = f'names "{said.pack}" revision {said.revision}; build the file anew'
        raise RefusedError([Fault(str(given), MANIFEST, what)])
    if said is not None and (names := undeclared(said.files, pack)):
        what = "is in a language that the pack does not have; build the file anew"
        raise RefusedError(Fault(str(given), name, what) for name in names)
    return pack


def _holds(folder: Path, files: Contents) -> bool:
    """Whether a folder has exactly these files, whole."""
    try:
        return contents(folder) == files
    except UnreadableFileError:
        return False


@contextmanager
def _in_words_of(given: Path, folder: Path) -> Iterator[None]:
    """Let every fault name the file that was given, not the folder that it was unpacked to."""
    try:
        yield
    except KioskError as error:
        at = len(folder.parts) + 1
        raise type(error)(
            replace(fault, file=str(given.joinpath(*Path(fault.file).parts[at:])))
            if fault.file.startswith(str(folder))
            else fault
            for fault in error.faults
        ) from None
