"""`kioskctl new`: a pack of one's own, from a shipped one."""

import re
import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk import paths
from kiosk.errors import Fault, RefusedError
from kiosk.files import read_text, write_text
from kiosk.pack.reading import CONTENT
from kiosk.pack.words import ID

HELP = "begin a pack of your own"
_LONGEST = ID.max_length or 0


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
    try:
        there = folder.exists()
        if not there:
            shutil.copytree(paths.PACKS / said.source, folder)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no possible name"
        what = f"cannot be made ({reason}); choose another place"
        raise RefusedError([Fault(str(folder), "", what)]) from None
    if there:
        what = "is there already; name a folder that is not, so that nothing is lost"
        raise RefusedError([Fault(str(folder), "", what)])
    name = _name(folder.name) or said.source
    content = folder / CONTENT
    write_text(content, read_text(content).replace(f'"id": "{said.source}"', f'"id": "{name}"', 1))
    print(f'{folder}: a copy of {said.source} with the id "{name}".')
    print(f"Edit content.json, then: kioskctl check {folder}")
    return 0


def _name(folder: str) -> str:
    """The id that is most like the name of a folder; empty where nothing of it can be in one."""
    return "-".join(re.findall("[a-z0-9]+", folder.lower()))[:_LONGEST].rstrip("-")
