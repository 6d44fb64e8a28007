"""What visitors can do to a kiosk from where they stand; the numbers are those of the table."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from random import Random
from string import ascii_letters, ascii_lowercase

from tests.lockdown.displays import HEIGHT, WIDTH
from tests.lockdown.machine import IN_ENGLISH, Machine

CORNERS = tuple(product((0, WIDTH - 1), (0, HEIGHT - 1)))
SEED = 20210601
_MIDDLE = (WIDTH // 2, HEIGHT // 2)


@dataclass(frozen=True)
class Attack:
    """One row of the table, or a part of it."""

    id: str
    what: str
    act: Callable[[Machine], None]


def keys(*combinations: str) -> Callable[[Machine], None]:
    """Press these, on the attract screen."""
    return lambda machine: machine.keys(*combinations)


def in_a_visit(act: Callable[[Machine], None]) -> Callable[[Machine], None]:
    """Do the same on a question."""

    def both(machine: Machine) -> None:
        machine.touch(*IN_ENGLISH)
        act(machine)

    return both


def hands(*orders: str | int) -> Callable[[Machine], None]:
    """Do what xdotool is told."""
    return lambda machine: machine.hands(*orders)


def tell(*commands: str) -> Callable[[Machine], None]:
    """Ask the window manager, as another program would; `WINDOW` is the kiosk's."""

    def act(machine: Machine) -> None:
        for command in commands:
            machine.tell(*command.replace("WINDOW", machine.window).split())

    return act


def everywhere(button: int, times: int = 1) -> Callable[[Machine], None]:
    """Press a button of the mouse all over the screen."""

    def act(machine: Machine) -> None:
        for x, y in product(range(40, WIDTH, 250), range(40, HEIGHT, 300)):
            machine.touch(x, y, button, times)

    return act


def long_press(machine: Machine) -> None:
    """Hold a finger on a button, and on nothing."""
    for at in (IN_ENGLISH, _MIDDLE):
        machine.hands("mousemove", *at, "mousedown", 1, "sleep", 2, "mouseup", 1)


def corners(machine: Machine) -> None:
    """Tap each corner of the screen a hundred times."""
    for corner in CORNERS:
        machine.touch(*corner, times=100)


def edges(machine: Machine) -> None:
    """Wipe from every edge to the middle and past it."""
    for start in ((0, 900), (WIDTH - 1, 900), (540, 0), (540, HEIGHT - 1)):
        machine.drag(start, _MIDDLE)
        machine.drag(start, (WIDTH - start[0], HEIGHT - start[1]))


def frame(machine: Machine) -> None:
    """Take the window where others have a title bar and a frame, also as openbox lets move it."""
    machine.touch(540, 0, times=2)
    machine.drag((540, 1), (540, 700))
    for held, button in product(("alt", "super"), (1, 3)):
        machine.hands("keydown", held)
        machine.drag((500, 500), (900, 1200), button)
        machine.hands("keyup", held)


def menu_of_window_manager(machine: Machine) -> None:
    """Open openbox's menu of the window by a key, and take each of its first entries."""
    for entry in range(1, 12):
        machine.hands("key", "alt+space", "key", "--repeat", entry, "Down", "key", "Return")
        machine.keys("Escape", "Escape")


def burst(machine: Machine) -> None:
    """Send 3,000 letters as fast as can be, and then 500 keys that ask for something."""
    machine.hands("type", "--delay", 0, ascii_letters[:50] * 60)
    machine.hands("key", "--delay", 0, *["F10", "Escape", "Tab", "F1", "BackSpace"] * 100)


def barcode(machine: Machine) -> None:
    """Read a barcode that holds control characters as keys, and a PIN."""
    machine.keys("ctrl+at", *(f"ctrl+{letter}" for letter in ascii_lowercase))
    machine.hands("type", "--delay", 0, "]C1(01)09506000134352\t\n\x1b1234567890\r" + "9" * 500)


def monkey(machine: Machine) -> None:
    """Do 150 things by chance, the same in every run."""
    chance = Random(SEED)  # noqa: S311 - not for a secret
    named = (
        "Tab",
        "Return",
        "Escape",
        "alt+F4",
        "alt+Tab",
        "super+d",
        "ctrl+alt+Right",
        "F1",
        "F9",
    )
    for _turn in range(150):
        at = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        if chance.random() < 0.7:
            machine.touch(*at, chance.choice((1, 1, 1, 2, 3)))
        elif chance.random() < 0.5:
            machine.keys(chance.choice(named))
        else:
            machine.drag(at, (chance.randrange(WIDTH), chance.randrange(HEIGHT)))


