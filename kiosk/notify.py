"""Telling systemd that the kiosk is ready and alive (sd_notify); nothing where it does not ask."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta


class ServiceManager:
    """Who is told, as the environment says it.

    WATCHDOG_PID is not looked at: where a compositor or xinit is the main process of the unit,
    it names that one, and the kiosk is to be watched (NotifyAccess=all).
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._watchdog = environment.get("WATCHDOG_USEC", "")

    @property
    def heartbeat(self) -> timedelta | None:
        """How often a sign of life is due: twice as often as it is missed."""
        if not (self._address and self._watchdog.isdecimal() and int(self._watchdog)):
            return None
        return timedelta(microseconds=int(self._watchdog)) / 2

    def tell(self, **state: str) -> None:
        """Send what is so now, as `READY="1"`; one that does not listen is no fault of ours."""
        if self._address[:1] not in {"/", "@"}:
            return
        message = "\n".join(f"{name}={value}" for name, value in state.items())
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            sender.sendto(message.encode(), address)
