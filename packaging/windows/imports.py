"""Tells what a folder of Windows programs imports that is neither in it nor Windows' own.

`python packaging/windows/imports.py FOLDER` prints them and ends with 1 where there are any. The
runtime of C++ is not Windows' own: a PC that has it got it with some other program.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

import pefile

_WORDS = """\
advapi32 authz avrt bcrypt bcryptprimitives comctl32 comdlg32 crypt32 d3d11 d3d12 d3d9
dnsapi dwmapi dwrite dxgi gdi32 icuuc imm32 iphlpapi kernel32 mpr netapi32 ntdll ole32
oleaut32 propsys psapi rpcrt4 secur32 setupapi shell32 shlwapi ucrtbase uiautomationcore
user32 userenv uxtheme version winhttp winmm ws2_32 wtsapi32
"""
WINDOWS = frozenset(_WORDS.split())
"""What every Windows from version 10 on has, and of that what a kiosk needs."""
_CONTRACTS = ("api-ms-win-", "ext-ms-win-")
_PROGRAMS = frozenset({".dll", ".exe", ".pyd"})


def missing(needs: Mapping[str, Set[str]], beside: Iterable[str] = ()) -> Iterator[str]:
    """What cannot be loaded, as `who: what`; by what each program needs, and what lies beside."""
    there = {name.lower() for name in (*needs, *beside)}
    for name, needed in sorted(needs.items()):
        for library in sorted(needed - there):
            if library.removesuffix(".dll") not in WINDOWS and (not library.startswith(_CONTRACTS)):
                yield f"{name}: {library}"


def imports(content: bytes) -> set[str]:
    """The names of the libraries that a program needs at once, in small letters."""
    with pefile.PE(data=content, fast_load=True) as program:
        directory = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]
        program.parse_data_directories(directories=[directory])
        entries = getattr(program, "DIRECTORY_ENTRY_IMPORT", ())
        return {entry.dll.decode("ascii").lower() for entry in entries}


def main(folder: Path) -> int:
    """Look at a bundle; 1 where something is missing."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in _PROGRAMS]
    found = list(missing({path.name: imports(path.read_bytes()) for path in files}))
    print("\n".join(found) or f"{len(files)} programs and libraries need nothing else")  # noqa: T201
    return int(bool(found) or not files)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
