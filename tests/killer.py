"""Puts packs in use in processes that are killed on the way: `python -m tests.killer`.

A line on standard input says before which touch of a file, the pack and the state; the answer is
whether it came to that.
"""

import json
import os
import signal
import sys
from pathlib import Path

from kiosk.shelf.shelf import Shelf

MADE = {"open", "os.mkdir", "os.rename", "os.chmod"}
GOING = {"os.remove", "os.rmdir"}


def killed_at(event: int, given: Path, state: Path) -> bool:
    """Whether the process was killed before it touched a file once more."""
    child = os.fork()
    if child == 0:
        left = event

        def count(name: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if name in GOING or (name in MADE and str(state) in str(arguments[0])):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        Shelf(state).put(given)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    for line in sys.stdin:
        number, pack, folder = json.loads(line)
        print(json.dumps(killed_at(number, Path(pack), Path(folder))), flush=True)