SLEEPY = ("Sleep", "PowerOff", "PowerDown", "Standby", "Suspend", "WakeUp", "Eject", "ScreenSaver")
MEDIA = ("AudioPlay", "AudioStop", "AudioMute", "MonBrightnessDown", "MonBrightnessUp", "Display")
STARTERS = ("WWW", "Mail", "HomePage", "Explorer", "Calculator", "Search", "Tools", "MyComputer")
SPECIAL = [f"XF86{name}" for name in (*SLEEPY, *MEDIA, *STARTERS)]
CLOSING = ("alt+F4", "ctrl+q", "ctrl+w", "ctrl+F4", "alt+Escape", "ctrl+alt+Delete")
SWITCHING = (
    "alt+Tab",
    "alt+shift+Tab",
    "ctrl+alt+Tab",
    "super",
    "ctrl+Escape",
    "super+r",
    "super+l",
)
DESKTOPS = [f"ctrl+alt+{way}" for way in ("Right", "Down", "Left", "Up")]
SENT = [f"shift+alt+{way}" for way in ("Right", "Down", "Left", "Up")]
FILES = [f"ctrl+{letter}" for letter in "posnftrhujl"]
ASSISTING = ("Print", "alt+Print", "Menu", "shift+F10", "ctrl+shift+Escape", "shift+F1", "F11")

ATTACKS = (
    Attack("K1", "keys that close a window", keys(*CLOSING)),
    Attack("K1", "the same in a visit", in_a_visit(keys(*CLOSING))),
    Attack("K1", "the menu of the window", menu_of_window_manager),
    Attack("K2", "keys that switch windows", keys(*SWITCHING)),
    Attack("K2", "keys that show the desktop", keys("super+d")),
    Attack("K2", "keys that go to another desktop", keys(*DESKTOPS[:1])),
    Attack("K2", "and to all of them", keys(*DESKTOPS, "super+F1", "super+F2", "super+F4")),
    Attack("K2", "keys that send the window away", keys(*SENT[:1])),
    Attack("K2", "a key that starts a program", keys("super+e")),
    Attack("K2", "the same in a visit", in_a_visit(keys("super+e", "super+d", *DESKTOPS[:1]))),
    Attack("K3", "keys that end X or leave it", keys("ctrl+alt+BackSpace", "ctrl+alt+F2")),
    Attack("K4", "keys that open, print, help", keys(*FILES, *ASSISTING)),
    Attack("K4", "the same in a visit", in_a_visit(keys(*FILES, *ASSISTING))),
    Attack("K5", "keys that move and press", keys(*("Tab",) * 9, "Escape", "Return", "space")),
    Attack("K5", "the same in a visit", in_a_visit(keys("Escape", "Tab", "Return", "Escape"))),
    Attack("K6", "every letter with Alt", keys(*(f"alt+{letter}" for letter in ascii_lowercase))),
    Attack("K7", "keys that assist", keys(*("Shift_L",) * 5, "shift+alt+Num_Lock")),
    Attack(
        "K7", "a lock that is held", hands("keydown", "Num_Lock", "sleep", 5, "keyup", "Num_Lock")
    ),
    Attack("K8", "a burst of keys", in_a_visit(burst)),
    Attack("K9", "a barcode", barcode),
    Attack("K9", "a barcode in a visit", in_a_visit(barcode)),
    Attack("K10", "keys of media, power and programs", keys(*SPECIAL)),
    Attack("T1", "the right button everywhere", everywhere(3)),
    Attack("T1", "a long press", long_press),
    Attack("T2", "fifty taps on one spot", lambda machine: machine.touch(*IN_ENGLISH, times=50)),
    Attack("T2", "each corner a hundred times", corners),
    Attack("T4", "wiping from the edges", edges),
    Attack("T4", "the same in a visit", in_a_visit(edges)),
    Attack(
        "D1",
        "dragging from one thing to another",
        lambda machine: machine.drag((300, 150), IN_ENGLISH),
    ),
    Attack("D2", "the clipboard", keys("ctrl+a", "ctrl+c", "ctrl+x", "ctrl+v", "shift+Insert")),
    Attack("D2", "pasting by the middle button", everywhere(2)),
    Attack("D6", "the frame of the window", frame),
    Attack(
        "D6",
        "another program moves it",
        hands("search", "--class", "^kiosk$", "windowmove", 90, 90),
    ),
    Attack(
        "D6",
        "another program resizes it",
        hands("search", "--class", "^kiosk$", "windowsize", 400, 400),
    ),
    Attack(
        "D6", "another program hides it", hands("search", "--class", "^kiosk$", "windowminimize")
    ),
    Attack("D6", "another program unmaps it", hands("search", "--class", "^kiosk$", "windowunmap")),
    Attack(
        "D6",
        "a window manager is told to",
        tell(
            "wmctrl -i -r WINDOW -b remove,fullscreen",
            "wmctrl -i -r WINDOW -e 0,300,300,400,400",
            "wmctrl -i -r WINDOW -b add,shaded",
            "wmctrl -i -r WINDOW -b add,below",
            "wmctrl -i -c WINDOW",
        ),
    ),
    Attack("M1", "whatever comes to mind", monkey),
)
