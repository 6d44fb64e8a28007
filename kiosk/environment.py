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


def heeded(variables: Mapping[str, str], platforms: Collection[str] = PLATFORMS) -> dict[str, str]:
    """The variables that the kiosk heeds, with a platform only if it is one of these."""
    kept = {name: value for name, value in variables.items() if name in HEEDED}
    if variables.get(PLATFORM) in platforms:
        kept[PLATFORM] = variables[PLATFORM]
    return kept


def missed(
    variables: Mapping[str, str], kept: Mapping[str, str], bundle: str | None = None
) -> list[str]:
    """The names of what is not heeded and what somebody may have set on purpose."""
    set_for_us = ("Q", *_BEFORE_ANY_CODE)
    left_out = (name for name, value in variables.items() if value and name not in kept)
    return sorted(
        name
        for name in left_out
        if name.startswith(set_for_us) and not _is_own(variables[name], bundle)
    )


def came_too_late(variables: Mapping[str, str], bundle: str | None = None) -> bool:
    """Whether something was obeyed that is not heeded: only a program begun anew is free of it.

    The bundle's own start sets the folder of its libraries, and runs the program again with it.
    """
    return any(
        name.startswith(_BEFORE_ANY_CODE)
        and not (name == "LD_LIBRARY_PATH" and _is_own(value, bundle))
        for name, value in variables.items()
    )


def _is_own(value: str, bundle: str | None) -> bool:
    """Whether a value is one folder of the bundle, which sets such values itself."""
    return bundle is not None and f"{value}/".startswith(f"{bundle}/") and ":" not in value
