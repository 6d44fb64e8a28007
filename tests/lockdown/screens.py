"""Every kind of screen and of notice, in the window as visitors see it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.cards.notices import apologies, idle_card
from kiosk.pack.words import Language
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.window import Window
from tests.builders import editions, look
from tests.visitor import Visitor

NOTHING_HELD = Qt.KeyboardModifier.NoModifier
STAY_HOME = ("language:en", "option:iso-omena-library", "option:cough", "continue")
SCREENS = {
    "attract": (),
    "question": ("language:en",),
    "ticked": ("language:en", "option:kela", "option:cough"),
    "outcome": STAY_HOME,
    "review": (*STAY_HOME, "change"),
    "code": (*STAY_HOME, "qr:helmet"),
    "help": (*STAY_HOME, "staff-help"),
    "access": ("language:en", "access"),
    "statement": ("language:en", "access", "access:statement"),
    "idle": ("language:en",),
    "apology": (),
}


def lead(visitor: Visitor, name: str) -> None:
    """Lead a visitor to a kind of screen or notice."""
    visitor.touch(*SCREENS[name])
    speech = editions()[Language("en")].speech
    if name == "idle":
        visitor.window.show_notice(IdleWarning(idle_card(speech), look()))
    elif name == "apology":
        visitor.window.show_screen(OutOfServiceScreen(apologies([speech]), look()))
    visitor.words()


def widgets(visitor: Visitor) -> list[QWidget]:
    """The window and all that is in it."""
    return [visitor.window, *visitor.window.findChildren(QWidget)]


def alone(window: Window) -> bool:
    """Whether nothing but the window is shown."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return tops == [window] and not QApplication.activePopupWidget()
