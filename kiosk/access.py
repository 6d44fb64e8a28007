"""How a visitor wants the kiosk to be: text, colours, reach, speech, time; gone with the visit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

TEXT_STEPS = (1.0, 1.4, 2.0)
"""How large text may be, times its least size (WCAG 1.4.4 asks for 2)."""
THEMES = ("light", "dark", "high-contrast")
"""The themes that a visitor goes round; each is a file of that name."""
VOLUMES = (0.125, 0.25, 0.5, 1.0)
"""Loudness of speech, as a part of the loudest: 18 dB, with a step of 12 dB above the lowest
(EN 301 549, 5.1.3.12 and 8.2.1)."""
RATES = (-0.5, -0.25, 0.0, 0.3, 0.6)
"""Pace of speech as the engines take it, from -1 to 1; 0 is that of the voice."""


class Aloud(Enum):
    """Whether the screen is read aloud, and who hears it; invited: nobody until a headset is in."""

    OFF = "off"
    INVITED = "invited"
    HEADSET = "headset"
    SPEAKER = "speaker"


@dataclass(frozen=True)
class Access:
    """What one visitor has set; what nobody touched is as the machine's settings say."""

    text_step: float = 1.0
    theme: str = "light"
    reach: bool = False
    more_time: bool = False
    aloud: Aloud = Aloud.OFF
    rate: int = RATES.index(0.0)
    volume: int = VOLUMES.index(0.5)

    @property
    def speaks(self) -> bool:
        """Whether the screen is read aloud."""
        return self.aloud in {Aloud.HEADSET, Aloud.SPEAKER}

    def changed(self, command: str, *, headset: bool = False) -> "Access":
        """What it is after a command, with a headset or without; others change nothing."""
        if command == "access:speech":
            after_off = Aloud.HEADSET if headset else Aloud.INVITED
            return replace(self, aloud=_NEXT_ALOUD.get(self.aloud, after_off))
        change = _CHANGES.get(command)
        return change(self) if change else self


_NEXT_ALOUD = {
    Aloud.INVITED: Aloud.SPEAKER,
    Aloud.HEADSET: Aloud.SPEAKER,
    Aloud.SPEAKER: Aloud.OFF,
}


def _unplugged(access: Access) -> Access:
    """Silent, rather than on to everybody."""
    return replace(access, aloud=Aloud.OFF) if access.aloud is Aloud.HEADSET else access


def _paced(access: Access, steps: int) -> Access:
    return replace(access, rate=max(0, min(access.rate + steps, len(RATES) - 1)))


def _loud(access: Access, steps: int) -> Access:
    return replace(access, volume=max(0, min(access.volume + steps, len(VOLUMES) - 1)))


def _next_text(access: Access) -> Access:
    place = TEXT_STEPS.index(access.text_step) + 1
    return replace(access, text_step=TEXT_STEPS[place % len(TEXT_STEPS)])


def _next_theme(access: Access) -> Access:
    place = THEMES.index(access.theme) + 1
    return replace(access, theme=THEMES[place % len(THEMES)])


_CHANGES: Mapping[str, Callable[[Access], Access]] = {
    "access:text": _next_text,
    "access:contrast": _next_theme,
    "access:reach": lambda access: replace(access, reach=not access.reach),
    "access:time": lambda access: replace(access, more_time=not access.more_time),
    "access:slower": lambda access: _paced(access, -1),
    "access:faster": lambda access: _paced(access, 1),
    "access:quieter": lambda access: _loud(access, -1),
    "access:louder": lambda access: _loud(access, 1),
    "headset:in": lambda access: replace(access, aloud=Aloud.HEADSET),
    "headset:out": _unplugged,
}

CHANGING = ("access:speech", *_CHANGES)
"""The commands that change something; all of them can be on a key."""
