import shutil
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.paths import CUE
from kiosk.screens.cue import sound_cue
from tests.sounds import sound

needs_player = pytest.mark.skipif(
    shutil.which("aplay") is None, reason="there is no aplay: apt install alsa-utils"
)


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
    sound_cue()

    def is_whole() -> bool:
        played = tmp_path / "played.wav"
        return played.is_file() and played.stat().st_size >= CUE.stat().st_size

    qtbot.waitUntil(is_whole, timeout=10_000)
    with wave.open(str(tmp_path / "played.wav"), "rb") as played:
        frames = played.readframes(played.getnframes())
    assert max(frames) > 0


@needs_player
def test_a_player_without_a_sound_card_ends_and_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(card(tmp_path, "nowhere")))
    sound_cue()
    qtbot.waitUntil(lambda: not players(), timeout=10_000)
    assert not (tmp_path / "played.wav").exists()


def test_without_a_player_the_bell_is_rung_and_nothing_is_started(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sound_cue()
    assert not players()
