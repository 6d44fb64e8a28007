"""`kioskctl rollback`: go back to the pack that was in use before."""

from argparse import ArgumentParser, Namespace

from kiosk import paths
from kiosk.ctl.machine import add_state_option, announce
from kiosk.shelf.shelf import Shelf

HELP = "go back to the pack that was in use before"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_state_option(parser)


def run(said: Namespace) -> int:
    """Exchange the pack in use for the one before; once more, and it is back."""
    pack, which = Shelf(said.state or paths.machine_state()).go_back()
    told = {"pack": pack.id, "revision": pack.revision, "which": which}
    line = f"{pack.id} revision {pack.revision}: in use again ({which})"
    announce(told, line, as_json=said.json)
    return 0
