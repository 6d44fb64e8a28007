"""What a kiosk tells of itself to those who look after it; never anything about a visit.

It is a file that the running kiosk writes anew every few seconds.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk import __released__, __version__, raw

FILE = "health.json"
STALE_AFTER = timedelta(seconds=30)
"""How old the file may be; a kiosk writes it three times as often."""
MOST_BYTES = 100_000
_SHOWN = frozenset({"pack", "revision", "which", "site"})


@dataclass(frozen=True)
class Observed:
    """What the kiosk sees of itself and of its machine.

    Shown is the pack, its revision, where it is from, the site and the languages; None before
    there is any. A lapse is why no better pack is shown.
    """

    shown: Mapping[str, object] | None
    lapse: str = ""
    out_of_service: bool = False
    covers_screen: bool = True
    touch_gone: bool = False
    state: Path | None = None
    """The folder of the state, where it cannot be written."""
    in_front: bool = True
    picture: str = ""
    """What is wrong with what the screen shows, as the display itself has found it."""
    not_taken: str = ""
    """Why the pack that was put on this machine since is not shown."""
    unscreened: bool = False
    """Whether the rules would have let somebody in whom the screening questions do not clear."""


@dataclass(frozen=True)
class Reason:
    """Why a kiosk is not as it should be: a word for programs, and what to do for people."""

    code: str
    what: str


def reasons(observed: Observed, now: datetime) -> Iterator[Reason]:
    """Everything that is not as it should be."""
    yield from _of_content(observed)
    yield from _of_machine(observed, now)


def _of_content(observed: Observed) -> Iterator[Reason]:
    if observed.shown is None or observed.out_of_service:
        yield Reason("out-of-service", "visitors see an apology; the log says why")
    if observed.shown is not None and observed.lapse:
        what = f"the {observed.shown['which']} pack stands in: {observed.lapse}"
        yield Reason("stand-in-pack", f"{what}; see kioskctl packs")
    if observed.not_taken:
        what = f"another pack was put on this machine, but is not shown: {observed.not_taken}"
        yield Reason("pack-not-taken", what)
    if observed.unscreened:
        what = "the rules would have let in somebody who is not clear; the visitor was kept out"
        yield Reason("unscreened", f"{what}; see the log, and take another pack or program")


def is_impossible(now: datetime) -> bool:
    """Whether a clock that says this is wrong, so that no calendar can be looked up by it."""
    return now.date().isoformat() < __released__


def _of_machine(observed: Observed, now: datetime) -> Iterator[Reason]:
    if is_impossible(now):
        what = (
            f"it says {now.date()}, before this program was made; nobody is let in until it is set"
        )
        yield Reason("clock", what)
    if observed.state is not None:
        what = f"{observed.state} cannot be written; starts are slower, and no pack can be applied"
        yield Reason("state-read-only", what)
    if not observed.covers_screen:
        what = "the window does not cover the screen; look at the window manager or compositor"
        yield Reason("display-not-covered", what)
    if observed.picture:
        what = f"{observed.picture}; see journalctl -u kiosk-display, then restart that"
        yield Reason("display-picture", what)
    if not observed.in_front:
        what = "another window lies over the kiosk or has its keys; look which program that is"
        yield Reason("not-in-front", what)
    if observed.touch_gone:
        yield Reason("touch-gone", "the touch screen was there and is gone; look at its cable")


def document(observed: Observed, since: datetime, now: datetime) -> Mapping[str, Any]:
    """The health as its file holds it."""
    return {
        "at": now.isoformat(timespec="seconds"),
        "since": since.isoformat(timespec="seconds"),
        "version": __version__,
        "ready": observed.shown is not None and not observed.out_of_service,
        "shown": observed.shown,
        "degraded": [asdict(reason) for reason in reasons(observed, now)],
    }


def status(told: Mapping[str, Any]) -> str:
    """The health in one line."""
    shown, degraded = told["shown"], [reason["code"] for reason in told["degraded"]]
    what = (
        f"{shown['pack']} revision {shown['revision']} ({shown['which']}), site {shown['site']}"
        if shown
        else "no pack"
    )
    return f"{what}; degraded: {', '.join(degraded)}" if degraded else f"{what}; healthy"


def write(folder: Path, told: Mapping[str, Any]) -> None:
    """Write the file anew in one step, or raise OSError."""
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    raw.replace(folder / FILE, text.encode(), mode=0o644)


def read(folder: Path) -> Mapping[str, Any]:
    """What the file holds, or raise OSError or ValueError."""
    held = raw.bounded(folder / FILE, MOST_BYTES)
    try:
        told = json.loads(held)
    except RecursionError:
        raise ValueError(folder) from None
    if not isinstance(told, dict) or not _is_health(told):
        raise ValueError(folder)
    return told


def _is_health(told: Mapping[str, Any]) -> bool:
    """Whether everything that is looked up in a health is there, and of the right kind."""
    shown, degraded = told.get("shown", ""), told.get("degraded")
    return (
        isinstance(told.get("at"), str)
        and (shown is None or (isinstance(shown, dict) and shown.keys() >= _SHOWN))
        and isinstance(degraded, list)
        and all(isinstance(each, dict) and each.keys() >= {"code", "what"} for each in degraded)
        and all(isinstance(each["code"], str) for each in degraded)
    )


def age(told: Mapping[str, Any], now: datetime) -> timedelta:
    """How long ago the file was written, or raise ValueError; a clock may have been set back."""
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError(at)
    return abs(now - at)


def unwritable(folder: Path) -> Path | None:
    """The folder, where nothing can be written to it and it cannot be made."""
    try:
        there = next(each for each in (folder, *folder.parents) if each.exists())
    except OSError:  # a parent lets nobody in
        return folder
    return None if os.access(there, os.W_OK) and there.is_dir() else folder
