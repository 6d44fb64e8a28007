"""One whole visit with every kind of answer, as a program that can be watched from outside."""

from PySide6.QtWidgets import QApplication

from kiosk.app.upkeep import Upkeep
from kiosk.opening import Wishes
from kiosk.preparation import prepare
from kiosk.screens.fonts import load_fonts
from tests.builders import ESPOO, circumstances, opened
from tests.visitor import Visitor

TOUCHES = (
    "language:sv",
    "option:iso-omena-library",
    "option:cough",
    "option:shortness-of-breath",
    "continue",
    "language:fi",
    "qr:helmet",
    "close",
    "change",
    "change:symptoms",
    "option:none",
    "continue",
    "option:yes",
    "option:exempt",
    "done",
)
MARK = "the visit begins"


def main() -> None:
    """Say that the visit begins, and visit."""
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    visitor = Visitor(opened(circumstances()))
    upkeep = Upkeep(visitor.window, fills_screen=False)
    upkeep.take_note(prepare(Wishes(pack=ESPOO)))
    visitor.touch("language:fi", "start-over")  # what is read once has been read now
    print(MARK, flush=True)
    visitor.touch(*TOUCHES)


if __name__ == "__main__":
    main()
