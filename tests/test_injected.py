"""What switches a pack tells the truth where the kernel fails; `make faults` tries every call."""

from pathlib import Path

import pytest

from tests.injected import Machine, calls, killed, prepared, traced, wrong


@pytest.mark.parametrize("verb", ["apply", "rollback"])
@pytest.mark.parametrize("call", ["fsync", "rename", "unlinkat"])
def test_a_fault_of_the_disk_or_sudden_death_leaves_the_old_or_the_new_pack(
    tmp_path: Path, verb: str, call: str
) -> None:
    model, machine = prepared(tmp_path), Machine(tmp_path / "machine")
    machine.renewed(model)
    times = calls(verb, machine)[call]
    assert times or (verb, call) == ("rollback", "unlinkat")
    for at in range(1, times + 1):
        machine.renewed(model)
        inject = f"inject={call}:error=EIO:when={at}"
        code, log = traced(verb, machine, "-e", f"trace={call}", "-e", inject)
        assert "INJECTED" in log
        assert not wrong(verb, code, machine)
        machine.renewed(model)
        inject = f"inject={call}:signal=KILL:when={at}"
        code, _log = traced(verb, machine, "-e", f"trace={call}", "-e", inject)
        assert code == -9
        assert not killed(verb, machine)
