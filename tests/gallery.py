"""Pictures of every screen, for people to look at: `python -m tests.gallery DIR [WxH [STEP]]`."""

import sys
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.cards.notices import apologies
from kiosk.pack.conditions import Statuses
from kiosk.pack.words import SiteId
from kiosk.screens.look import load_fonts
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.tiles import Tile
from kiosk.screens.window import Window
from tests.builders import (
    ISO_OMENA,
    JUNE,
    KALAJARVI,
    LANGUAGES,
    circumstances,
    editions,
    full,
    look,
    opened,
)


@dataclass(frozen=True)
class Visit:
    """The names that are touched after a language, and where and when."""

    touches: tuple[str, ...]
    site: SiteId = ISO_OMENA
    on: date = JUNE
    said: Statuses = field(default_factory=dict)


def _visit(*touches: str) -> Visit:
    return Visit(
        tuple(name if ":" in name or name in _COMMANDS else f"option:{name}" for name in touches)
    )


_COMMANDS = {"continue", "back", "change", "done", "start-over", "more"}
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
    "come-in": _visit("kela", *_WELL, "yes", "yes"),
    "come-in-library": _visit("iso-omena-library", *_WELL, "yes", "exempt"),
    "come-in-hobby": _visit("hobby-group", *_WELL, "yes", "yes"),
    "mask-first": replace(_visit("kalajarvi-library", *_WELL, "yes", "no"), site=KALAJARVI),
    "wait": replace(_visit("iso-omena-library", *_WELL), said=full("iso-omena-library")),
    "by-remote": _visit("housing", *_WELL),
    "by-remote-health": _visit("iso-omena-health-centre", *_WELL, "no"),
    "closed-now": _visit("youth-services", *_WELL),
    "closed-room": _visit("room", *_WELL),
    "stay-home": _visit("iso-omena-health-centre", "cough", "continue"),
    "stay-home-breath": _visit("iso-omena-library", "shortness-of-breath", "continue"),
    "ask-staff": _visit("other", *_WELL, "yes"),
    "review": _visit("kela", *_WELL, "yes", "yes", "change"),
    "qr": _visit("iso-omena-library", *_WELL, "no", "qr:helmet"),
}


def touch(window: QWidget, name: str) -> None:
    """Touch the widget of a name, turning pages until it is there."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    for _page in range(10):
        tile = next(iter(window.findChildren(Tile, name)))
        if tile.isVisible():
            tile.click()
            return
        next(iter(window.findChildren(Tile, "more"))).click()
    raise LookupError(name)


def shown(visit: Visit, language: str, size: QSize, step: float) -> Window:
    """The window at the end of a visit."""
    window = opened(circumstances(visit.site, visit.on, visit.said), size, step)
    for name in (f"language:{language}", *visit.touches):
        touch(window, name)
    return window


def main() -> None:
    """Write every picture."""
    folder = Path(sys.argv[1])
    width, height = (sys.argv[2] if len(sys.argv) > 2 else "1080x1920").split("x")
    size, step = QSize(int(width), int(height)), float(sys.argv[3] if len(sys.argv) > 3 else 1)
    folder.mkdir(parents=True, exist_ok=True)
    QApplication([]).setStyle("Fusion")
    load_fonts()
    save(folder / "attract.png", opened(circumstances(), size, step))
    for language in LANGUAGES:
        for name, visit in VISITS.items():
            save(folder / f"{name}.{language}.png", shown(visit, language, size, step))
    speeches = (edition.speech for edition in editions().values())
    apology = OutOfServiceScreen(apologies(speeches), look(size, step))
    apology.resize(size)
    save(folder / "out-of-service.png", apology)


def save(file: Path, widget: QWidget) -> None:
    """Grab a widget into a file."""
    QApplication.processEvents()
    widget.grab().save(str(file))
    widget.hide()


if __name__ == "__main__":
    main()
