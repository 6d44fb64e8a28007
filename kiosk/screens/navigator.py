"""The only place that says which screen comes next."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QSize

from kiosk.cards.attract import attract_card
from kiosk.cards.notices import apologies, idle_card
from kiosk.cards.outcome import Visit, outcome_card
from kiosk.cards.question import question_card
from kiosk.cards.review import review_card
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import Code, CodeCard, IdleCard
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import Chosen, Language, QuestionId, SiteId
from kiosk.screens.attract import AttractScreen
from kiosk.screens.code import CodeNotice
from kiosk.screens.frame import Frame
from kiosk.screens.idle import Idle, Patience
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.look import Look
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.outcome import OutcomeScreen
from kiosk.screens.question import QuestionScreen
from kiosk.screens.review import ReviewScreen
from kiosk.screens.window import SAME_SPOT_MM, Window
from kiosk.session import Session
from kiosk.texts.editions import Editions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Circumstances:
    """What a kiosk shows at one site, and how it learns of the time and of what staff said."""

    editions: Editions
    site: SiteId
    now: Callable[[], datetime]
    codes: Callable[[str], Code]
    said: Callable[[], Statuses] = dict
    confirm: bool = False
    patience: Patience = field(default_factory=Patience)


class Navigator(QObject):
    """Joins flow, cards and screens; a visit lives in the slots of the screen on show only.

    It is a QObject because a connection to a method of anything else costs 56 bytes for ever.
    """

    def __init__(
        self, window: Window, look: Callable[[QSize], Look], around: Circumstances
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look(window.size())
        self._around = around
        self._known: tuple[tuple[date, Statuses], Flow] | None = None

        def refit() -> None:
            self._look = look(window.size())
            window.same_spot_px = self._look.px(SAME_SPOT_MM)
            self.welcome()

        window.resized.connect(refit)
        window.same_spot_px = self._look.px(SAME_SPOT_MM)

    def welcome(self) -> None:
        """Forget the visitor and wait for the next one."""
        screen = AttractScreen(attract_card(self._around.editions, self._around.site), self._look)
        self.wait_on(screen)
        self._window.show_screen(screen)

    def wait_on(self, screen: AttractScreen) -> None:
        """Begin a visit when a language is touched on the screen."""
        screen.language_chosen.connect(lambda tag: self._go_on(Session(Language(tag))))
        self._flow(self._around.now().date())  # made while nobody waits for it

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try again after a while."""
        speeches = (edition.speech for edition in self._around.editions.values())
        screen = OutOfServiceScreen(apologies(speeches), self._look)
        idle = Idle(self._around.patience, screen)
        idle.warning_due.connect(self.welcome)
        self._window.show_screen(screen)
        idle.begin()

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
        occasion = self._occasion(session.language)
        card = question_card(occasion, step, chosen, confirm=around.confirm)
        screen = QuestionScreen(card, self._look)

        def answer(picked: Chosen) -> None:
            self._go_on(session.answered(question, picked))

        def translate(language: str, ticked: Chosen) -> None:
            self._go_on(session.drafted(question, ticked).speaking(Language(language)))

        def go_back() -> None:
            # At midnight, or when a status changes, the way here may have become another one.
            path = self._flow(around.now().date()).path(session.answers)
            before = path[: path.index(question)] if question in path else path[:-1]
            self._go_on(session.without(before[-1]) if before else session)

        screen.chosen.connect(answer)
        screen.translated.connect(translate)
        self._obey(screen, {"back": go_back, "start-over": self.welcome})
        self._visit(screen, session.language)

    def _tell(self, session: Session, step: Finish, now: datetime) -> None:
        around = self._around
        today = now.date()
        said = statuses(self._pack, today, around.said())
        visit = Visit(self._flow(today), said, session.answers, now)
        card = outcome_card(self._occasion(session.language), visit, step, around.codes)
        screen = OutcomeScreen(card, self._look)
        screen.code_wanted.connect(self._enlarge)
        screen.language_chosen.connect(lambda tag: self._go_on(session.speaking(Language(tag))))
        ways = {"change": lambda: self._review(session, step), "done": self.welcome}
        for asked in step.asked:
            ways[f"change:{asked}"] = partial(self._ask_again, session, asked)
        self._obey(screen, ways)
        self._visit(screen, session.language)

    def _ask_again(self, session: Session, question: QuestionId) -> None:
        self._go_on(session.without(question))

    def _review(self, session: Session, step: Finish) -> None:
        card = review_card(self._occasion(session.language), step.asked, session.answers)
        screen = ReviewScreen(card, self._look)
        screen.change_wanted.connect(lambda asked: self._ask_again(session, QuestionId(asked)))
        screen.language_chosen.connect(
            lambda tag: self._review(session.speaking(Language(tag)), step)
        )
        self._obey(screen, {"back": lambda: self._go_on(session), "start-over": self.welcome})
        self._visit(screen, session.language)

    def _occasion(self, language: Language) -> Occasion:
        return Occasion(self._around.editions, language, self._around.site)

    def _obey(self, screen: Frame, ways: Mapping[str, Callable[[], None]]) -> None:
        """Go one of the ways when its command is touched."""
        screen.wanted.connect(lambda command: ways[command]() if command in ways else None)

    def _visit(self, screen: Frame, language: Language) -> None:
        """Show a screen of a visit; when nobody touches it, warn, and then forget the visit."""
        card = idle_card(self._around.editions[language].speech)
        idle = Idle(self._around.patience, screen)
        idle.warning_due.connect(lambda: self._warn(card))
        idle.over.connect(self._forget)
        self._window.touched.connect(idle.begin)
        self._window.show_screen(screen)
        idle.begin()

    def _warn(self, card: IdleCard) -> None:
        notice = IdleWarning(card, self._look)
        notice.still_here.connect(self._window.drop_notice)
        self._window.show_notice(notice)

    def _enlarge(self, card: CodeCard) -> None:
        notice = CodeNotice(card, self._look)
        notice.closed.connect(self._window.drop_notice)
        self._window.show_notice(notice)

    def _forget(self) -> None:
        log.info("nobody there any more: back to the attract screen")
        self.welcome()

    def _flow(self, today: date) -> Flow:
        """What follows from answers today; made anew when the day or a status changes."""
        said = dict(self._around.said())
        if self._known is None or self._known[0] != (today, said):
            flow = Flow(self._pack, self._around.site, statuses(self._pack, today, said))
            self._known = (today, said), flow
        return self._known[1]

    @property
    def _pack(self) -> Pack:
        return next(iter(self._around.editions.values())).pack
