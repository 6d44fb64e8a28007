"""The voice of the kiosk: orders to a process that speaks, and that may hang or end by itself."""

import json
import logging
import sys
from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, QProcess, Signal

from kiosk.screens.clock import SYSTEM_CLOCK, Clock
from kiosk.voice import Passage

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=20)
"""So long may the process take until it knows its voices; then it is ended."""


def command(engine: str) -> tuple[str, list[str]]:
    """The program that speaks, and its arguments: this one, bundled or not."""
    bundled = getattr(sys, "frozen", False)
    return sys.executable, [*([] if bundled else ["-m", "kiosk"]), "--speak", engine]


class Speaker(QObject):
    """A `Voice` that never keeps the screen waiting; until its languages are known, it has all."""

    known = Signal()
    began = Signal(str)
    ended = Signal()

    def __init__(self, program: tuple[str, list[str]], clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__()
        self._languages: frozenset[str] | None = None
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._listen)
        self._process.finished.connect(self._fall_silent)
        self._process.errorOccurred.connect(self._fall_silent)
        self._limit = clock.timer(self, self._process.kill)
        self._limit.wait(PATIENCE)
        self._process.start(*program)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, and another one is to be made."""
        return self._process.state() is QProcess.ProcessState.NotRunning

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for a language; not once the process has ended."""
        return self._languages is None or language.split("-", maxsplit=1)[0] in self._languages

    def say(self, passages: Sequence[Passage], rate: float, volume: float) -> None:
        """Read passages in place of what is being read."""
        said = [(passage.text, passage.language) for passage in passages]
        self._order({"say": said, "rate": rate, "volume": volume})

    def stop(self) -> None:
        """Be silent at once."""
        self._order({"say": []})

    def end(self) -> None:
        """End the process, and wait for that."""
        self._languages = frozenset()  # so that its end is none to complain about
        self._process.closeWriteChannel()
        if not self.is_over and not self._process.waitForFinished(500):
            self._process.kill()
            self._process.waitForFinished(500)

    def _order(self, order: dict[str, object]) -> None:
        if not self.is_over:
            self._process.write(json.dumps(order).encode() + b"\n")

    def _listen(self) -> None:
        while self._process.canReadLine():
            told = json.loads(bytes(self._process.readLine().data()))
            if "languages" in told:
                self._know(frozenset(told["languages"]))
            elif "began" in told:
                self.began.emit(told["began"])
            else:
                self.ended.emit()

    def _know(self, languages: frozenset[str]) -> None:
        self._limit.stop()
        self._languages = languages
        self.known.emit()

    def _fall_silent(self) -> None:
        if self._languages != frozenset():
            log.warning("no speech: its process has ended")
            self._know(frozenset())
