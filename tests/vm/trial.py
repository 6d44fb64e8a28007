"""Tries the kiosk on a whole machine: `python3 -m tests.vm.trial FOLDER PICTURES`.

A visit by touch, the keys that lead out of Linux' consoles, a burst of keys, a power cut in the
middle of a visit, and a panel that hangs turned left and right.
"""

import json
import re
import shutil
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.vm.machine import Machine, Panel, until

ROOT = Path(__file__).resolve().parents[2]
UPRIGHT = Panel(1080, 1920)
MOST_GROWTH_MIB = 2
_ALIKE = 0.99
_STILL_S = 3
_DROP_IN = "/etc/systemd/system/kiosk-display.service.d"
_ON_X = "DISPLAY=:0 XAUTHORITY=/run/kiosk-display/xauthority"
_KEYS = (
    *("a", "5", "Return", "space", "Tab", "Escape", "Up", "Down", "Left", "Right", "BackSpace"),
    *("Home", "End", "Prior", "Next", "F1", "shift+Tab"),
)


class Trial:
    """One machine after the other, with the picture that all of them must come to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.began = time.monotonic()
        script = (ROOT / "packaging" / "try.sh").read_text("utf-8")
        found = re.findall(r"^tap (\d+) +(\d+) +# (\S+)$", script, re.MULTILINE)
        self.touches = [(int(x), int(y)) for x, y, _name in found]
        theme = tomllib.loads((ROOT / "assets/themes/light.toml").read_text("utf-8"))
        self.stay_home = bytes.fromhex(theme["stay_away"]["ground"].removeprefix("#"))
        self.attract: list[bytes] = []
        self.machine = Machine(folder, UPRIGHT)

    def say(self, what: str) -> None:
        """One line for people, with the time since the beginning."""
        print(f"{time.monotonic() - self.began:7.1f} s  {what}", flush=True)

    def wait(self, holds: Callable[[], bool], what: str, seconds: float = 120) -> None:
        """Wait for something, and say how long it took."""
        self.say(f"{what}: {until(holds, what, seconds):.1f} s")

    def healthy(self) -> bool:
        """Whether the kiosk says that all is well."""
        told = self.machine.health()
        return bool(told) and told["ready"] is True and told["degraded"] == []

    def waits(self) -> bool:
        """Whether the attract screen is on the panel, turned as it hangs."""
        seen = self.machine.picture().grid()
        same = sum(a == b for a, b in zip(seen, self.attract, strict=True))
        return same > _ALIKE * len(seen)

    def come_up(self) -> None:
        """Wait for the first attract screen, which all others are compared with."""
        self.wait(self.healthy, "booted, until the kiosk is healthy", 600)
        self.attract = self.still()
        self.machine.picture("attract")
        assert len(set(self.attract)) > 20, "nothing is on the screen"
        assert self.machine.run("kioskctl screen") == "card0, 1080 x 1920: a picture"

    def touch(self, x: int, y: int) -> None:
        """Tap, and wait until that has changed what is on the panel, and nothing moves any more."""
        before = self.machine.picture().grid()
        self.machine.touch(x, y)
        until(lambda: self.still() != before, f"touched {x} {y}", 60)

    def still(self) -> list[bytes]:
        """What is on the panel, once it stays the same; a pressed button may stay for a second."""
        seen = self.machine.picture().grid()
        while True:
            time.sleep(_STILL_S)
            again = self.machine.picture().grid()
            if seen == again:
                return again
            seen = again

    def visit(self, name: str) -> None:
        """From the attract screen to the card that says stay home, and back."""
        *answers, done = self.touches
        for point in answers:
            self.touch(*point)
        self.wait(self.says_stay_home, f"the card: stay home ({name})")
        self.machine.picture(name)
        self.machine.touch(*done)
        self.wait(self.waits, f"a visit by touch ({name}), until attract again")

    def says_stay_home(self) -> bool:
        """Whether a tenth of the panel has the colour of that card."""
        card = self.machine.picture().grid()
        return card.count(self.stay_home) > len(card) / 10

    def consoles(self) -> None:
        """No key of Linux' consoles leads away, not even while the display starts anew."""
        x = self.machine.run("pidof Xorg")
        for number in range(1, 7):
            self.machine.press("ctrl", "alt", f"f{number}")
        for letter in "kbreisu":
            self.machine.press("alt", "sysrq", letter)
        self.machine.press("ctrl", "alt", "delete")
        self.machine.press("ctrl", "alt", "backspace")
        assert self.machine.run("pidof Xorg") == x, "a key has ended X"
        self.machine.shell("systemctl --no-block restart kiosk-display")
        for _again in range(12):
            self.machine.press("ctrl", "alt", "f2")
        self.wait(self.waits, "the display restarted under Ctrl+Alt+F2, until attract")
        assert self.machine.run("cat /sys/class/tty/tty0/active") == "tty1"
        assert self.machine.run("systemctl is-active getty@tty2") == "inactive"
        self.say("no key of the consoles and no SysRq leads away")

    def keys(self) -> None:
        """A child that leans on a keyboard costs no memory."""
        before = self.resident()
        pid = self.machine.run("pidof -s kiosk")
        self.machine.shell(
            f"export {_ON_X}; for key in {' '.join(_KEYS)}; do"
            " xdotool key --delay 2 --repeat 530 $key; done"
        )
        time.sleep(10)
        grown = self.resident() - before
        self.say(f"9,010 keys of {len(_KEYS)} kinds: {grown:+.1f} MiB")
        assert self.machine.run("pidof -s kiosk") == pid, "the kiosk has ended"
        assert grown <= MOST_GROWTH_MIB, "keys cost memory"

    def resident(self) -> float:
        """How much memory the kiosk has, in MiB."""
        return int(self.machine.run("ps -o rss= -p $(pidof -s kiosk)")) / 1024

    def night(self) -> None:
        """The screen goes dark when it is told to, and a touch lights it."""
        self.machine.shell(f"{_ON_X} xset dpms force off")
        self.wait(lambda: self.monitor() == "Off", "the screen off for the night")
        self.machine.touch(5, 960)
        self.wait(lambda: self.monitor() == "On", "lit by a touch")
        self.machine.shell(f"{_ON_X} xset -dpms s off")
        self.wait(self.waits, "until attract")

    def monitor(self) -> str:
        """Whether X has the screen on or off."""
        return self.machine.run(f"{_ON_X} xset q | sed -n 's/.*Monitor is //p'")

    def read_only(self) -> None:
        """The kiosk on a root that is only read, after another power cut."""
        panel = self.machine.panel
        self.machine.cut_power()
        self.machine = Machine(self.folder, panel, "overlayroot=tmpfs")
        assert self.machine.run("stat -f -c %T /") == "overlayfs"
        self.wait(self.healthy, "on a root that is only read, until the kiosk is healthy", 600)
        self.wait(self.waits, "until attract")

    def cut_power(self, panel: Panel) -> None:
        """Take the power away in the middle of a visit, and hang another panel before the next."""
        for point in self.touches[:3]:
            self.touch(*point)
        self.turn(panel)
        self.machine.shell("sync")
        self.machine.cut_power()
        self.machine = Machine(self.folder, panel)
        self.wait(self.waits, "the power cut in the middle of a visit, until attract", 300)
        self.wait(self.healthy, "until the kiosk is healthy")

    def turn(self, panel: Panel) -> None:
        """Say how the panel hangs, in the way of the guide."""
        example = "/usr/share/doc/kiosk/examples/rotate.conf"
        self.machine.shell(
            f"install -D -m 0644 {example} {_DROP_IN}/rotate.conf &&"
            f" sed -i s/=right/={panel.turned}/ {_DROP_IN}/rotate.conf && systemctl daemon-reload"
        )

    def hang(self, panel: Panel) -> None:
        """Turn the picture of the panel that is there, and restart as the guide says."""
        self.turn(panel)
        self.machine.panel = panel
        self.machine.shell("systemctl restart kiosk-display")
        self.wait(self.waits, f"turned {panel.turned}, until attract")

    def restart(self) -> None:
        """The kiosk alone starts anew, on a display that stays."""
        self.machine.shell("systemctl restart kiosk")
        self.wait(self.waits, "the kiosk alone restarted, until attract")

    def wrong_pictures(self) -> None:
        """The health tells of a screen that is not turned, and of one that is black."""
        self.wait(self.sound, "the display finds nothing wrong with its picture")
        output = self.machine.run(f"{_ON_X} xrandr --current | sed -n 's/ connected.*//p'")
        self.machine.shell(f"{_ON_X} xrandr --output {output} --rotate normal")
        self.wait(lambda: self.tells("is normal, not right"), "health tells: not turned")
        reset = "Environment='KIOSK_X_ARGUMENTS=-novtswitch -keeptty vt1 -reset'"
        self.machine.shell(
            f'printf "[Service]\\n{reset}\\n" >{_DROP_IN}/reset.conf && systemctl daemon-reload'
            " && systemctl restart kiosk-display"
        )
        self.wait(self.waits, "with an X that begins anew, until attract")
        self.machine.shell("systemctl restart kiosk")
        self.wait(lambda: self.tells(": black"), "its black screen, until the health tells")
        self.machine.picture("black")

    def sound(self) -> bool:
        """Whether the display has looked at its picture and found nothing wrong."""
        return self.machine.shell("test -f /run/kiosk-display/picture", check=False) == 0 and (
            not self.tells("display-picture")
        )

    def tells(self, words: str) -> bool:
        """Whether the health holds these words."""
        return words in json.dumps(self.machine.health())


def main(folder: Path, pictures: Path) -> None:
    """Try everything; the first thing that does not hold ends it."""
    pictures.mkdir(parents=True, exist_ok=True)
    trial = Trial(folder)
    try:
        trial.come_up()
        trial.visit("upright")
        trial.consoles()
        trial.night()
        trial.cut_power(Panel(1920, 1080, "left"))
        trial.visit("left")
        trial.restart()
        trial.hang(Panel(1920, 1080, "right"))
        trial.visit("right")
        trial.restart()
        trial.keys()
        trial.read_only()
        trial.wrong_pictures()
    except BaseException:
        trial.machine.picture("failed")
        print(trial.machine.run("journalctl -b -n 60 --no-pager; kioskctl health"))
        raise
    finally:
        trial.machine.cut_power()
        for picture in folder.glob("*.png"):
            shutil.copy(picture, pictures)
    trial.say("all of it holds")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
