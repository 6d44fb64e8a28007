"""Whatever a file holds: faults in words, in bounded time and memory, and nobody let in by it."""

import os
import re
import resource
import shutil
import time
from itertools import islice
from pathlib import Path

import pytest

from kiosk.ctl import main
from kiosk.flow.steps import Finish, Flow
from kiosk.live import statuses
from kiosk.pack.models import LETS_IN
from kiosk.pack.reading import read_pack
from kiosk.pack.words import Answers
from tests.adversary.hostile import PACKED, Hostile, hostile, mutated, sound
from tests.plain import JUNE

ALL = os.environ.get("ADVERSARY") == "all"
MUTANTS = 3000 if ALL else 120
STEP = 1 if ALL else 8
MOST_SECONDS, MOST_MEBIBYTES = 10, 400
FAULT = re.compile(r"^(/\S[^:]*|--[a-z]+|output): .+")


def test_there_are_hostile_files_of_every_kind(tmp_path: Path) -> None:
    every = list(hostile(tmp_path))
    assert len({each.content for each in every}) >= 300
    assert {each.file for each in every} == {each.file for each in mutated(tmp_path, 4)}


def test_no_hostile_file_does_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [
        tried(each, tmp_path, capsys) for each in islice(hostile(tmp_path / "made"), 0, None, STEP)
    ]
    assert codes.count(0) <= len(codes) // 8


def test_no_mutant_does_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [tried(each, tmp_path, capsys) for each in mutated(tmp_path / "made", MUTANTS)]
    assert codes.count(1) + codes.count(3) > len(codes) // 2


def tried(given: Hostile, folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """How the program ends with a file; it is quick, says what is wrong, and lets nobody in."""
    pack = folder / "pack"
    shutil.rmtree(pack, ignore_errors=True)
    sound(pack)
    file = pack / given.file
    file.write_bytes(given.content)
    state = folder / "state"
    packed = ("apply", str(file), "--state", str(state))
    began = time.process_time()
    code = main(packed if given.file == PACKED else ("check", str(pack)))
    took = time.process_time() - began
    told = capsys.readouterr()
    assert took < MOST_SECONDS, given.name
    assert peak() < MOST_MEBIBYTES, given.name
    assert code in {0, 1, 3}, given.name
    lines = told.err.splitlines() if told.err else told.out.splitlines()
    assert code == 0 or FAULT.match(lines[0]), (given.name, lines[:3])
    if code == 0 and given.file != PACKED:
        lets_nobody_in_unscreened(pack)
    return code


def peak() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lets_nobody_in_unscreened(folder: Path) -> None:
    """By trying every visit with one answer to each question, and no proof."""
    pack = read_pack(folder)
    kinds = {outcome.id: outcome.kind for outcome in pack.outcomes}
    clear = {each.id: set(each.screens.clear) for each in pack.questions if each.screens}
    for site in pack.sites:
        flow = Flow(pack, site.id, statuses(pack, JUNE))
        waiting: list[Answers] = [{}]
        while waiting:
            given = waiting.pop()
            step = flow.next_step(given)
            if isinstance(step, Finish):
                let_in = kinds[step.outcome] in LETS_IN
                assert not let_in or all(set(given[name]) <= clear[name] for name in clear)
                continue
            asked = next(each for each in flow.asked if each.question.id == step.question)
            waiting += [{**given, step.question: (option,)} for option in asked.offered]
