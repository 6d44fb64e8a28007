"""`kioskctl packs`: which packs are on this machine, and which one a kiosk shows."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from kiosk import paths
from kiosk.ctl.machine import add_state_option, overruled
from kiosk.shelf.shelf import Kept, kept

HELP = "list the packs on this machine, and which one is shown"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_state_option(parser)


def run(said: Namespace) -> int:
    """List them, the one that is looked for first at the top; 1 where the first cannot be used."""
    found = list(kept(said.state or paths.machine_state()))
    shown = next((each.source.which for each in found if each.pack), None)
    if said.json:
        print(json.dumps({"shown": shown, "packs": [_plain(each) for each in found]}))
    else:
        _tell(found)
    return int(found[0].pack is None)


def _plain(each: Kept) -> dict[str, object]:
    told = {"which": each.source.which, "folder": str(each.source.folder)}
    pack = each.pack and {"pack": each.pack.id, "revision": each.pack.revision}
    return {**told, **(pack or {"pack": None, "revision": None})}


def _tell(found: Sequence[Kept]) -> None:
    shown = next((each for each in found if each.pack), None)
    for each in found:
        pack = f"{each.pack.id} revision {each.pack.revision}" if each.pack else "cannot be used"
        mark = "*" if each is shown else " "
        print(f"{mark} {each.source.which:8}  {pack}  {each.source.folder}")
        if each.refusal:
            print("\n".join(f"    {fault}" for fault in each.refusal.faults))
    for line in overruled():
        print(line)
