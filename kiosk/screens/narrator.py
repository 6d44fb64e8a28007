"""Reading screens aloud to those who want to listen, and telling assistive technology."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.access import RATES, VOLUMES, Aloud
from kiosk.cards.reading import reading_card
from kiosk.keys import HEADSET
from kiosk.screens.attract import AttractScreen
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.reading import announce, passages
from kiosk.screens.widgets import Missing
from kiosk.session import Session
from kiosk.voice import Passage, Voice


class Narrator(QObject):
    """Reads what is shown as the visitor wants to hear it; its voice is made at the first word.

    `known` comes with the word `voice` when it has turned out which languages there are.
    """

    known = Signal(str)

    def __init__(self, around: Circumstances) -> None:
        super().__init__()
        self._around = around
        self._voice: Voice | None = None
        self.headset = around.headset

    def take_note(self, command: str) -> None:
        """Remember whether a headset is in; it stays when the visit ends."""
        if command in HEADSET:
            self.headset = command == "headset:in"

    def can_speak(self, language: str) -> bool:
        """Whether there is a voice for a language, as far as is known before the first word."""
        if self._voice is None:
            return self._around.voice is not None
        return self._voice.speaks(language)

    def prepare(self, language: str) -> bool:
        """Get ready to speak; whether that is possible in a language."""
        lost = self._voice is None or self._voice.is_over
        if lost and self._around.voice is not None:
            self._voice = self._around.voice()
            self._voice.known.connect(self._tell)
        return self.can_speak(language)

    def _tell(self) -> None:
        self.known.emit("voice")

    def hush(self) -> None:
        """Be silent at once."""
        if self._voice is not None:
            self._voice.stop()

    def show(self, shown: QWidget, session: Session) -> None:
        """Tell of a new screen or notice, and read it in place of what is being read."""
        self.hush()  # or the next visitor would hear how this visit ended
        announce(shown)
        self.read(shown, session)

    def hear(self, changed: QWidget, session: Session) -> None:
        """Tell of what has changed, and read it; an invitation only where it was asked for."""
        if isinstance(changed, Missing):
            announce(changed, changed.text())
        if session.access.speaks or changed.objectName() == "access:speech":
            self.read(changed, session)

    def read(self, shown: QWidget, session: Session) -> None:
        """Read what is shown; nothing of it before the visitor has chosen who is to hear it."""
        access = session.access
        if access.aloud is not Aloud.OFF and self._voice is None:
            self.prepare(session.language)
        if self._voice is None or access.aloud is Aloud.OFF:
            return
        heard: Iterable[Passage] = self._invitations(shown, session)
        if access.speaks:
            heard = passages(shown, reading_card(self._around.occasion(session)))
        spoken = [each for each in heard if self.can_speak(each.language)]
        if spoken:
            self._voice.say(spoken, RATES[access.rate], VOLUMES[access.volume])

    def _invitations(self, shown: QWidget, session: Session) -> Iterator[Passage]:
        """How to choose who hears it; in every language where none is chosen yet."""
        chosen = not isinstance(shown, AttractScreen)
        for tag in [session.language] if chosen else self._around.editions:
            card = reading_card(self._around.occasion(session.speaking(tag)))
            yield Passage(card.invitation, tag)
