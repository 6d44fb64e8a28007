"""The only place that says which screen comes next."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, QSize, Signal

from kiosk.access import Access
from kiosk.cards.attract import attract_card
from kiosk.cards.notices import apologies
from kiosk.cards.outcome import Visit, outcome_card
from kiosk.cards.question import question_card
from kiosk.cards.review import review_card
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Statuses
from kiosk.pack.words import Chosen, OptionId, QuestionId
from kiosk.screens.attract import AttractScreen
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.look import Look
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.outcome import OutcomeScreen
from kiosk.screens.question import QuestionScreen
from kiosk.screens.review import ReviewScreen
from kiosk.screens.stage import Stage, Way
from kiosk.screens.ways import Ways
from kiosk.screens.window import Window
from kiosk.session import Session


class Navigator(QObject):
    """Joins flow, cards and screens; a visit lives with the screen on show only.

    It is a QObject because a connection to a method of anything else costs 56 bytes for ever.
    """

    unscreened = Signal(object)

    def __init__(
        self, window: Window, look: Callable[[QSize, Access], Look], around: Circumstances
    ) -> None:
        super().__init__(window)
        self._window = window
        self._around = around
        self._stage = Stage(window, look, around)
        self._ways = Ways(self._stage, around)
        self._known: tuple[tuple[date, Statuses], Flow] | None = None
        self._stage.over.connect(self.welcome)

    def welcome(self) -> None:
        """Forget the visitor and wait for the next one."""
        self._window.forget()
        self._greet(self._around.nobody())

    def _greet(self, session: Session) -> None:
        card = attract_card(self._around.editions, self._around.site)
        screen = AttractScreen(card, self._stage.look(session))
        self._stage.show(screen, session, self._starts())
        self._prepare()

    def wait_on(self, screen: AttractScreen) -> None:
        """Begin a visit when a language is touched on the screen."""
        self._stage.adopt(screen, self._around.nobody(), self._starts())
        self._prepare()

    @property
    def headset(self) -> bool:
        """Whether a headset is in, as far as a key has told."""
        return self._stage.narrator.headset

    def plug_in(self) -> None:
        """Take note that a headset is in already."""
        self._stage.narrator.headset = True

    @property
    def nobody_there(self) -> bool:
        """Whether the attract screen waits, and nobody has begun to set or to read anything."""
        return self._stage.is_vacant

    def on_unscreened(self, told: Callable[[Sequence[QuestionId]], None]) -> None:
        """Have it told by which questions somebody is not clear whom the rules would let in."""
        self.unscreened.connect(told)

    def retire(self) -> None:
        """Go, once another navigator leads visitors through the window."""
        self._stage.retire()
        self.deleteLater()

    def _starts(self) -> dict[str, Way]:
        """The ways from the attract screen: a language begins a visit."""
        starts = {n: w for n, w in self._ways.common(self._go_on).items() if "language:" in n}
        return {**self._ways.common(self._greet), **starts}

    def _prepare(self) -> None:
        """Make what follows from answers, while nobody waits for it."""
        self._flow(self._around.now().date())

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try again after a while."""
        speeches = (edition.speech for edition in self._around.editions.values())
        nobody = self._around.nobody()
        screen = OutOfServiceScreen(apologies(speeches), self._stage.look(nobody))
        self._window.forget()
        self._stage.apologise(screen, nobody)

    def _go_on(self, session: Session) -> None:
        now = self._around.now()
        match self._flow(now.date()).next_step(session.answers):
            case Ask() as step:
                self._ask(session, step)
            case Finish() as step:
                self._tell(session, step, now)

    def _ask(self, session: Session, step: Ask) -> None:
        around, question = self._around, step.question
        chosen = session.drafts.get(question, ())
        confirm = around.confirm or session.access.speaks
        card = question_card(around.occasion(session), step, chosen, confirm=confirm)
        screen = QuestionScreen(card, self._stage.look(session))

        def answer(session: Session, picked: Chosen) -> None:
            self._go_on(session.answered(question, picked))

        def choose(option: OptionId) -> Way:
            return lambda session: answer(session, (option,))

        def leave(way: Way) -> Way:
            return lambda session: way(session.drafted(question, screen.ticked))

        def go_back(session: Session) -> None:
            # At midnight, or when a status changes, the way here may have become another one.
            path = self._flow(around.now().date()).path(session.answers)
            before = path[: path.index(question)] if question in path else path[:-1]
            self._go_on(session.without(before[-1]) if before else session)

        leaving = {**self._ways.common(self._go_on), "back": go_back}
        ways = {name: leave(way) for name, way in leaving.items()}
        ways["continue"] = lambda session: answer(session, screen.ticked)
        ways |= {f"option:{choice.id}": choose(OptionId(choice.id)) for choice in card.choices}
        self._stage.show(screen, session, ways)

    def _tell(self, session: Session, step: Finish, now: datetime) -> None:
        around, today = self._around, now.date()
        if step.unscreened:
            self.unscreened.emit(step.unscreened)
        said = statuses(around.pack, today, around.said())
        visit = Visit(self._flow(today), said, session.answers, now)
        card = outcome_card(around.occasion(session), visit, step, around.codes)
        screen = OutcomeScreen(card, self._stage.look(session))
        ways = {f"change:{asked}": self._again(asked) for asked in step.asked}
        ways["change"] = lambda session: self._review(session, step)
        ways |= {f"qr:{name}": self._ways.enlarging(code) for name, code in card.codes.items()}
        ways["done"] = lambda _session: self.welcome()
        self._ways.lead(screen, session, self._go_on, ways)

    def _again(self, question: QuestionId) -> Way:
        return lambda session: self._go_on(session.without(question))

    def _review(self, session: Session, step: Finish) -> None:
        card = review_card(self._around.occasion(session), step.asked, session.answers)
        screen = ReviewScreen(card, self._stage.look(session))
        ways = {f"change:{asked}": self._again(asked) for asked in step.asked}
        ways["back"] = self._go_on
        self._ways.lead(screen, session, lambda session: self._review(session, step), ways)

    def _flow(self, today: date) -> Flow:
        """What follows from answers today; made anew when the day or a status changes."""
        said = dict(self._around.said())
        if self._known is None or self._known[0] != (today, said):
            around = self._around
            flow = Flow(around.pack, around.site, statuses(around.pack, today, said))
            self._known = (today, said), flow
        return self._known[1]
