"""What hangs on this machine, as Linux tells it; on other systems there is nothing to see."""

from pathlib import Path

from kiosk import raw

_MOST_BYTES = 4096
_DIRECT = 0b10
"""The bit of a device that is touched where it is looked at (INPUT_PROP_DIRECT)."""


def touch_screens(folder: Path = Path("/sys/class/input")) -> list[str]:
    """The names of the touch screens."""
    return [
        _line(device / "name")
        for device in sorted(folder.glob("input*"))
        if _bits(device / "properties") & _DIRECT
    ]


def screens(folder: Path = Path("/sys/class/drm")) -> list[str]:
    """The sockets that a screen is connected to, each with the size that the screen prefers."""
    return [
        f"{socket.name.partition('-')[2]} {_first(socket / 'modes')}".strip()
        for socket in sorted(folder.glob("card*-*"))
        if _line(socket / "status") == "connected"
    ]


def picture(file: Path = Path("/run/kiosk-display/picture")) -> str:
    """What the display that the package sets up has found wrong with its picture, in one line."""
    return "; ".join(_line(file).splitlines())


def _bits(path: Path) -> int:
    words = _line(path).split()
    try:
        return int(words[-1], 16) if words else 0
    except ValueError:
        return 0


def _first(path: Path) -> str:
    return next(iter(_line(path).splitlines()), "")


def _line(path: Path) -> str:
    try:
        return raw.bounded(path, _MOST_BYTES).decode("utf-8", errors="replace").strip()
    except OSError:
        return ""
