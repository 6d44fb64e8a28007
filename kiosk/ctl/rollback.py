"""`kioskctl rollback`: go back to the pack that was in use before."""

import json
from argparse import ArgumentParser, Namespace

from kiosk import paths
from kiosk.ctl.machine import add_state_option, overruled
from kiosk.pack.reading import read_pack
from kiosk.shelf.shelf import Shelf

HELP = "go back to the pack that was in use before"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_state_option(parser)


def run(said: Namespace) -> int:
    """Exchange the pack in use for the one before; once more, and it is back."""
    source = Shelf(said.state or paths.machine_state()).go_back()
    pack = read_pack(source.folder)
    if said.json:
        told = {"pack": pack.id, "revision": pack.revision, "which": source.which}
        print(json.dumps({**told, "overruled": list(overruled())}))
        return 0
    print(f"{pack.id} revision {pack.revision}: in use again ({source.which})")
    for line in overruled():
        print(line)
    return 0
