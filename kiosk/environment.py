"""Which variables a kiosk in front of visitors heeds; all others could redirect Qt or a library."""

from collections.abc import Collection, Mapping

PLATFORM = "QT_QPA_PLATFORM"
PLATFORMS = frozenset({"xcb", "wayland"})
"""Where a kiosk can be shown."""
HEEDED = frozenset(
    {
        *("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"),
        *("HOME", "LOGNAME", "PATH", "TMPDIR", "USER", "XDG_STATE_HOME"),
        *("LANG", "LC_ALL", "LC_CTYPE", "TZ"),
        *("NOTIFY_SOCKET", "RUNTIME_DIRECTORY", "STATE_DIRECTORY", "WATCHDOG_USEC"),
    }
)
_BEFORE_ANY_CODE = ("GCONV_PATH", "GLIBC_", "LD_", "LOCPATH")
"""What the loader and the C library obey before the first line of a program."""
_LIBRARIES = "LD_LIBRARY_PATH"


def heeded(variables: Mapping[str, str], platforms: Collection[str] = PLATFORMS) -> dict[str, str]:
    """The variables that the kiosk heeds, with a platform only if it is one of these."""
    kept = {name: value for name, value in variables.items() if name in HEEDED}
    if variables.get(PLATFORM) in platforms:
        kept[PLATFORM] = variables[PLATFORM]
    return kept


def missed(variables: Mapping[str, str], kept: Mapping[str, str]) -> list[str]:
    """The names of what is not heeded and what somebody may have set on purpose."""
    set_for_us = ("Q", *_BEFORE_ANY_CODE)
    left_out = (name for name, value in variables.items() if value and name not in kept)
    return sorted(name for name in left_out if name.startswith(set_for_us))


def came_too_late(variables: Mapping[str, str], bundle: str | None) -> bool:
    """Whether something was obeyed that is not heeded: only a program begun anew is free of it.

    The bundle's own start sets the folder of its libraries, and runs the program again with it.
    """
    own = {_LIBRARIES} if bundle is not None and variables.get(_LIBRARIES) == bundle else set()
    return any(name.startswith(_BEFORE_ANY_CODE) and name not in own for name in variables)
