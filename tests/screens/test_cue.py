import wave
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.paths import CUE
from kiosk.screens.clock import TurnedClock
from kiosk.screens.cue import sound_cue
from tests.needs import needs
from tests.sounds import sound

SLOW = 60_000
needs_player = needs("aplay")


def card(tmp_path: Path, kind: str) -> Path:
    """A sound card that writes what is played into a file, or that does not exist."""
    played = tmp_path / "played.wav"
    settings = tmp_path / "asound.conf"
    settings.write_text(
        f'pcm.!default {{ type {kind}\n slave.pcm null\n file "{played}"\n format wav }}\n'
        "pcm.null { type null }\n",
        "utf-8",
    )
    return settings


def player(folder: Path, program: str) -> Path:
    """The folder of another player."""
    path = folder / "aplay"
    path.write_text(program, "utf-8")
    path.chmod(0o755)
    return folder


def players() -> list[QProcess]:
    application = QApplication.instance()
    assert application is not None
    return application.findChildren(QProcess)


def test_the_sound_is_that_of_its_maker() -> None:
    assert CUE.read_bytes() == sound()


@needs_player
def test_the_cue_is_played_to_the_sound_card(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(card(tmp_path, "file")))
    sound_cue(TurnedClock())

    def is_whole() -> bool:
        played = tmp_path / "played.wav"
        return played.is_file() and played.stat().st_size >= CUE.stat().st_size

    qtbot.waitUntil(is_whole, timeout=SLOW)
    with wave.open(str(tmp_path / "played.wav"), "rb") as played:
        frames = played.readframes(played.getnframes())
    assert max(frames) > 0


@needs_player
def test_a_player_without_a_sound_card_ends_and_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(card(tmp_path, "nowhere")))
    sound_cue(TurnedClock())
    qtbot.waitUntil(lambda: not players(), timeout=SLOW)
    assert not (tmp_path / "played.wav").exists()


def test_a_player_that_hangs_is_ended_after_five_seconds(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(player(tmp_path, "#!/bin/sh\nexec /bin/sleep 600\n")))
    clock = TurnedClock()
    sound_cue(clock)
    (hanging,) = players()
    qtbot.waitUntil(lambda: hanging.state() is QProcess.ProcessState.Running, timeout=SLOW)
    clock.turn(timedelta(seconds=5))
    qtbot.waitUntil(lambda: not players(), timeout=SLOW)


def test_a_player_that_does_not_start_leaves_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(player(tmp_path, "#!/no/such/program\n")))
    sound_cue(TurnedClock())
    qtbot.waitUntil(lambda: not players(), timeout=SLOW)


def test_without_a_player_the_bell_is_rung_and_nothing_is_started(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sound_cue()
    assert not players()
