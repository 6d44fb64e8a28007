"""The voice of the machine: speech-dispatcher on Linux, WinRT on Windows."""

import logging
from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtTextToSpeech import QTextToSpeech

from kiosk.voice import Passage

log = logging.getLogger(__name__)


class Engine(QObject):
    """A `Voice` by QtTextToSpeech; without an engine it speaks no language.

    Import this module only when somebody wants to listen: it takes memory, and with
    speech-dispatcher making one takes seconds, because all voices are listed.
    """

    began = Signal(str)
    ended = Signal()

    def __init__(self, engine: str = "") -> None:
        super().__init__()
        self._runs: list[Passage] = []
        self._engine = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self._engine.stateChanged.connect(self._follow)
        broken = self._engine.state() is QTextToSpeech.State.Error
        known = () if broken else self._engine.availableLocales()
        self._locales = {locale.language(): locale for locale in known}
        if broken:
            log.warning("no speech: %s", self._engine.errorString())

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for a language."""
        return QLocale(language).language() in self._locales

    def say(self, passages: Sequence[Passage], rate: float, volume: float) -> None:
        """Read passages, each in its language, in place of what is being read."""
        self.stop()
        self._engine.setRate(rate)
        self._engine.setVolume(volume)
        known = (passage for passage in passages if self.speaks(passage.language))
        runs = groupby(known, lambda passage: passage.language)
        self._runs = [Passage(_joined(run), language) for language, run in runs]
        if self._engine.state() is QTextToSpeech.State.Ready:
            self._next()

    def stop(self) -> None:
        """Be silent at once."""
        self._runs = []
        self._engine.stop(QTextToSpeech.BoundaryHint.Immediate)

    def _follow(self, state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Ready:
            self._next()

    def _next(self) -> None:
        if not self._runs:
            self.ended.emit()
        else:
            passage = self._runs.pop(0)
            wanted = self._locales[QLocale(passage.language).language()]
            if self._engine.locale().language() is not wanted.language():
                self._engine.setLocale(wanted)
            self._engine.say(passage.text)
            self.began.emit(passage.language)


def _joined(run: Iterable[Passage]) -> str:
    """Passages as sentences, so that the voice pauses between them."""
    return " ".join(p.text if p.text.endswith((".", "!", "?")) else f"{p.text}." for p in run)
