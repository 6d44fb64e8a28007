"""`kioskctl self-test`: let the kiosk program beside this one try every screen."""

import json
import re
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from kiosk.errors import Fault, RefusedError

HELP = "try every screen of this machine's kiosk, without showing it"
MOST_SECONDS = 300.0
_EXIT_CODES = range(4)
_THROUGH = re.compile(r"self-test: \d+ screens, ")
_NO_COMPLAINT = (" ", "Traceback ", "DEBUG ", "INFO ", "WARNING ", "ERROR ", "CRITICAL ")


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the settings to try")
    parser.add_argument("--pack", type=Path, metavar="DIR", help="the pack to try")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print a line for each fault; the exit code is that of the kiosk, or 1 where it was ended."""
    wanted = {"--settings": said.settings, "--pack": said.pack}
    options = [str(each) for pair in wanted.items() if pair[1] is not None for each in pair]
    ended = _ended([*program(), "--self-test", *options])
    sys.stderr.write(ended.stderr)
    lines = ended.stdout.splitlines()
    if ended.returncode not in _EXIT_CODES:
        lines.append(f"self-test: not ended by itself, but with {ended.returncode}; see its log")
    if said.json:
        told = [line for line in lines[-1:] if _THROUGH.match(line)]
        faults = lines[: len(lines) - len(told)]
        if not told:
            faults += _complaints(ended.stderr)
        passed = {"passed": ended.returncode == 0, "faults": faults, "told": told}
        print(json.dumps(passed, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
    return ended.returncode if ended.returncode in _EXIT_CODES else 1


def _complaints(said: str) -> list[str]:
    """What a kiosk that was not through said in a line each; not its log, nor where in a module."""
    return [line for line in said.splitlines() if not line.startswith(_NO_COMPLAINT)]


def program(frozen: bool | None = None) -> Sequence[str]:  # noqa: FBT001 - as PyInstaller says it
    """How the kiosk is started: the program in the same folder, or the same Python."""
    if getattr(sys, "frozen", False) if frozen is None else frozen:
        own = Path(sys.executable)
        return (str(own.with_name("kiosk").with_suffix(own.suffix)),)
    return sys.executable, "-m", "kiosk"


def _ended(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 - nothing of it comes from outside
            command,
            capture_output=True,
            encoding="utf-8",  # as kiosk/__main__.py has it
            errors="replace",
            timeout=MOST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        what = f"does not end in {MOST_SECONDS:g} s; see its log"
        if isinstance(error, OSError):
            what = f"cannot be started ({error.strerror}); install it anew"
        raise RefusedError([Fault(command[0], "", what)]) from None
