"""A whole screen by the voice of this machine, which plays into a file."""

import os
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from signal import SIGKILL
from subprocess import DEVNULL, Popen
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.screens.clock import TurnedClock
from kiosk.screens.speaker import Speaker, command
from tests.builders import circumstances, opened
from tests.conftest import seen
from tests.needs import needs

SLOW = 60_000
HEADSET_IN = Qt.Key.Key_F21
LOUD = 1000
"""Of 32767: far above what an idle sound card is."""
ALSA = """
pcm.!default {{ type file; slave.pcm "null"; file "{sound}"; format "raw" }}
ctl.!default {{ type hw; card 0 }}
"""
DAEMON = """
AudioOutputMethod "alsa"
AddModule "espeak-ng" "sd_espeak-ng" ""
DefaultModule espeak-ng
"""


pytestmark = needs("speech-dispatcher", "sd_espeak-ng", "libspeechd.so.2")


@pytest.fixture
def sound(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that a daemon of our own plays into; it is gone after the test, and all it began."""
    home, run, file = tmp_path / "home", tmp_path / "run", tmp_path / "sound.raw"
    config = home / ".config" / "speech-dispatcher"
    config.mkdir(parents=True)
    run.mkdir(mode=0o700)
    (home / ".asoundrc").write_text(ALSA.format(sound=file), "utf-8")
    (config / "speechd.conf").write_text(DAEMON, "utf-8")
    for name, value in {"HOME": home, "XDG_RUNTIME_DIR": run}.items():
        monkeypatch.setenv(name, str(value))
    daemon = ("speech-dispatcher", "--run-single", "--log-dir", str(run), "--timeout", "0")
    with ExitStack() as stack:
        program = Popen(daemon, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
        stack.callback(program.wait)
        stack.callback(os.killpg, program.pid, SIGKILL)
        socket = run / "speech-dispatcher" / "speechd.sock"
        qtbot.waitUntil(socket.exists, timeout=SLOW)
        yield file


def loudest(file: Path) -> int:
    """Of the samples so far; there is no file before the first."""
    raw = file.read_bytes() if file.exists() else b""
    return max(map(abs, array("h", raw[: len(raw) // 2 * 2])), default=0)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_screen_is_heard_in_its_language(qtbot: QtBot, sound: Path, language: str) -> None:
    speaker = Speaker(command("speechd"), TurnedClock())
    began: list[Any] = []
    speaker.began.connect(began.append)
    around = replace(circumstances(), voice=lambda: speaker)
    try:
        with qtbot.waitSignal(speaker.known, timeout=SLOW):
            visitor = seen(qtbot, opened(around))
        assert speaker.speaks(language)
        visitor.touch(f"language:{language}")
        # Nothing is read before this and nothing after it: what is cut ends without a sound.
        QTest.keyClick(visitor.window.windowHandle(), HEADSET_IN)
        qtbot.waitUntil(lambda: loudest(sound) > LOUD, timeout=SLOW)
        assert began[0] == language
    finally:
        speaker.end()
