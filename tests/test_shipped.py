"""The files for this machine that come with the program."""

import sys
from pathlib import Path

from kiosk import paths
from kiosk.errors import KioskError

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "packaging"))
import shell_launcher


def test_shell_launcher_has_what_its_table_says() -> None:
    there = (paths.MACHINE / "shell-launcher.xml").read_text("utf-8")
    assert there == shell_launcher.document()


def test_windows_starts_the_kiosk_anew_whatever_it_ends_with() -> None:
    errors: list[type[KioskError]] = [KioskError, *KioskError.__subclasses__()]
    codes = {error.exit_code for error in errors}
    assert codes <= shell_launcher.EXITS.keys()
    assert len(shell_launcher.EXITS) <= 4
    assert {*shell_launcher.EXITS.values(), shell_launcher.OTHERWISE} == {"RestartShell"}


def test_the_unit_starts_what_the_package_installs() -> None:
    unit = (paths.MACHINE / "kiosk.service").read_text("utf-8").splitlines()
    assert {"ExecStart=/usr/bin/kiosk", "Type=notify", "WatchdogSec=30", "Restart=always"} <= set(
        unit
    )
