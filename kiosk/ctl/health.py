"""`kioskctl health`: how the kiosk on this machine is."""

import json
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from kiosk import health, paths
from kiosk.ctl.metrics import metrics

HELP = "tell how the kiosk on this machine is: 0 healthy, 1 degraded, 2 not there"
_DOWN = 2


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument(
        "--run",
        dest="folder",
        type=Path,
        metavar="DIR",
        help="where the kiosk writes its health.json",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--prometheus", action="store_true", help="print metrics for Prometheus")


def run(said: Namespace) -> int:
    """Print one line for each reason; 1 where there is one, 2 where no kiosk has told of late."""
    folder = said.folder or paths.machine_run()
    now = datetime.now().astimezone()
    try:
        told = health.read(folder)
        age = health.age(told, now)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "does not hold a health"
        return _down(said, f"{folder / health.FILE}: {reason}; no kiosk runs here, or not as one")
    if age > health.STALE_AFTER:
        what = f"was written {age.total_seconds():.0f} s ago; the kiosk has ended or hangs"
        return _down(said, f"{folder / health.FILE}: {what}")
    if said.prometheus:
        print(metrics(told))
    elif said.json:
        state = "degraded" if told["degraded"] else "healthy"
        print(json.dumps({"status": state, **told}, ensure_ascii=False))
    else:
        print(health.status(told))
        for each in told["degraded"]:
            print(f"{each['code']}: {each['what']}")
    return int(bool(told["degraded"]))


def _down(said: Namespace, what: str) -> int:
    if said.prometheus:
        print(metrics(None))
    elif said.json:
        print(json.dumps({"status": "down", "what": what}, ensure_ascii=False))
    else:
        print(what)
    return _DOWN
