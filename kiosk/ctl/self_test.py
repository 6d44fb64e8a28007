"""`kioskctl self-test`: let the kiosk program beside this one try every screen."""

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from kiosk.errors import Fault, RefusedError

HELP = "try every screen of this machine's kiosk, without showing it"
MOST_SECONDS = 300.0


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the settings to try")
    parser.add_argument("--pack", type=Path, metavar="DIR", help="the pack to try")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print a line for each fault; the exit code is that of the kiosk."""
    wanted = {"--settings": said.settings, "--pack": said.pack}
    options = [str(each) for pair in wanted.items() if pair[1] is not None for each in pair]
    ended = _ended([*program(), "--self-test", *options])
    lines = ended.stdout.splitlines()
    sys.stderr.write(ended.stderr)
    if said.json:
        told = {"passed": ended.returncode == 0, "faults": lines[:-1], "told": lines[-1:]}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(lines))
    return ended.returncode


def program(frozen: bool | None = None) -> Sequence[str]:  # noqa: FBT001 - as PyInstaller says it
    """How the kiosk is started: the program in the same folder, or the same Python."""
    if getattr(sys, "frozen", False) if frozen is None else frozen:
        own = Path(sys.executable)
        return (str(own.with_name("kiosk").with_suffix(own.suffix)),)
    return sys.executable, "-m", "kiosk"


def _ended(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 - nothing of it comes from outside
            command, capture_output=True, encoding="utf-8", timeout=MOST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        what = f"does not end in {MOST_SECONDS:g} s; see its log"
        if isinstance(error, OSError):
            what = f"cannot be started ({error.strerror}); install it anew"
        raise RefusedError([Fault(command[0], "", what)]) from None
