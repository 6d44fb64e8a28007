"""`kioskctl new`: a pack of one's own, from a shipped one."""

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk import paths
from kiosk.errors import Fault, RefusedError

HELP = "begin a pack of your own"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--from",
        dest="source",
        choices=("espoo", "template"),
        default="template",
        help="the shipped pack to begin with",
    )


def run(said: Namespace) -> int:
    """Copy a shipped pack; refuse a folder that is there already."""
    folder: Path = said.folder
    if folder.exists():
        what = "is there already; name a folder that is not, so that nothing is lost"
        raise RefusedError([Fault(str(folder), "", what)])
    try:
        shutil.copytree(paths.PACKS / said.source, folder)
    except OSError as error:
        what = f"cannot be made ({error.strerror}); choose another place"
        raise RefusedError([Fault(str(folder), "", what)]) from None
    print(f"{folder}: a copy of {said.source}. Edit content.json, then: kioskctl check {folder}")
    return 0
