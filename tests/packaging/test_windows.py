"""The bundle for Windows, as far as it can be looked at here: by the wheels that it is made of."""

import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHEELS = sorted((ROOT / "build" / "wheels").glob("*win_amd64.whl"))
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "packaging" / "windows")]
import contents  # noqa: E402 - the spec finds it in the same way
import imports  # noqa: E402 - the workflow finds it in the same way

PYTHON = ("python3.dll", "python311.dll")
"""What comes with Python itself, whose installer brings the runtime of C along."""

pytestmark = pytest.mark.skipif(
    not WHEELS, reason="there are no wheels for Windows in build/wheels: run make check-package"
)


@pytest.fixture(scope="module")
def bundled() -> Mapping[str, set[str]]:
    """What the libraries of the wheels import that the spec takes, by their names."""
    found = dict[str, set[str]]()
    for wheel in WHEELS:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                of_qt = name.startswith(("PySide6/", "shiboken6/"))
                if Path(name).suffix in {".dll", ".pyd"} and (not of_qt or contents.is_of_qt(name)):
                    found[Path(name).name] = imports.imports(archive.read(name))
    return found


def test_every_library_finds_what_it_imports_without_a_runtime_of_the_system(
    bundled: Mapping[str, set[str]],
) -> None:
    assert {"Qt6Gui.dll", "qwindows.dll", "QtWidgets.pyd"} <= bundled.keys()
    assert list(imports.missing(bundled, PYTHON)) == []


@pytest.mark.parametrize("library", ["msvcp140.dll", "vcruntime140.dll", "Qt6Network.dll"])
def test_a_library_that_is_left_out_is_told(bundled: Mapping[str, set[str]], library: str) -> None:
    rest = {name: needed for name, needed in bundled.items() if name != library}
    told = list(imports.missing(rest, PYTHON))
    assert told
    assert {each.partition(": ")[2] for each in told} == {library.lower()}


def test_the_runtime_of_the_wheels_is_taken_whatever_the_case_of_its_name() -> None:
    assert contents.is_of_qt("PySide6/msvcp140.dll")
    assert contents.is_of_qt("PySide6/MSVCP140_1.dll")
    assert not contents.is_of_qt("PySide6/concrt140.dll")
