"""`kioskctl version`: what is installed."""

import json
import platform
from argparse import ArgumentParser, Namespace
from importlib.metadata import PackageNotFoundError, version

from kiosk import __version__

HELP = "print the versions of the program and of what it rests on"
_PARTS = ("PySide6-Essentials", "pydantic", "babel", "segno")


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print the versions."""
    versions = {"kiosk": __version__, "python": platform.python_version()}
    versions |= {part: _version(part) for part in _PARTS}
    if said.json:
        print(json.dumps(versions))
    else:
        for part, number in versions.items():
            print(f"{part} {number}")
    return 0


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "not installed"
