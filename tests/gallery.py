"""Pictures of every screen, for people to look at.

`python -m tests.gallery DIR [WxH [STEP [THEME [reach]]]]`
"""

import sys
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.access import Access
from kiosk.cards.notices import apologies
from kiosk.pack.conditions import Statuses
from kiosk.pack.words import SiteId
from kiosk.screens.fonts import load_fonts
from kiosk.screens.out_of_service import OutOfServiceScreen
from tests.builders import (
    ISO_OMENA,
    JUNE,
    KALAJARVI,
    LANGUAGES,
    Opened,
    circumstances,
    editions,
    full,
    look,
    opened,
)
from tests.visitor import Visitor


@dataclass(frozen=True)
class Visit:
    """The names that are touched after a language, where and when, and the outcome at the end."""

    touches: tuple[str, ...]
    ends: str | None = None
    site: SiteId = ISO_OMENA
    on: date = JUNE
    said: Statuses = field(default_factory=dict)


def _visit(*touches: str, ends: str | None = None) -> Visit:
    names = (n if ":" in n or n in _COMMANDS else f"option:{n}" for n in touches)
    return Visit(tuple(names), ends)


_COMMANDS = {"continue", "back", "change", "done", "start-over", "more", "access", "staff-help"}
_WELL = ("none", "continue")

VISITS = {
    "errand": _visit(),
    "errand-kalajarvi": replace(_visit(), site=KALAJARVI),
    "symptoms": _visit("kela"),
    "symptoms-ticked": _visit("kela", "cough", "shortness-of-breath"),
    "symptoms-missing": _visit("kela", "continue"),
    "born-2001": _visit("hobby-group", *_WELL),
    "essential": _visit("kela", *_WELL),
    "mask": _visit("kela", *_WELL, "yes"),
    "come-in": _visit("kela", *_WELL, "yes", "yes", ends="come-in"),
    "come-in-library": _visit("iso-omena-library", *_WELL, "yes", "exempt", ends="come-in"),
    "come-in-dentist": replace(
        _visit("dental-clinic", *_WELL, "yes", "under-12", ends="come-in"), site=KALAJARVI
    ),
    "come-in-hobby": _visit("hobby-group", *_WELL, "yes", "yes", ends="come-in"),
    "mask-first": replace(
        _visit("kalajarvi-library", *_WELL, "yes", "no", ends="mask-first"), site=KALAJARVI
    ),
    "wait": replace(
        _visit("iso-omena-library", *_WELL, ends="wait"), said=full("iso-omena-library")
    ),
    "by-remote": _visit("housing", *_WELL, ends="by-remote"),
    "by-remote-health": _visit("iso-omena-health-centre", *_WELL, "no", ends="by-remote"),
    "closed-now": _visit("youth-services", *_WELL, ends="closed-now"),
    "closed-room": _visit("room", *_WELL, ends="closed-now"),
    "closed-hobby": replace(_visit("hobby-group", *_WELL, "no", ends="closed-now"), site=KALAJARVI),
    "stay-home": _visit("iso-omena-health-centre", "cough", "continue", ends="stay-home"),
    "stay-home-breath": _visit(
        "iso-omena-library", "shortness-of-breath", "continue", ends="stay-home"
    ),
    "ask-staff": _visit("other", *_WELL, "yes", ends="ask-staff"),
    "review": _visit("kela", *_WELL, "yes", "yes", "change"),
    "access": _visit("kela", "access"),
    "statement": _visit("kela", "access", "access:statement"),
    "help": _visit("kela", "staff-help"),
    "qr": _visit("iso-omena-library", *_WELL, "no", "qr:helmet"),
}


def shown(visit: Visit, language: str, size: QSize, access: Access | None = None) -> Opened:
    """The window at the end of a visit."""
    window = opened(circumstances(visit.site, visit.on, visit.said), size, access)
    Visitor(window).touch(f"language:{language}", *visit.touches)
    return window


def main() -> None:
    """Write every picture."""
    folder = Path(sys.argv[1])
    given = dict(enumerate(sys.argv[2:]))
    width, height = given.get(0, "1080x1920").split("x")
    size = QSize(int(width), int(height))
    access = Access(float(given.get(1, 1)), given.get(2, "light"), reach=3 in given)
    folder.mkdir(parents=True, exist_ok=True)
    QApplication([]).setStyle("Fusion")
    load_fonts()
    save(folder / "attract.png", opened(circumstances(), size, access))
    for language in LANGUAGES:
        for name, visit in VISITS.items():
            save(folder / f"{name}.{language}.png", shown(visit, language, size, access))
    speeches = (edition.speech for edition in editions().values())
    apology = OutOfServiceScreen(apologies(speeches), look(size, access))
    apology.resize(size)
    save(folder / "out-of-service.png", apology)


def save(file: Path, widget: QWidget) -> None:
    """Grab a widget into a file."""
    QApplication.processEvents()
    widget.grab().save(str(file))
    widget.hide()


if __name__ == "__main__":
    main()
