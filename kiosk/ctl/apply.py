"""`kioskctl apply`: put a pack in use on this machine."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk import paths
from kiosk.ctl.machine import add_state_option, announce, asked_here
from kiosk.shelf.shelf import Shelf

HELP = "check a pack and put it in use on this machine"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument(
        "given", type=Path, metavar="FILE.kioskpack|DIR", help="the pack, as a file or a folder"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="also a pack without the site, languages or theme of this machine's settings",
    )
    add_state_option(parser)


def run(said: Namespace) -> int:
    """Put the pack in use; the running kiosk takes it when nobody is there."""
    asked = None if said.force else asked_here()
    placed = Shelf(said.state or paths.machine_state()).put(said.given, asked)
    pack = placed.pack
    told = {"pack": pack.id, "revision": pack.revision, "folder": str(placed.folder)}
    how = "in use" if placed.changed else "in use already, nothing is changed"
    line = f"{pack.id} revision {pack.revision}: {how} ({placed.folder})"
    announce({**told, "changed": placed.changed}, line, as_json=said.json)
    return 0
