"""`kioskctl doctor`: whether this machine has what a kiosk needs."""

import json
import os
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime

from kiosk.ctl.checkup import State, facts

HELP = "look whether this machine has what a kiosk needs"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print a line for each fact; 1 where a kiosk would not start, or not show the right thing."""
    found = list(facts(os.environ, datetime.now().astimezone()))
    if said.json:
        print(json.dumps({"facts": [asdict(fact) for fact in found]}, ensure_ascii=False))
    else:
        for fact in found:
            print(f"{fact.state:5}  {fact.name}: {fact.what}")
    return int(any(fact.state is State.FAULT for fact in found))
