"""Runs every benchmark on a screen of its own and prints the table."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.start import start_figures

DISPLAY_SIZE = "1080x1920x24"
REPORT = Path("dist/bench.json")


@contextmanager
def screen() -> Iterator[None]:
    """A virtual screen for the time of the benchmarks."""
    end, number = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-screen", "0", DISPLAY_SIZE, "-displayfd", str(number), "-nolisten", "tcp"],
        pass_fds=[number],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.environ["DISPLAY"] = ":" + os.read(end, 16).decode().strip()
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a kiosk: compiled once
        try:
            yield
        finally:
            server.terminate()


def main() -> int:
    """Print the figures; 1 if one of them is beyond what it may be."""
    with screen():
        figures = start_figures()
        for part in ("visits", "checking"):
            command = [sys.executable, "-m", f"tests.benchmarks.{part}"]
            inside = subprocess.run(command, check=True, stdout=subprocess.PIPE)
            figures |= json.loads(inside.stdout)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{name:24} {json.dumps(value)}")
    broken = [name for name, most in LIMITS.items() if _worst(figures[name]) > most]
    for name in broken:
        print(f"{name} is more than {LIMITS[name]}", file=sys.stderr)
    return int(bool(broken))


LIMITS = {
    "first_frame_ratio": 1.7,
    "peak_rss_ratio": 1.5,
    "tap_to_paint_ms": 16.7,
    "decide_us": 100.0,
    "check_ms": 150.0,
    "check_growth": 2.0,
}
"""The most that each figure may be; of a table, its 99th percentile or largest pack."""


def _worst(figure: object) -> float:
    match figure:
        case {"p99": worst} | {"60": worst}:
            return float(worst)
        case _:
            return float(str(figure))


if __name__ == "__main__":
    sys.exit(main())
