"""Where things are."""

import logging
import os
from pathlib import Path

import pytest

from kiosk import logs, paths


def test_what_is_shipped_is_there() -> None:
    assert (paths.BUILT_IN_PACK / "content.json").is_file()
    assert paths.theme("light").is_file()
    assert (paths.TRANSLATIONS / "kiosk.pot").is_file()


def test_a_file_of_a_package_is_found_without_importing_it() -> None:
    assert paths.packaged("fontpkg_noto_sans", "LICENSE").is_file()
    assert paths.packaged("no_such_package", "x.ttf") == Path("no_such_package/x.ttf")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine on which nothing is set and that was not set up for a kiosk."""
    for name in ("STATE_DIRECTORY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(paths, "STATE", tmp_path / "lib" / "kiosk")
    return monkeypatch


def test_the_state_is_kept_at_home(machine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.state() == tmp_path / ".local" / "state" / "kiosk"
    assert paths.machine_state() == paths.state()


def test_the_state_follows_the_desktop(machine: pytest.MonkeyPatch) -> None:
    machine.setenv("XDG_STATE_HOME", "/home/visitor/state")
    assert paths.state() == Path("/home/visitor/state/kiosk")


def test_the_state_is_shared_where_there_is_a_folder_whoever_may_write_it(
    machine: pytest.MonkeyPatch,
) -> None:
    paths.STATE.mkdir(parents=True)
    machine.setattr(os, "access", lambda _folder, mode: mode == os.F_OK)
    assert paths.state() == paths.machine_state() == paths.STATE


def test_the_state_is_where_the_service_manager_says_to_the_kiosk_alone(
    machine: pytest.MonkeyPatch,
) -> None:
    paths.STATE.mkdir(parents=True)
    machine.setenv("STATE_DIRECTORY", "/var/lib/kiosk-2:/var/lib/other")
    assert paths.state() == Path("/var/lib/kiosk-2")
    assert paths.machine_state() == paths.STATE


def test_the_state_on_windows_is_never_at_home(machine: pytest.MonkeyPatch) -> None:
    with machine.context() as windows:
        windows.setattr(os, "name", "nt")
        state = paths.state()
    assert state == paths.STATE


def test_the_log_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        logs.begin()
        logging.getLogger("kiosk.test").info("started with %s", "espoo")
        logging.getLogger("kiosk.test").debug("not told")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "INFO kiosk.test: started with espoo\n")


def test_a_user_without_a_home_has_the_state_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE_DIRECTORY", "XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert paths.state() == paths.STATE


def homeless() -> Path:
    raise RuntimeError
