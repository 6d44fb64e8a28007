"""The health of a kiosk as Prometheus reads it, from a file of its node exporter."""

from collections.abc import Iterator, Mapping
from typing import Any

_HELP = {
    "kiosk_up": "whether a kiosk runs and has told its health of late",
    "kiosk_healthy": "whether nothing is wrong with it",
    "kiosk_degraded": "what is wrong with it",
    "kiosk_info": "what it is and shows",
}
_SHOWN = ("pack", "revision", "site")


def metrics(told: Mapping[str, Any] | None) -> str:
    """The lines of the file; of a kiosk that is not there only that."""
    values = [("kiosk_up", {}, told is not None), *(() if told is None else _of(told))]
    lines = list[str]()
    for name, labels, value in values:
        if not any(line.startswith(f"# HELP {name} ") for line in lines):
            lines += [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} gauge"]
        named = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        lines.append(f"{name}{{{named}}} {value:d}" if named else f"{name} {value:d}")
    return "\n".join(lines)


def _of(told: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str], bool]]:
    degraded = told["degraded"]
    yield "kiosk_healthy", {}, not degraded
    for code in dict.fromkeys(str(each["code"]) for each in degraded):
        yield "kiosk_degraded", {"reason": code}, True
    shown = told["shown"] or {}
    about = {key: str(shown[key]) for key in _SHOWN if key in shown}
    yield "kiosk_info", {"version": str(told.get("version", "")), **about}, True


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
