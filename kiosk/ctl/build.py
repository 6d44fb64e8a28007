"""`kioskctl build`: a pack as one file, to be carried to kiosks."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk.files import write_bytes
from kiosk.shelf.contents import contents, strangers, undeclared
from kiosk.shelf.shelf import built

HELP = "pack a pack into one file, the same bytes every time"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.kioskpack", help="the file to write"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Write the file; a pack with errors is refused."""
    archive, pack = built(said.pack)
    write_bytes(said.out, archive)
    left_out = sorted([*strangers(said.pack), *undeclared(contents(said.pack), pack)])
    if said.json:
        told = {"pack": pack.id, "revision": pack.revision, "bytes": len(archive)}
        print(json.dumps({**told, "left_out": left_out}, ensure_ascii=False))
    else:
        print(f"{said.out}: {pack.id} revision {pack.revision}, {len(archive)} bytes")
        for name in left_out:
            print(f"{said.pack / name}: does not belong to a pack and was left out")
    return 0
