"""What is heard when the kiosk asks whether anybody is there."""

from datetime import timedelta
from functools import partial
from shutil import which

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from kiosk.paths import CUE
from kiosk.screens.clock import SYSTEM_CLOCK, Clock

_PLAYER = "aplay"
_LONGEST = timedelta(seconds=5)
"""A player that waits longer for the sound card will not be heard in time."""


def sound_cue(clock: Clock = SYSTEM_CLOCK) -> None:
    """Play two notes by ALSA's player; without one that plays, ring the bell."""
    player = which(_PLAYER)
    if player is None:
        QApplication.beep()
        return
    process = QProcess(QApplication.instance())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.finished.connect(_finish)
    process.finished.connect(process.deleteLater)
    process.errorOccurred.connect(partial(_give_up, process))
    clock.timer(process, process.kill).wait(_LONGEST)
    process.start(player, ["-q", str(CUE)])


def _give_up(process: QProcess, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:  # then it does not finish
        QApplication.beep()
        process.deleteLater()


def _finish(code: int) -> None:
    if code:
        QApplication.beep()
