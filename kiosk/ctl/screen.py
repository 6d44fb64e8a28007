"""`kioskctl screen`: what the graphics card sends to the screen of this machine."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from kiosk.errors import Fault, UnreadableFileError
from kiosk.scanout import Scanout, scanouts

HELP = "look at what the graphics card sends to the screen, as root: 0 a picture, 1 black"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument(
        "--cards",
        type=Path,
        default=Path("/dev/dri"),
        metavar="DIR",
        help="where the graphics cards are",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print one line for each picture; 1 where one is black or there is none."""
    found = _seen(said.cards)
    if said.json:
        print(json.dumps({"screens": [asdict(each) for each in found]}))
    else:
        print("\n".join(str(each) for each in found) or f"{said.cards}: no card sends anything")
    return int(not found or any(each.black for each in found))


def _seen(cards: Path) -> list[Scanout]:
    if not any(cards.glob("card*")):
        what = "there is no graphics card that Linux could be asked about; look at the glass"
        raise UnreadableFileError([Fault(str(cards), "", what)])
    try:
        return list(scanouts(cards))
    except OSError as error:
        what = f"cannot be looked at ({error.strerror or error}); ask as root"
        raise UnreadableFileError([Fault(str(cards), "", what)]) from None
