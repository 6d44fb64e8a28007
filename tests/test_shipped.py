"""The files for this machine that come with the program."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.errors import KioskError
from tests.builders import circumstances, opened
from tests.conftest import seen
from tests.needs import needs

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
sys.path.insert(0, str(PACKAGING))
import shell_launcher  # noqa: E402 - the script is beside what it writes for


def test_shell_launcher_has_what_its_table_says() -> None:
    there = (paths.MACHINE / "shell-launcher.xml").read_text("utf-8")
    assert there == shell_launcher.document()


@needs("xmllint")
def test_shell_launcher_is_valid_by_the_documented_structure() -> None:
    schema = PACKAGING / "windows" / "shell-launcher.xsd"
    printed = [sys.executable, "-m", "kiosk.ctl", "print", "shell-launcher-xml"]
    xml = subprocess.run(printed, capture_output=True, check=True).stdout
    command = ["xmllint", "--noout", "--schema", str(schema), "-"]
    checked = subprocess.run(command, input=xml, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr


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


def test_the_trial_of_the_package_touches_what_it_says(qtbot: QtBot) -> None:
    script = (PACKAGING / "try.sh").read_text("utf-8")
    touches = re.findall(r"^tap (\d+) +(\d+) +# (\S+)$", script, re.MULTILINE)
    assert touches[-1][2] == "done"
    visitor = seen(qtbot, opened(circumstances(on=date(2027, 1, 1))))
    for x, y, name in touches:
        tile, at = visitor.tile(name), QPoint(int(x), int(y))
        assert tile.rect().contains(tile.mapFrom(visitor.window, at)), name
        visitor.press(at)
        visitor.words()
    assert visitor.screen() == "screen:attract"
