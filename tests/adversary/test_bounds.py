"""Every pack within the caps is decided in ten seconds and 400 MiB, every other one refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adversary.measuring import ended, packs

MOST_SECONDS, MOST_MEBIBYTES = 10, 400
REFUSED_WITHIN = 2
"""Seconds of a processor, of which starting the program takes more than half."""

BEYOND_A_CAP = {
    "near misses of 3,000 ids",
    "5,000 sites",
    "2,000 services",
    "730 periods",
    "4,000 examples",
    "4,000 guarantees",
    "4,000 outcomes",
    "3,000 languages",
    "12,000 lists that are too short",
    "12,000 texts that are too short",
    "12,000 unknown keys",
    "a plural form in a catalogue",
}
QUICK = {"5,000 sites", "60 services on 24 days", "near misses of 900 ids at 80 sites"}
TRIED = [
    (name, write)
    for name, write in packs().items()
    if os.environ.get("ADVERSARY") == "all" or name in QUICK | {"a plural form in a catalogue"}
]


@pytest.mark.parametrize(("name", "write"), TRIED, ids=[name for name, _ in TRIED])
def test_a_large_pack_is_decided_or_refused(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / "pack")
    end = ended(tmp_path, "check", str(tmp_path / "pack"))
    assert "Traceback" not in end.err
    assert end.code in {0, 1}
    assert end.mebibytes < MOST_MEBIBYTES
    assert end.seconds < (REFUSED_WITHIN if name in BEYOND_A_CAP else MOST_SECONDS)
    if name in BEYOND_A_CAP:
        assert end.code == 1
