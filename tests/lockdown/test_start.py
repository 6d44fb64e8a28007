"""Starting the bundle in a hostile environment, and what it opens."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.lockdown.displays import display
from tests.lockdown.machine import BUNDLE, machine, new_home, unit
from tests.lockdown.programs import output
from tests.lockdown.runs import needs_bundle, takes_long

pytestmark = needs_bundle
EVIL = {
    "QT_QPA_PLATFORM": "vnc:port=5999",
    "QT_PLUGIN_PATH": "TRAP",
    "QT_QPA_PLATFORM_PLUGIN_PATH": "TRAP",
    "QT_QPA_GENERIC_PLUGINS": "evdevtouch,tuiotouch",
    "QT_QPA_PLATFORMTHEME": "gtk3",
    "QT_STYLE_OVERRIDE": "Windows",
    "QT_SCALE_FACTOR": "0.3",
    "QT_XCB_DEBUG": "1",
    "QT_DEBUG_PLUGINS": "1",
    "QT_LOGGING_RULES": "*=true",
    "QT_LOGGING_CONF": "TRAP/qtlogging.ini",
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    "QT_IM_MODULE": "compose",
    "QML_IMPORT_PATH": "TRAP",
    "QML2_IMPORT_PATH": "TRAP",
    "QTWEBENGINE_REMOTE_DEBUGGING": "5998",
    "PYTHONPATH": "TRAP",
    "PYTHONHOME": "TRAP",
    "PYTHONSTARTUP": "TRAP/evil.py",
    "PYTHONINSPECT": "1",
    "PYTHONBREAKPOINT": "evil.f",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=TRAP/bus",
    "AT_SPI_BUS_ADDRESS": "unix:path=TRAP/bus",
    "LD_LIBRARY_PATH": "TRAP",
    "LD_DEBUG": "libs",
    "GCONV_PATH": "TRAP",
    "LOCPATH": "TRAP",
    "_PYI_APPLICATION_HOME_DIR": "TRAP",
    "_PYI_PARENT_PROCESS_LEVEL": "0",
    "PYINSTALLER_STRICT_UNPACK_MODE": "1",
    "XDG_CONFIG_HOME": "TRAP",
    "XDG_DATA_HOME": "TRAP",
}
ARGUMENTS = (
    ("-platform", "vnc"),
    ("-platformpluginpath", "/etc"),
    ("-platformtheme", "gtk3"),
    ("-plugin", "evdevtouch"),
    ("-stylesheet", "/etc/passwd"),
    ("-style", "windows"),
    ("-qmljsdebugger=port:5997",),
    ("-display", ":0"),
    ("-geometry", "100x100"),
    ("-qwindowgeometry", "100x100"),
    ("-reverse",),
    ("-nograb",),
    ("/etc/passwd",),
)
ALLOWED = re.compile(r"sa_family=AF_UNIX, sun_path=@?\"/tmp/\.X11-unix/X\d+\"")
SERVED = re.compile(r"\b(listen|accept4?|bind)\(")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    with display("none", tmp_path_factory.mktemp("start") / "display") as reached:
        yield reached


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder full of things that leave a mark where anything reads them."""
    folder = tmp_path_factory.mktemp("trap")
    evil = f"open({str(folder / 'mark')!r}, 'a').close()\n"
    for name in ("sitecustomize.py", "usercustomize.py", "evil.py", "kiosk.py", "encodings.py"):
        (folder / name).write_text(evil, "utf-8")
    (folder / "platforms").mkdir()
    for name in ("libqxcb.so", "libqvnc.so", "platforms/libqxcb.so", "libQt6Core.so.6"):
        (folder / name).write_bytes(b"no library")
    return folder


