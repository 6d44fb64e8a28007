"""Faults of the kernel and sudden death at every system call of apply, rollback and a start.

`python -m tests.injected` prints a table. An answer is wrong when what a program says of itself is
not what is in use afterwards. The calls are those of the real programs, and strace makes them fail.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk import paths, start
from kiosk.ctl import main
from kiosk.errors import KioskError, contained
from kiosk.opening import Wishes
from kiosk.shelf.pointer import read_pointer
from kiosk.shelf.shelf import Shelf, sound
from tests.plain import pack_with

ERRORS = ("EIO", "ENOSPC", "EACCES")
CALLS = (
    *("openat", "read", "write", "close", "newfstatat", "fstat", "lseek", "getdents64", "ioctl"),
    *("rename", "mkdir", "rmdir", "unlink", "unlinkat", "chmod", "fsync", "flock"),
)
VERBS = ("apply", "rollback", "start")


@dataclass(frozen=True)
class Machine:
    """A state with two revisions of a pack, and a third that is to be applied."""

    folder: Path

    @property
    def state(self) -> Path:
        """The folder of the state."""
        return self.folder / "state"

    def renewed(self, model: Path) -> None:
        """Make everything as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(model, self.folder, symlinks=True)

    def in_use(self) -> int:
        """The revision in use; its pack must be whole."""
        name = read_pointer(self.state / "packs").current
        return sound(self.state / "packs" / str(name)).revision


def run(verb: str, machine: Machine) -> int:
    """Run a program in this process, and return its exit code."""
    paths.SETTINGS = machine.folder / "kiosk.toml"
    os.environ["STATE_DIRECTORY"] = str(machine.state)
    match verb:
        case "apply":
            return main(["apply", str(machine.folder / "pack-3"), "--state", str(machine.state)])
        case "rollback":
            return main(["rollback", "--state", str(machine.state)])
        case _:
            return _start()


def _start() -> int:
    """The revision that a kiosk shows plus 100, plus 50 where it says why; 99 for the apology."""
    try:
        with contained("kiosk"):
            _opening, preparation, seal = start.begin(Wishes())
            shown = preparation or start.prepare(Wishes(), seal)
    except KioskError:
        return 99
    return 100 + int(str(shown.shown["revision"])) + (50 if shown.source.lapse else 0)


def wrong(verb: str, code: int, machine: Machine) -> str:
    """What is wrong about an exit code; nothing where it is true."""
    now = machine.in_use()
    if verb == "start":
        true = code in {102, 99} or code >= 150
        return "" if true and now == 2 else f"shows {code - 100}, in use is {now}"
    done = {"apply": 3, "rollback": 1}[verb]
    if code not in {0, 1, 2, 3}:
        return f"ended with {code}"
    expected = done if code == 0 else 2
    return "" if now == expected else f"exit code {code}, but revision {now} is in use"


def killed(verb: str, machine: Machine) -> str:
    """What is wrong after a sudden death: the old or the new pack is in use, and work goes on."""
    now, done = machine.in_use(), {"apply": 3, "rollback": 1, "start": 2}[verb]
    if now not in {2, done}:
        return f"revision {now} is in use"
    again = _child(lambda: run("apply", machine))
    code = os.waitstatus_to_exitcode(os.waitpid(again, 0)[1])
    return "" if code == 0 and machine.in_use() == 3 else f"afterwards, apply ends with {code}"


def _child(work: Callable[[], int]) -> int:
    """A process that does something silently, and ends as that did."""
    child = os.fork()
    if child:
        return child
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        os._exit(work())
    except BaseException:  # noqa: BLE001 - a process that was forked must not go on
        os._exit(70)


def traced(verb: str, machine: Machine, *options: str) -> tuple[int, str]:
    """The exit code of a program under strace, and what strace wrote."""

    def held() -> int:
        os.kill(os.getpid(), signal.SIGSTOP)
        return run(verb, machine)

    child = _child(held)
    os.waitpid(child, os.WUNTRACED)
    log = machine.folder.parent / "strace.log"
    command = ["strace", "-o", str(log), "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        strace.stderr.readline()  # it says that it is attached
        os.kill(child, signal.SIGCONT)
        _pid, status = os.waitpid(child, 0)
        strace.communicate()
    return os.waitstatus_to_exitcode(status), log.read_text("utf-8", errors="replace")


def calls(verb: str, machine: Machine) -> Counter[str]:
    """How often a program makes each system call when nothing is wrong."""
    _code, log = traced(verb, machine, "-e", f"trace={','.join(CALLS)}")
    return Counter(re.findall(r"^(\w+)\(", log, re.MULTILINE))


def spread(found: Counter[str], most: int) -> Iterator[tuple[str, int]]:
    """Every call of those that change something, and as many others, evenly, as there is room."""
    changing = set(CALLS[CALLS.index("rename") :]) | {"write"}
    first = [(call, at) for call in found if call in changing for at in range(1, found[call] + 1)]
    rest = [
        (call, at) for call in found if call not in changing for at in range(1, found[call] + 1)
    ]
    room = max(most - len(first), 1)
    yield from first
    yield from rest[:: max(len(rest) // room, 1)]


def prepared(folder: Path) -> Path:
    """The machine that every try begins with."""
    model = folder / "model"
    for revision in (1, 2, 3):
        pack = pack_with(model / f"pack-{revision}", {"revision": revision})
        if revision < 3:
            Shelf(model / "state").put(pack)
    return model


def tried(folder: Path, most: int) -> Iterator[tuple[str, str, str, int, str]]:
    """Each verb, what befell it, at which call, and what was wrong."""
    model, machine = prepared(folder), Machine(folder / "machine")
    for verb in VERBS:
        machine.renewed(model)
        for call, at in spread(calls(verb, machine), most):
            for error in ERRORS:
                machine.renewed(model)
                inject = f"inject={call}:error={error}:when={at}"
                code, _log = traced(verb, machine, "-e", f"trace={call}", "-e", inject)
                yield verb, error, call, at, wrong(verb, code, machine)
            machine.renewed(model)
            inject = f"inject={call}:signal=KILL:when={at}"
            traced(verb, machine, "-e", f"trace={call}", "-e", inject)
            yield verb, "kill -9", call, at, killed(verb, machine)


def table(most: int) -> int:
    """Print the table; 1 where an answer was wrong."""
    times, faults = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for verb, what, call, at, found in tried(Path(folder), most):
            times[verb, what] += 1
            if found:
                faults[verb, what] += 1
                print(f"wrong: {verb}, {what} at {call} {at}: {found}", flush=True)
    print(f"{'':10}{'fault':10}{'tries':>7}{'wrong':>7}")
    for verb, what in times:
        print(f"{verb:10}{what:10}{times[verb, what]:7}{faults[verb, what]:7}")
    print(f"{'together':20}{times.total():7}{faults.total():7}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(table(int(sys.argv[1]) if sys.argv[1:] else 90))
