"""What the verbs share that work on this machine rather than on a pack."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.settings import read_settings
from kiosk.shelf.choice import Asked


def add_state_option(parser: ArgumentParser) -> None:
    """Declare the folder of this machine's state, and the form of the answer."""
    parser.add_argument(
        "--state", type=Path, metavar="DIR", help="the kiosk's state; that of this machine without"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def asked_here() -> Asked | None:
    """What is asked of the kiosk on this machine; None where its settings cannot be read."""
    try:
        return Asked(read_settings(None), paths.SETTINGS)
    except KioskError:
        return None


def announce(told: Mapping[str, object], line: str, *, as_json: bool) -> None:
    """Print what was done; where that cannot be written, it is done all the same."""
    notes = list(overruled())
    text = json.dumps({**told, "overruled": notes}) if as_json else "\n".join((line, *notes))
    try:
        print(text, flush=True)
    except OSError as error:
        print(f"{line}\noutput: cannot be written ({error.strerror})", file=sys.stderr)
        with suppress(OSError):
            sys.stdout.close()  # or Python would complain at the end about what is left in it


def overruled() -> Iterator[str]:
    """Why a kiosk would show none of the packs that were put on this machine."""
    try:
        named = read_settings(None).pack
    except KioskError as error:
        yield f"the kiosk apologises until its settings are mended: {error}"
        return
    if named:
        yield f"{paths.SETTINGS}: pack: names {named}; the kiosk shows that until it is taken out"
