"""The accessibility bus of a session, as a screen reader uses it."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any, TypeVar

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

PATIENCE_S = 120.0
"""How long anything may take, on a machine that is busy with other things."""
_LOOK_AGAIN_S = 0.05

_ATSPI = "org.a11y.atspi"
_ACCESSIBLE = f"{_ATSPI}.Accessible"
_REGISTRY = f"{_ATSPI}.Registry"

Found = TypeVar("Found")


class State(IntEnum):
    """What an object can be; the values are those of the protocol."""

    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    SHOWING = 25


class Bus:
    """A connection to a bus."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address, auth_timeout=PATIENCE_S)
        self._signals: deque[Message] = deque()

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def ask(
        self, program: str, path: str, call: str, signature: str | None = None, *values: object
    ) -> Any:
        """The first of what an object answers to a call, which names interface and method."""
        interface, _, method = call.rpartition(".")
        message = new_method_call(DBusAddress(path, program, interface), method, signature, values)
        answers = unwrap_msg(self._connection.send_and_get_reply(message, timeout=PATIENCE_S))
        return answers[0] if answers else None

    def listen(self, interface: str) -> None:
        """Keep the signals of an interface from now on."""
        rule = MatchRule(type="signal", interface=interface)
        self._connection.filter(rule, queue=self._signals)
        self._connection.bus_proxy.AddMatch(rule)

    def heard(self, member: str) -> list[Message]:
        """The signals of a name that came since this was asked before."""
        of_name = [s for s in self._signals if s.header.fields[HeaderFields.member] == member]
        for signal in of_name:
            self._signals.remove(signal)
        return of_name

    def wait(self, seconds: float) -> None:
        """Wait for a message."""
        with suppress(TimeoutError):
            self._connection.recv_messages(timeout=seconds)


@dataclass(frozen=True)
class Node:
    """An object that a screen reader asks about, each thing once and only what it wants."""

    bus: Bus = field(repr=False, compare=False)
    program: str
    path: str

    @cached_property
    def id(self) -> str:
        """The name of the widget."""
        return str(self._property("AccessibleId")).rpartition(".")[2]

    @cached_property
    def name(self) -> str:
        """What is said for it."""
        return str(self._property("Name"))

    @cached_property
    def language(self) -> str:
        """In which language it is said."""
        return str(self._property("Locale")).partition("_")[0]

    @cached_property
    def role(self) -> str:
        """What it is."""
        return str(self._ask(f"{_ACCESSIBLE}.GetRoleName"))

    @cached_property
    def states(self) -> frozenset[State]:
        """How it is."""
        low, high = self._ask(f"{_ACCESSIBLE}.GetState")
        return frozenset(state for state in State if (high << 32 | low) >> state & 1)

    @cached_property
    def children(self) -> list["Node"]:
        """What is in it, in the order of reading."""
        return [Node(self.bus, *child) for child in self._ask(f"{_ACCESSIBLE}.GetChildren")]

    def walk(self) -> Iterator["Node"]:
        """It, and all that is in it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def press(self) -> None:
        """Do the first thing that can be done with it: press or tick it."""
        self._ask(f"{_ATSPI}.Action.DoAction", "i", 0)

    def _property(self, name: str) -> object:
        return self._ask("org.freedesktop.DBus.Properties.Get", "ss", _ACCESSIBLE, name)[1]

    def _ask(self, call: str, signature: str | None = None, *values: object) -> Any:
        return self.bus.ask(self.program, self.path, call, signature, *values)


class Desktop:
    """The programs on a session's accessibility bus, and what they say of their own accord."""

    def __init__(self, session: str) -> None:
        with closing(Bus(session)) as bus:
            address = bus.ask("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self._bus = Bus(str(address))

    def listen(self) -> None:
        """Hear what is announced and checked by the programs that are here already.

        A program that comes at the same moment can miss that somebody listens.
        """
        self._bus.listen(f"{_ATSPI}.Event.Object")
        for event in ("object:announcement", "object:state-changed:checked"):
            registry = (_REGISTRY, "/org/a11y/atspi/registry", f"{_REGISTRY}.RegisterEvent")
            self._bus.ask(*registry, "s", event)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def programs(self) -> list[Node]:
        """Every program as it is now."""
        return Node(self._bus, _REGISTRY, "/org/a11y/atspi/accessible/root").children

    def announced(self) -> list[str]:
        """The words that were announced since this was asked before."""
        return [str(signal.body[3][1]) for signal in self._bus.heard("Announcement")]

    def checked(self) -> list[tuple[str, bool]]:
        """The paths of what was said to be checked, or no more, since this was asked before."""
        changes = (
            (s.header.fields[HeaderFields.path], s.body) for s in self._bus.heard("StateChanged")
        )
        return [(path, bool(now)) for path, (state, now, *_) in changes if state == "checked"]

    def until(
        self, look: Callable[[], Found | None], patience_s: float = PATIENCE_S
    ) -> Found | None:
        """What is looked for, as soon as it is there; None when it does not come."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            with suppress(DBusErrorResponse):  # what was asked about has gone meanwhile
                if found := look():
                    return found
            self._bus.wait(_LOOK_AGAIN_S)
        return None
