import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.health import FILE as HEALTH
from tests.needs import is_there, needs
from tests.visit import MARK, TOUCHES

CALLS = "trace=%file,write,writev,pwrite64,sendto,sendmsg,connect,ftruncate,memfd_create"
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|\b(rename|unlink|mkdir|ftruncate|memfd)")
ANSWERS = [name.split(":")[1] for name in TOUCHES if name.startswith("option:")]


def may_trace() -> bool:
    """Whether this machine lets a program be watched, as few containers do not."""
    trying = ["strace", "-o", os.devnull, "true"]
    return not (
        is_there("strace") and subprocess.run(trying, check=False, capture_output=True).returncode
    )


@needs("strace")
@pytest.mark.skipif(not may_trace(), reason="strace is not allowed here")
def test_a_visit_writes_no_file_and_tells_nobody(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (tmp_path / "run").mkdir()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUNTIME_DIRECTORY": str(tmp_path / "run"),
    }
    subprocess.run(
        [
            "strace",
            "-f",
            "-s",
            "65535",
            "-e",
            CALLS,
            "-o",
            trace,
            sys.executable,
            "-m",
            "tests.visit",
        ],
        check=True,
        env=environment,
        capture_output=True,
        timeout=120,
    )
    lines = trace.read_text("utf-8", errors="replace").splitlines()
    (began,) = [place for place, line in enumerate(lines) if f'write(1, "{MARK}' in line]
    visit = lines[began + 1 :]
    assert HEALTH in "".join(lines[:began])  # it is told of the kiosk by a clock, never by a visit
    assert (tmp_path / "run" / HEALTH).exists()
    written = [line for line in visit if WRITES.search(line) and "/dev/" not in line]
    assert not [line for line in written if HEALTH not in line]
    assert not [line for line in visit if "connect(" in line]
    sent = [line for line in visit if re.search(r"\b(write|writev|sendto|sendmsg)\(", line)]
    assert not [line for line in sent if any(answer in line for answer in ANSWERS)]
