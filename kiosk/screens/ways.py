"""The ways that every screen offers: languages, help, access modes, and the end."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.access import CHANGING, Aloud
from kiosk.cards.access import access_card, statement_card
from kiosk.cards.notices import help_card
from kiosk.cards.shapes import CodeCard
from kiosk.pack.words import Language
from kiosk.screens.access import AccessScreen, StatementScreen
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.code import CodeNotice
from kiosk.screens.help import HelpNotice
from kiosk.screens.screen import Screen
from kiosk.screens.stage import Stage, Way
from kiosk.screens.widgets import HEADING
from kiosk.session import Session


class Ways:
    """Where the names in the band and on the keys lead to, from wherever the visitor is."""

    def __init__(self, stage: Stage, around: Circumstances) -> None:
        self._stage = stage
        self._around = around

    def common(self, again: Way) -> dict[str, Way]:
        """The ways of every screen; `again` shows the same for a visit that has changed."""
        return {
            "start-over": lambda _session: self._stage.over.emit(),
            "access": lambda session: self._adjust(session, again),
            "access:repeat": self._stage.repeat,
            "access:stop": lambda _session: self._stage.narrator.hush(),
            "staff-help": self.help,
            **{f"language:{tag}": _speaking(tag, again) for tag in self._around.editions},
            **{name: self._changing(name, again) for name in CHANGING},
        }

    def help(self, session: Session) -> None:
        """Name who helps."""
        card = help_card(self._around.occasion(session))
        self._stage.notify(HelpNotice(card, self._stage.look(session)), session, self.help)

    def enlarging(self, card: CodeCard) -> Way:
        """Show a QR code large."""

        def enlarge(session: Session) -> None:
            self._stage.notify(CodeNotice(card, self._stage.look(session)), session, enlarge)

        return enlarge

    def lead(
        self,
        screen: Screen,
        session: Session,
        again: Way,
        own: Mapping[str, Way],
        focused: str = HEADING,
    ) -> None:
        """Show a screen that has ways of its own besides the common ones."""
        self._stage.show(screen, session, {**self.common(again), **own}, focused)

    def _changing(self, name: str, then: Way) -> Way:
        narrator = self._stage.narrator

        def change(session: Session) -> None:
            access = session.access.changed(name, headset=narrator.headset)
            if access.aloud is not Aloud.OFF:
                narrator.prepare(session.language)
            if name == "access:speech" and not self._can_be_read(session):
                access = session.access  # the button says that there is no voice
            notice = self._stage.notice_again
            then(self._possible(session.adjusted(access)))
            if notice is not None:
                notice(self._possible(session.adjusted(access)))

        return change

    def _can_be_read(self, session: Session) -> bool:
        """Whether there is a voice for what is shown; before a language is chosen, for any."""
        shown = self._around.editions if self._stage.greets else (session.language,)
        return any(map(self._stage.narrator.can_speak, shown))

    def _possible(self, session: Session) -> Session:
        """The visit without speech where there is no voice in any language: the button says so."""
        if any(map(self._stage.narrator.can_speak, self._around.editions)):
            return session
        return session.adjusted(replace(session.access, aloud=Aloud.OFF))

    def _adjust(self, session: Session, back: Way, focused: str = HEADING) -> None:
        """Show the access modes, each change at once, until the visitor goes back."""
        voice = self._stage.narrator.can_speak(session.language)
        card = access_card(self._around.occasion(session), session.access, voice=voice)
        screen = AccessScreen(card, self._stage.look(session))

        def again(name: str) -> Way:
            return lambda session: self._adjust(session, back, name)

        own = {name: self._changing(name, again(name)) for name in CHANGING}
        own |= dict.fromkeys(("close", "back", "access"), back)
        own["voice"] = lambda session: again("access:speech")(self._possible(session))
        own["access:statement"] = lambda session: self._state(session, back)
        self.lead(screen, session, again(HEADING), own, focused)

    def _state(self, session: Session, back: Way) -> None:
        """Show the accessibility statement, until the visitor goes back to the access modes."""
        voice = self._stage.narrator.can_speak(session.language)
        card = statement_card(self._around.occasion(session), voice=voice)
        screen = StatementScreen(card, self._stage.look(session))
        own: dict[str, Way] = {"back": lambda session: self._adjust(session, back)}
        self.lead(screen, session, lambda session: self._state(session, back), own)


def _speaking(tag: Language, then: Way) -> Way:
    return lambda session: then(session.speaking(tag))
