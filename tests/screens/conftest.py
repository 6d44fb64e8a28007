"""What is said at the end of a run of the screens."""

import pytest

from tests.screens.audit import WORST


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the worst of all that was measured, and what it was measured against."""
    if WORST:
        terminalreporter.section("worst cases of the screens")
    for measure, test in WORST.values():
        terminalreporter.line(f"{measure}; {measure.least:.2f} will do; {test.split('::')[-1]}")
