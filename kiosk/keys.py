"""What the keys of keyboards, keypads and switches do; IT can set others in `kiosk.toml`."""

from collections.abc import Mapping

from kiosk.access import CHANGING

MOVES = ("next", "previous", "right", "left", "select", "back")
"""What a key can do on every screen: move the focus, press what has it, go back."""
COMMANDS = (*MOVES, "access", "staff-help", "start-over", "access:repeat", "access:stop", *CHANGING)
"""Everything that can be put on a key."""

HEADSET = ("headset:in", "headset:out")
"""What the socket of a headset says as a key; it is so, whatever is shown."""

DEFAULT_KEYS: Mapping[str, str] = {
    "Tab": "next",
    "Backtab": "previous",
    "Down": "next",
    "Up": "previous",
    "Right": "right",
    "Left": "left",
    "Return": "select",
    "Enter": "select",
    "Select": "select",
    "Space": "select",
    "Escape": "back",
    "Backspace": "back",
    "Back": "back",
    "Help": "access",
    "F1": "access",
    "F2": "access:speech",
    "F3": "access:repeat",
    "F4": "access:stop",
    "F5": "access:slower",
    "F6": "access:faster",
    "F7": "access:quieter",
    "F8": "access:louder",
    "F9": "access:text",
    "F10": "access:contrast",
    "F11": "access:reach",
    "F12": "staff-help",
    "VolumeDown": "access:quieter",
    "VolumeUp": "access:louder",
    # A keypad for the blind is a keyboard whose codes its owner sets; these are free on others.
    "F13": "previous",
    "F14": "next",
    "F15": "left",
    "F16": "right",
    "F17": "select",
    "F18": "back",
    "F19": "access:repeat",
    "F20": "access:speech",
    "F21": "headset:in",
    "F22": "headset:out",
    "F23": "next",
    "F24": "select",
}
"""What each key does, by the name that Qt gives it; F23 and F24 are for two switches."""

KEY_NAMES = frozenset(
    {
        *DEFAULT_KEYS,
        *(chr(code) for code in range(ord("A"), ord("Z") + 1)),
        *(str(digit) for digit in range(10)),
        *(f"F{number}" for number in range(1, 36)),
        *("Home", "End", "PageUp", "PageDown", "Insert", "Delete", "Clear", "Menu", "Pause"),
        *("Plus", "Minus", "Asterisk", "Slash", "Period", "Comma", "NumberSign", "Equal"),
        *("MediaPlay", "MediaStop", "MediaNext", "MediaPrevious", "VolumeMute", "Call", "Hangup"),
    }
)
"""The keys that can be set, by the names that Qt gives them."""
