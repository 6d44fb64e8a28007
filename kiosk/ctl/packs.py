"""`kioskctl packs`: which packs are on this machine, and which one a kiosk shows."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace

from kiosk import paths
from kiosk.ctl.machine import add_state_option, asked_here, overruled
from kiosk.shelf.shelf import Kept, kept

HELP = "list the packs on this machine, and which one is shown"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_state_option(parser)


def run(said: Namespace) -> int:
    """List them, the one that is looked for first at the top; 1 where the kiosk cannot show it."""
    asked, told = asked_here(), list(overruled())
    found = list(kept(said.state or paths.machine_state(), asked))
    if asked is None:  # then visitors see an apology
        found = [replace(each, shown=False) for each in found]
    if said.json:
        shown = next((each.source.which for each in found if each.shown), None)
        packs = [_plain(each) for each in found]
        print(json.dumps({"shown": shown, "packs": packs, "overruled": told}, ensure_ascii=False))
    else:
        _tell(found)
        print("".join(f"{line}\n" for line in told), end="")
    return int(not found[0].shown)


def _plain(each: Kept) -> dict[str, object]:
    told = {"which": each.source.which, "folder": str(each.source.folder)}
    pack = each.pack and {"pack": each.pack.id, "revision": each.pack.revision}
    faults = each.refusal.faults if each.refusal else ()
    plain = {**told, **(pack or {"pack": None, "revision": None})}
    return {**plain, "faults": [asdict(fault) for fault in faults]}


def _tell(found: Sequence[Kept]) -> None:
    for each in found:
        pack = f"{each.pack.id} revision {each.pack.revision}" if each.pack else "cannot be used"
        mark = "*" if each.shown else " "
        print(f"{mark} {each.source.which:8}  {pack}  {each.source.folder}")
        if each.refusal:
            print("\n".join(f"    {fault}" for fault in each.refusal.faults))
