"""The real program on X when another program takes its window away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.closed import EXIT_CODE


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """An X server of its own, which says which display it has become."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1080x1920x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


def test_a_kiosk_whose_window_is_taken_away_ends_to_start_anew(
    tmp_path: Path, display: str
) -> None:
    own = {"DISPLAY": display, "STATE_DIRECTORY": str(tmp_path), "RUNTIME_DIRECTORY": str(tmp_path)}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "kiosk"]
    with subprocess.Popen(command, env=kept | own, stderr=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stderr is not None
        next(line for line in kiosk.stderr if "ready for visitors" in line)
        search = ["xdotool", "search", "--sync", "--pid", str(kiosk.pid)]
        found = subprocess.run(search, env=kept | own, capture_output=True, text=True, check=True)
        close = ["xdotool", "windowclose", found.stdout.split()[-1]]
        subprocess.run(close, env=kept | own, check=True)
        assert "another program took the window away" in kiosk.stderr.read()
        assert kiosk.wait() == EXIT_CODE