def first_frame(
    shown: Mapping[str, str], home: Path, *arguments: str, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Start the bundle until its first frame."""
    command = [str(BUNDLE / "kiosk"), "--first-frame", *arguments]
    return subprocess.run(
        command,
        env=unit(shown, home) | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@takes_long
@pytest.mark.parametrize("name", EVIL)
def test_a_variable_redirects_nothing(
    shown: Mapping[str, str], trap: Path, tmp_path: Path, name: str
) -> None:
    run = first_frame(shown, new_home(tmp_path), **{name: EVIL[name].replace("TRAP", str(trap))})
    assert run.returncode == 0, run.stderr
    assert "first_frame_ms=" in run.stdout
    assert not (trap / "mark").exists()
    assert "plugin" not in run.stderr


def test_all_of_them_together_redirect_nothing(
    shown: Mapping[str, str], trap: Path, tmp_path: Path
) -> None:
    evil = {name: value.replace("TRAP", str(trap)) for name, value in EVIL.items()}
    with machine(shown, tmp_path, **evil) as kiosk:
        kiosk.holds()
    assert not (trap / "mark").exists()
    assert "not heeded in front of visitors" in (tmp_path / "kiosk.log").read_text("utf-8")


@takes_long
@pytest.mark.parametrize("name", ["LD_PRELOAD", "LD_AUDIT"])
def test_what_was_preloaded_is_not_in_the_kiosk(
    shown: Mapping[str, str], tmp_path: Path, name: str
) -> None:
    library = tmp_path / "libevil.so"
    source = "unsigned int la_version(unsigned int v) { return v; }"
    command = ["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)]
    subprocess.run(command, input=source, text=True, check=True)
    with machine(shown, tmp_path, **{name: str(library)}) as kiosk:
        assert "libevil" not in Path(f"/proc/{kiosk.pid}/maps").read_text("utf-8")
        assert name not in Path(f"/proc/{kiosk.pid}/environ").read_text("utf-8")
        kiosk.holds()


@takes_long
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda given: given[0])
def test_an_argument_of_qt_is_refused(
    shown: Mapping[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    run = first_frame(shown, new_home(tmp_path), *arguments)
    assert run.returncode == 2
    assert "unrecognized arguments" in run.stderr
    assert "Traceback" not in run.stderr


def test_nothing_listens_and_nobody_but_the_display_is_reached(
    shown: Mapping[str, str], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    calls = ("strace", "-f", "-e", "trace=network,execve", "-o", str(trace))
    if not output(shown, *calls, "true") and not trace.exists():
        pytest.skip("strace is not allowed here")
    with machine(shown, tmp_path, before=calls) as kiosk:
        kiosk.holds()
        assert not listening(kiosk.pid)
    lines = trace.read_text("utf-8", errors="replace").splitlines()
    assert not [line for line in lines if SERVED.search(line)]
    assert not [line for line in lines if " connect(" in line and not ALLOWED.search(line)]
    assert not [line for line in lines if re.search(r"socket\((?!AF_UNIX)", line)]
    started = {line.split('"')[1] for line in lines if "execve(" in line and "= 0" in line}
    assert started == {str(BUNDLE / "kiosk")}


@pytest.fixture
def everybody() -> Iterator[Path]:
    """A folder that every user may write to, also what is made in it."""
    before = os.umask(0)
    try:
        with TemporaryDirectory() as folder:
            Path(folder).chmod(0o777)
            yield Path(folder)
    finally:
        os.umask(before)


@takes_long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_no_other_program_of_its_user_looks_into_the_kiosk(
    shown: Mapping[str, str], everybody: Path
) -> None:
    as_nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")
    with machine(shown, everybody, before=as_nobody) as kiosk:
        for secret in ("environ", "maps", "mem"):
            tried = subprocess.run(
                [*as_nobody, "head", "-c", "1", f"/proc/{kiosk.pid}/{secret}"],
                capture_output=True,
                check=False,
            )
            assert tried.returncode, secret


def listening(process: int) -> list[str]:
    """The sockets of a process that wait for somebody."""
    mine = {str(f.readlink()) for f in Path(f"/proc/{process}/fd").iterdir()}
    kinds = ("tcp", "tcp6", "udp", "udp6", "unix", "raw", "netlink")
    rows = [
        row
        for kind in kinds
        for row in Path(f"/proc/{process}/net/{kind}").read_text("utf-8").splitlines()[1:]
    ]
    inodes = {re.sub(r"\D", "", socket) for socket in mine if socket.startswith("socket:")}
    own = [row for row in rows if inodes & set(row.split())]
    # Of a Unix socket the flag 10000 says that it listens; of the others there should be none.
    return [row for row in own if not re.match(r"\S+: \S+ \S+ 00000000 ", row)]
