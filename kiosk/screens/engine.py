"""The voice of the machine, by QtTextToSpeech: a program of its own, that `Speaker` starts.

Its engines list thousands of voices before they say a word, and wait for daemons that may hang:
two seconds at best in which the screen would not answer. So they do that in another process.
"""

import json
import logging
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from threading import Thread

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal
from PySide6.QtTextToSpeech import QTextToSpeech

from kiosk.voice import Passage

log = logging.getLogger(__name__)


class Engine(QObject):
    """A `Voice` by QtTextToSpeech; without an engine it speaks no language."""

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

    @property
    def languages(self) -> Sequence[str]:
        """The languages that there is a voice for, as ISO 639 names them."""
        return sorted({locale.bcp47Name().split("-")[0] for locale in self._locales.values()})

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


class _Orders(QObject):
    """The lines of standard input, as they come; over when there are no more."""

    came = Signal(str)
    over = Signal()

    def begin(self) -> None:
        """Read in a thread: not every system can wait for a pipe together with all else."""
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.over.emit()


def serve(engine: str = "") -> int:
    """Speak what standard input asks for, one JSON object a line, until it ends.

    The first line of the answer names the languages, each other what has begun or ended.
    """
    application = QCoreApplication(["kiosk-voice"])
    voice, orders = Engine(engine), _Orders()

    def _answer(**told: object) -> None:
        print(json.dumps(told), flush=True)  # noqa: T201 - the one who started it reads it

    def _obey(line: str) -> None:
        order = json.loads(line)
        passages = [Passage(text, language) for text, language in order["say"]]
        if passages:
            voice.say(passages, order["rate"], order["volume"])
        else:
            voice.stop()

    _answer(languages=voice.languages)
    voice.began.connect(lambda language: _answer(began=language))
    voice.ended.connect(lambda: _answer(ended=True))
    orders.came.connect(_obey, Qt.ConnectionType.QueuedConnection)
    orders.over.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    orders.begin()
    return application.exec()
