"""The least that a Qt program can show: a window with a label and a button, full screen."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget


class Seen(QObject):
    """Says when the window is on the screen, as the kiosk's own window does."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose:
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print("first_frame", flush=True)
        QApplication.exit(0)


def main() -> int:
    """Show the window and end after its first frame."""
    application = QApplication([])
    application.setStyle("Fusion")
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("Tervetuloa"))
    layout.addWidget(QPushButton("Aloita"))
    seen = Seen()
    window.showFullScreen()
    window.windowHandle().installEventFilter(seen)
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
