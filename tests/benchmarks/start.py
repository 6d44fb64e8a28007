"""From the start of the process to the first frame, beside a bare window, in turns."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS = 11
BARE = (sys.executable, "-m", "tests.benchmarks.bare_window")
KIOSK = (sys.executable, "-m", "kiosk", "--first-frame")
READY = "ready for visitors"


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first frame, and MiB of memory at most."""

    seconds: float
    mib: float


def start_figures() -> dict[str, object]:
    """The medians of eleven starts each, one after the other in every round."""
    with tempfile.TemporaryDirectory() as state:
        kept = os.environ | {"STATE_DIRECTORY": state}
        first = _first_frame(KIOSK, kept)  # leaves the seal that later starts find
        bare, kiosk, unsealed, ready = [], [], [], []
        for number in range(ROUNDS):
            bare.append(_first_frame(BARE, kept))
            kiosk.append(_first_frame(KIOSK, kept))
            fresh = os.environ | {"STATE_DIRECTORY": f"{state}/{number}"}
            unsealed.append(_first_frame(KIOSK, fresh))
            ready.append(_ready_mib(kept))
    base, base_mib = median(s.seconds for s in bare), median(s.mib for s in bare)
    return {
        "first_frame_ratio": round(median(s.seconds for s in kiosk) / base, 2),
        "first_frame_ms": {
            "bare": round(base * 1000),
            "kiosk": round(median(s.seconds for s in kiosk) * 1000),
            "without_seal": round(median(s.seconds for s in unsealed) * 1000),
            "very_first": round(first.seconds * 1000),
        },
        "peak_rss_ratio": round(median(s.mib for s in kiosk) / base_mib, 2),
        "ready_rss_ratio": round(median(ready) / base_mib, 2),
        "peak_rss_mib": {
            "bare": round(base_mib, 1),
            "kiosk": round(median(s.mib for s in kiosk), 1),
            "ready": round(median(ready), 1),
        },
    }


def _first_frame(command: tuple[str, ...], environment: dict[str, str]) -> Start:
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        assert line.startswith("first_frame"), line
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
    return Start(seconds, usage.ru_maxrss / 1024)


def _ready_mib(environment: dict[str, str]) -> float:
    """The most memory that a kiosk has used once it is ready for visitors."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk"], env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        while READY not in (line := process.stderr.readline()):
            assert line, "the kiosk ended before it was ready"
        status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
        process.terminate()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
