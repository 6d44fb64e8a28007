"""How long a program takes, and how much memory, at most; prints a table of every large pack."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.pack.reading import CONTENT
from tests.adversary.large import LARGE, WORDS, Document

KIB = 1024


@dataclass(frozen=True)
class Ended:
    """How a program ended: seconds of its own on a processor and in all, MiB at its peak.

    A busy machine makes the second figure larger, not the first.
    """

    code: int
    seconds: float
    elapsed: float
    mebibytes: float
    out: str
    err: str


def ended(folder: Path, *arguments: str) -> Ended:
    """Run kioskctl in a process of its own."""
    out, err = folder / "out", folder / "err"
    began = time.monotonic()
    with out.open("wb") as to, err.open("wb") as errors:
        actions = [(os.POSIX_SPAWN_DUP2, to.fileno(), 1), (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        command = [sys.executable, "-m", "kiosk.ctl", *arguments]
        child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
        _, status, used = os.wait4(child, 0)
    return Ended(
        os.waitstatus_to_exitcode(status),
        used.ru_utime + used.ru_stime,
        time.monotonic() - began,
        used.ru_maxrss / KIB,
        out.read_text("utf-8"),
        err.read_text("utf-8"),
    )


def packs() -> Mapping[str, Callable[[Path], None]]:
    """What writes each large pack into a folder."""
    return {**{name: partial(_written, make) for name, make in LARGE.items()}, **WORDS}


def _written(make: Callable[[], Document], folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / CONTENT).write_text(json.dumps(make()), "utf-8")


def main() -> None:
    """Print how each large pack is decided, or those whose names hold one of the arguments."""
    for name, write in packs().items():
        if sys.argv[1:] and not any(each in name for each in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as given:
            folder = Path(given)
            write(folder / "pack")
            end = ended(folder, "check", str(folder / "pack"))
        last = (end.out.splitlines() or end.err.splitlines() or [""])[-1]
        took = f"{end.seconds:6.1f} s ({end.elapsed:.1f} in all) {end.mebibytes:6.0f} MiB"
        print(f"{name:40} {took}  exit {end.code:3}  {last[-90:]}", flush=True)


if __name__ == "__main__":
    main()
