"""Programs that run beside a test, and waiting for them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

PATIENCE_S = 120.0
"""How long anything may take to start, on a machine that is busy with other things."""
_LOOK_AGAIN_S = 0.05
_TO_END_S = 5.0

Found = TypeVar("Found")


def until(
    look: Callable[[], Found | None],
    what: str,
    seconds: float = PATIENCE_S,
    seen: Callable[[], object] = str,
) -> Found:
    """What is looked for, as soon as it is there; else what is seen in its place."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds:.0f} s; {seen()}"
        time.sleep(_LOOK_AGAIN_S)
    return found


@contextmanager
def program(
    environment: Mapping[str, str], log: Path, *command: str | Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that writes what it says to a log; at the end it goes, with all it has started."""
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_TO_END_S)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def output(environment: Mapping[str, str], *command: str | Path) -> bytes:
    """What a tool prints; nothing where it does not succeed."""
    done = subprocess.run(
        command, env=dict(environment), capture_output=True, timeout=PATIENCE_S, check=False
    )
    return done.stdout if done.returncode == 0 else b""
