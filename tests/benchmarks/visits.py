"""Taps, decisions and two thousand visits inside one process; prints JSON."""

import gc
import json
import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.flow.steps import Flow
from kiosk.pack.words import Answers, Language
from kiosk.screens.fonts import load_fonts
from kiosk.screens.window import Window
from tests.builders import LANGUAGES, answers, circumstances, flow, navigator_of, opened
from tests.gallery import VISITS
from tests.visitor import Visitor

TAPS = 2_000
DECISIONS = 2_000
VISITS_IN_SOAK = 2_000


def main() -> None:
    """Print every figure."""
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    visitor = Visitor(opened(circumstances()))
    QTest.qWaitForWindowExposed(visitor.window)
    gc.collect()
    gc.freeze()
    figures = {
        "tap_to_paint_ms": tap_figures(visitor),
        "decide_us": decide_us(),
        "soak": soak(visitor),
    }
    json.dump(figures, sys.stdout)


def tap_figures(visitor: Visitor) -> dict[str, float]:
    """Milliseconds from the release of the button to the next screen painted."""
    taken = list(islice((tap(visitor, name) for name in touches()), TAPS))
    per_cent = quantiles(taken, n=100)
    return {
        "median": round(median(taken), 1),
        "p99": round(per_cent[98], 1),
        "max": round(max(taken), 1),
        "taps": TAPS,
    }


def touches() -> "cycle[str]":
    """Every screen in every language, again and again."""
    names: list[str] = []
    for language in LANGUAGES:
        for visit in at_iso_omena():
            names += [f"language:{language}", *visit]
    return cycle(names)


def at_iso_omena() -> list[tuple[str, ...]]:
    """The visits that one window can show, each with its way back to the attract screen."""
    whole = [visit for visit in VISITS.values() if visit.ends == "come-in" or visit.ends in SHOWN]
    here = [visit for visit in whole if visit.site == "iso-omena" and not visit.said]
    again = ("change", "back", "change", "change:errand", "option:x-ray", "done")
    return [(*visit.touches, "done") for visit in here] + [(*here[0].touches, *again)]


SHOWN = {"by-remote", "closed-now", "stay-home", "ask-staff"}


def tap(visitor: Visitor, name: str) -> float:
    """Touch one thing; the milliseconds until what follows is painted."""
    window = visitor.window
    while not visitor.tile(name).isVisible():
        visitor.press(visitor.centre(visitor.tile("more")))
        QApplication.processEvents()
    handle, at = window.windowHandle(), visitor.centre(visitor.tile(name))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, left, none, at)
    QApplication.processEvents()
    began = time.perf_counter()
    QTest.mouseRelease(handle, left, none, at)
    QApplication.processEvents()
    taken = (time.perf_counter() - began) * 1000
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return taken


def decide_us() -> float:
    """Microseconds of one next step, the median over every stage of two visits."""
    following = flow()
    whole = answers(errand="kela", symptoms="none", essential="yes", mask="yes")
    ill = answers(errand="hobby-group", symptoms="cough fever")
    stages: list[Answers] = [
        dict(list(each.items())[:n]) for each in (whole, ill) for n in range(5)
    ]
    return round(median(_microseconds(following, stage) for stage in stages), 1)


def _microseconds(following: Flow, given: Answers) -> float:
    began = time.perf_counter()
    for _each in range(DECISIONS):
        following.next_step(given)
    return (time.perf_counter() - began) * 1e6 / DECISIONS


def soak(visitor: Visitor) -> dict[str, object]:
    """What is in use at each tenth of two thousand visits."""
    marks: list[dict[str, float]] = []
    visits = cycle(at_iso_omena())
    navigator_of(visitor.window).welcome()
    for number in range(VISITS_IN_SOAK + 1):
        if number % (VISITS_IN_SOAK // 10) == 0:
            marks.append(_in_use(visitor.window))
        for name in (f"language:{Language(LANGUAGES[number % 3])}", *next(visits)):
            tap(visitor, name)
    return {"visits": VISITS_IN_SOAK} | {key: [mark[key] for mark in marks] for key in marks[0]}


def _in_use(window: Window) -> dict[str, float]:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return {
        "rss_mib": round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1),
        "widgets": len(QApplication.allWidgets()),
        "qobjects": len(window.findChildren(QObject)),
        "files": len(list(Path("/proc/self/fd").iterdir())),
    }


if __name__ == "__main__":
    main()
