"""Prints what tells Windows' Shell Launcher to run the kiosk in place of the desktop.

`python packaging/shell_launcher.py > assets/machine/shell-launcher.xml`, after a change here or of
an exit code; `tests/test_shipped.py` compares.
"""

from xml.etree import ElementTree as Xml

from kiosk.errors import InvalidFileError, RefusedError, UnreadableFileError, WrongUseError

EXITS = {
    0: "RestartShell",
    **{
        error.exit_code: "RestartShell"
        for error in (InvalidFileError, RefusedError, WrongUseError, UnreadableFileError)
    },
}
"""What Windows does when the kiosk ends with a code: at most four, all that the kiosk has."""
OTHERWISE = "RestartShell"
"""What it does after any other end; without this, Windows would do nothing."""

_BASE = "http://schemas.microsoft.com/ShellLauncher/2018/Configuration"
_SECOND = "http://schemas.microsoft.com/ShellLauncher/2019/Configuration"
_KIOSK = "{5b6f0f2c-3f0d-4a53-9c0e-6d1b2a8e41d7}"


def document() -> str:
    """The configuration: the kiosk for an account of its own, the desktop for everybody else."""
    Xml.register_namespace("", _BASE)
    Xml.register_namespace("V2", _SECOND)
    root = _element(None, "ShellLauncherConfiguration")
    profiles = _element(root, "Profiles")
    everybody = _element(profiles, "DefaultProfile")
    _element(everybody, "Shell", Shell="%SystemRoot%\\explorer.exe")
    kiosk = _element(profiles, "Profile", Id=_KIOSK)
    shell = _element(kiosk, "Shell", Shell="%ProgramFiles%\\Kiosk\\kiosk.exe")
    shell.set(f"{{{_SECOND}}}AppType", "Desktop")
    shell.set(f"{{{_SECOND}}}AllAppsFullScreen", "true")
    actions = _element(shell, "ReturnCodeActions")
    for code, action in sorted(EXITS.items()):
        _element(actions, "ReturnCodeAction", ReturnCode=str(code), Action=action)
    _element(shell, "DefaultAction", Action=OTHERWISE)
    config = _element(_element(root, "Configs"), "Config")
    _element(config, "AutoLogonAccount")
    _element(config, "Profile", Id=_KIOSK)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _element(parent: Xml.Element | None, name: str, **attributes: str) -> Xml.Element:
    tag = f"{{{_BASE}}}{name}"
    if parent is None:
        return Xml.Element(tag, attributes)
    return Xml.SubElement(parent, tag, attributes)


if __name__ == "__main__":
    print(document(), end="")  # noqa: T201 - what it is for
