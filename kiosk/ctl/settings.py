"""`kioskctl settings`: whether a `kiosk.toml` can be used."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk import paths
from kiosk.errors import RefusedError, WrongUseError
from kiosk.settings import read_settings
from kiosk.shelf.choice import Asked, first_usable
from kiosk.shelf.pointer import sources

HELP = "check the settings of a machine"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    actions = parser.add_subparsers(required=True, metavar="check")
    check = actions.add_parser("check", help="list everything to mend in a kiosk.toml")
    check.add_argument("file", type=Path, metavar="FILE", help="the settings")
    check.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Check the file, and that the pack which a kiosk looks at first has what it asks for."""
    settings = read_settings(said.file)
    asked = Asked(settings, said.file)
    try:
        looked_at = sources(None, settings.pack_folder, paths.machine_state())
        source, editions = first_usable(asked, looked_at[:1])
    except WrongUseError as error:  # of the kiosk, not of this program
        raise RefusedError(error.faults) from None
    pack, site = next(iter(editions.values())).pack, asked.site_in(editions)
    if said.json:
        told = {"pack": pack.id, "revision": pack.revision, "which": source.which, "site": site}
        print(json.dumps({**told, "languages": list(editions)}))
    else:
        print(
            f"{said.file}: sound; the kiosk shows {pack.id} revision {pack.revision} "
            f"({source.which}), site {site}, languages {', '.join(editions)}"
        )
    return 0
