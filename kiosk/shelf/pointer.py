"""Which pack a kiosk shows: asked for, put on this machine, or built in.

It is looked at before the first frame, so nothing here reads a pack.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kiosk import paths, raw
from kiosk.errors import Fault, UnreadableFileError

POINTER = "in-use.json"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_BYTES = 4096


class DamagedPointerError(UnreadableFileError):
    """A pointer that can be read and does not say which packs are in use."""


class Which(StrEnum):
    """Where a pack is from."""

    OPTION = "option"
    SETTINGS = "settings"
    CURRENT = "current"
    PREVIOUS = "previous"
    BUILT_IN = "built-in"


@dataclass(frozen=True)
class Source:
    """The folder of a pack, and why it is looked for there; a lapse tells why in no better one."""

    which: Which
    folder: Path
    lapse: str = ""


@dataclass(frozen=True)
class Pointer:
    """The names of the pack in use and of the one before it; None stands for the built-in pack."""

    current: str | None = None
    previous: str | None = None

    @property
    def names(self) -> set[str]:
        """The folders that must stay."""
        return {name for name in (self.current, self.previous) if name is not None}


def shelf_folder(state: Path) -> Path:
    """The folder in which this machine keeps its packs."""
    return state / "packs"


def read_pointer(folder: Path) -> Pointer:
    """The pointer of a shelf, of an empty one without it.

    Raises DamagedPointerError for what is none, UnreadableFileError where nobody can look.
    """
    path = folder / POINTER
    try:
        document = json.loads(raw.bounded(path, _MOST_BYTES))
        return Pointer(_name(document["current"]), _name(document["previous"]))
    except FileNotFoundError as error:
        if _leads_nowhere(path):
            raise UnreadableFileError([_unreadable(path, error)]) from None
        return Pointer()
    except OSError as error:
        raise UnreadableFileError([_unreadable(path, error)]) from None
    except (ValueError, RecursionError, KeyError, TypeError):
        what = 'does not name the packs in use; run "kioskctl apply" with the pack to show'
        raise DamagedPointerError([Fault(str(path), "", what)]) from None


def _leads_nowhere(path: Path) -> bool:
    """Whether a link on the way to a file leads to nothing: no machine is set up like that."""
    ways = (path, path.parent, path.parent.parent)
    return any(each.is_symlink() and not each.exists() for each in ways)


def _unreadable(path: Path, error: OSError) -> Fault:
    if isinstance(error, NotADirectoryError):
        what = "lies in something that is no folder; take that away, and apply the pack to show"
    else:
        reason = (error.strerror or "cannot be read").lower()
        what = f"{reason}; give the kiosk's user access to it"
    return Fault(str(path), "", what)


def _name(written: object) -> str | None:
    if written is None or (isinstance(written, str) and _NAME.fullmatch(written)):
        return written
    raise ValueError(written)


def sources(option: Path | None, named: Path | None, state: Path) -> tuple[Source, ...]:
    """Where a kiosk looks for its pack: what is asked for, or else the best first of what it has.

    The built-in pack is the last resort; it is also there when the pointer is damaged.
    """
    if option is not None:
        return (Source(Which.OPTION, option),)
    if named is not None:
        return (Source(Which.SETTINGS, named),)
    folder = shelf_folder(state)
    try:
        pointer = read_pointer(folder)
    except UnreadableFileError as error:
        return (_built_in(str(error)),)
    return (*_kept(folder, pointer), _built_in(_UNUSABLE if pointer.current else ""))


_UNUSABLE = "the pack that was put on this machine cannot be used"


def stand_ins(named: Path | None, state: Path) -> tuple[Source, ...]:
    """What is left for a kiosk that keeps failing with its pack: what was in use before it."""
    found = sources(None, named, state)
    before = found if found == (BUILT_IN,) else found[1:]
    return tuple(replace(source, lapse=_FAILING) for source in before)


_FAILING = "the kiosk keeps failing"


def _built_in(lapse: str = "") -> Source:
    return Source(Which.BUILT_IN, paths.BUILT_IN_PACK, lapse)


BUILT_IN = _built_in()
"""The pack that comes with the program."""


def _kept(folder: Path, pointer: Pointer) -> Iterator[Source]:
    if pointer.current is None:
        return
    yield Source(Which.CURRENT, folder / pointer.current)
    if pointer.previous is not None:
        yield Source(Which.PREVIOUS, folder / pointer.previous, _UNUSABLE)
