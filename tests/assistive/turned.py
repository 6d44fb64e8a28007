"""The kiosk as a program whose clock a signal turns as far as the idle warning."""

import signal
import socket

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from kiosk.screens.clock import TurnedClock
from kiosk.screens.fonts import load_fonts
from kiosk.screens.idle import Patience
from kiosk.screens.roles import tell_roles
from tests.builders import circumstances, opened


def main() -> None:
    """Show the attract screen, and turn the clock with each signal."""
    application = QApplication(["kiosk"])
    application.setStyle("Fusion")
    load_fonts()
    tell_roles()
    patience = Patience(clock=(clock := TurnedClock()))
    window = opened(circumstances(patience=patience))
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.signal(signal.SIGUSR1, lambda *_signal: None)
    signal.set_wakeup_fd(waking.fileno())
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, window)

    def turn() -> None:
        woken.recv(1)
        clock.turn(patience.until_warning)

    notifier.activated.connect(turn)
    print("ready for visitors", flush=True)
    application.exec()


if __name__ == "__main__":
    main()
