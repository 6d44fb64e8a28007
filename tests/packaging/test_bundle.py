"""What `make package` left in `dist/kiosk`: it holds what it should, and every program starts."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

import pytest

from kiosk import __version__, paths
from kiosk.ctl import checkup, print_
from kiosk.screens import fonts
from tests.needs import needs

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = Path(os.environ.get("KIOSK_BUNDLE", ROOT / "dist" / "kiosk"))
sys.path.insert(0, str(ROOT / "packaging"))
import contents  # noqa: E402 - the spec finds it in the same way

pytestmark = pytest.mark.skipif(
    not BUNDLE.is_dir(), reason=f"there is no bundle in {BUNDLE}: run make package first"
)
SYSTEM = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def run(program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(BUNDLE / program), *arguments]
    return subprocess.run(
        command, env=SYSTEM | variables, capture_output=True, text=True, timeout=300, check=False
    )


def files() -> list[Path]:
    return sorted(path for path in BUNDLE.rglob("*") if path.is_file())


def imported() -> Iterator[str]:
    """Every module that the kiosk's own code names."""
    for module in (ROOT / "kiosk").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    yield from (name.name for name in names)
                case ast.ImportFrom(module=str(source), names=names):
                    yield source
                    yield from (f"{source}.{name.name}" for name in names)
                case _:
                    pass


def test_what_is_unwanted_is_not_imported() -> None:
    assert not set(contents.UNWANTED_MODULES) & set(imported())


def test_what_babel_lost_is_never_asked_for() -> None:
    asked = {
        node.attr
        for module in (ROOT / "kiosk").rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not contents.UNSPOKEN & asked


def test_nothing_unwanted_is_in_the_bundle() -> None:
    own = BUNDLE / "_internal" / "kiosk"
    others = [path for path in files() if not path.is_relative_to(own)]
    names = [str(path.relative_to(BUNDLE)).lower() for path in others]
    found = [name for name in names for word in contents.UNWANTED_WORDS if word in name]
    assert not found


def test_of_qt_only_what_is_listed_is_in_the_bundle() -> None:
    shared = [path for path in files() if ".so" in path.suffixes and "PySide6" in path.parts]
    assert shared
    assert {contents.stem(path.name) for path in shared} <= contents.QT


def test_the_fonts_are_those_that_the_screens_load() -> None:
    assert fonts.FONT_FILES == contents.FONTS


def test_the_bundle_is_small() -> None:
    size = sum(path.stat().st_size for path in files() if not path.is_symlink())
    print(f"bundle: {size / 1e6:.0f} MB")
    assert size <= 100e6
    for package in BUNDLE.parent.glob("*.deb"):
        print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
        assert package.stat().st_size <= 28e6


@needs("dpkg-shlibdeps", "objdump", named_in="package")
def test_the_package_depends_on_what_the_bundle_links(tmp_path: Path) -> None:
    # The plugin for speech comes to life with the recommended packages.
    shared = [path for path in files() if ".so" in path.name and not path.is_symlink()]
    linking = [path for path in shared if "speechd" not in path.name]
    (tmp_path / "debian").mkdir()
    stanzas = "Source: kiosk\n\nPackage: kiosk\nArchitecture: any\n"
    (tmp_path / "debian" / "control").write_text(stanzas, "utf-8")
    inside = [f"-l{folder}" for folder in {path.parent for path in linking}]
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *inside, *map(str, linking)]
    found = subprocess.run(
        [*command, str(BUNDLE / "kiosk"), str(BUNDLE / "kioskctl")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    needed = {each.split()[0] for each in found.stdout.partition("Depends=")[2].split(",")}
    (package,) = BUNDLE.parent.glob("*.deb")
    depends = ["dpkg-deb", "--field", str(package), "Depends"]
    said = subprocess.run(depends, capture_output=True, text=True, check=True).stdout.split(",")
    assert checkup.LIBRARIES.keys() <= needed
    assert needed == {name for each in said if (name := each.split()[0]) not in contents.SESSION}
    assert any(each.strip().startswith("libstdc++6 (>=") for each in said)


def test_every_library_that_the_bundle_links_is_here() -> None:
    linking = [path for path in files() if ".so" in path.name and "speechd" not in path.name]
    told = subprocess.run(["ldd", *map(str, linking)], capture_output=True, text=True, check=False)
    assert not [line for line in told.stdout.splitlines() if "not found" in line]


def test_the_checksums_are_those_of_every_file() -> None:
    lines = (BUNDLE / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {
        str(path.relative_to(BUNDLE)): sha256(path.read_bytes()).hexdigest()
        for path in files()
        if path.name != "SHA256SUMS" and not path.is_symlink()
    }
    assert told == there


def test_the_bill_of_materials_names_every_part_and_its_licence() -> None:
    bill = json.loads((BUNDLE / "sbom.cdx.json").read_text("utf-8"))
    parts = {part["name"].lower().replace("_", "-"): part for part in bill["components"]}
    assert {name.lower() for name in contents.DISTRIBUTIONS} <= parts.keys()
    linked = {"pcre2", "libpng", "harfbuzz", "libmpdec", "jiter", "regex"}
    assert {"qt", "icu", "cpython", *linked} <= parts.keys()
    assert all(parts[name]["cpe"].startswith("cpe:2.3:a:") for name in ("qt", "icu", "cpython"))
    assert all(part["purl"].startswith("pkg:") for part in parts.values())
    said = [part["licenses"][0] for part in parts.values()]
    assert all(each.get("expression") or each["license"]["id"] for each in said)
    texts = {path.stem.lower().replace("_", "-") for path in (BUNDLE / "licences").iterdir()}
    by_name = {name.lower() for name in contents.DISTRIBUTIONS if name[:4] not in ("PySi", "shib")}
    assert by_name | {"lgpl-3.0", "gpl-3.0", "python", "unicode-dfs-2016"} <= texts


def test_the_bill_of_materials_holds_a_hash_of_every_library_and_who_needs_whom() -> None:
    bill = json.loads((BUNDLE / "sbom.cdx.json").read_text("utf-8"))
    told = {
        part["name"]: part["hashes"][0]["content"]
        for part in bill["metadata"]["component"]["components"]
    }
    libraries = [path for path in files() if ".so" in path.name and not path.is_symlink()]
    for path in [*libraries, BUNDLE / "kiosk", BUNDLE / "kioskctl"]:
        assert told[str(path.relative_to(BUNDLE))] == sha256(path.read_bytes()).hexdigest()
    refs = [part["bom-ref"] for part in bill["components"]]
    assert len(refs) == len(set(refs))
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert {ref for needed in needs.values() for ref in needed} <= set(refs)
    assert any("pkg:generic/icu@" in ref for ref in needs[next(r for r in refs if "/qt@" in r)])


def test_the_python_of_debian_is_told_with_what_debian_has_mended() -> None:
    bill = json.loads((BUNDLE / "sbom.cdx.json").read_text("utf-8"))
    (python,) = (part for part in bill["components"] if part["name"] == "CPython")
    if not Path("/usr/bin/python3").exists():
        pytest.skip("there is no Python of Debian here to build with")
    assert python["purl"].startswith("pkg:deb/debian/python3")
    assert "-" in python["version"]  # 3.11.2-6+deb12u9: the part of Debian follows


def test_qt_does_not_ask_icu_where_lines_break_or_how_dates_and_numbers_are_written() -> None:
    libraries = (BUNDLE / "_internal" / "PySide6" / "Qt").rglob("libQt6*.so*")
    asked = b"".join(path.read_bytes() for path in libraries)
    assert b"ucol_open_" in asked
    for name in (b"ubrk_open", b"udat_open", b"unum_open", b"uloc_getDisplay", b"utrans_open"):
        assert name not in asked, name


def test_words_are_compared_as_by_the_whole_icu(tmp_path: Path) -> None:
    order = (
        "from PySide6.QtCore import QCollator, QLocale\n"
        "for name in ('fi', 'sv', 'de', 'ar', 'ru', 'uk', 'th', 'zh', 'et', 'so', 'vi'):\n"
        "    compare = QCollator(QLocale(name)).sortKey\n"
        "    words = 'zeta åland äiti öljy ähtäri ёлка ель яма اب باب กา ขา 北 中 ñu oso'.split()\n"
        "    print(name, *sorted(words, key=compare))\n"
    )
    script = tmp_path / "order.py"
    script.write_text(order, "utf-8")
    whole = Path(str(distribution("PySide6-Essentials").locate_file("PySide6/Qt/lib")))
    slim = BUNDLE / "_internal" / "PySide6" / "Qt" / "lib"
    (data,) = slim.glob("libicudata.so.*")
    assert data.stat().st_size < (whole / data.name).stat().st_size / 2
    told = [
        subprocess.run(
            [sys.executable, str(script)],
            env=SYSTEM | {"LD_PRELOAD": str(each / data.name), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for each in (whole, slim)
    ]
    assert told[0]
    assert told[0] == told[1]


def test_the_kiosk_shows_its_first_frame(tmp_path: Path) -> None:
    shown = run(
        "kiosk", "--first-frame", QT_QPA_PLATFORM="offscreen", STATE_DIRECTORY=str(tmp_path)
    )
    assert shown.returncode == 0, shown.stderr
    assert "first_frame_ms=" in shown.stdout


def test_the_kiosk_shows_its_first_frame_under_x(tmp_path: Path) -> None:
    shown = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1080x1920x24", str(BUNDLE / "kiosk"), "--first-frame"],
        env=SYSTEM | {"STATE_DIRECTORY": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "first_frame_ms=" in shown.stdout


def test_kioskctl_tells_its_versions() -> None:
    told = run("kioskctl", "version", "--json")
    versions = json.loads(told.stdout)
    assert versions["kiosk"] == __version__
    assert "not installed" not in versions.values()


@pytest.mark.parametrize("pack", ["espoo", "template"])
def test_kioskctl_proves_the_packs_of_the_bundle(pack: str) -> None:
    folder = BUNDLE / "_internal" / "kiosk" / "assets" / "packs" / pack
    checked = run("kioskctl", "check", "--strict", str(folder))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_bundle_brings_the_content_of_the_sources() -> None:
    shipped = BUNDLE / "_internal" / "kiosk"
    for folder in (paths.ASSETS, paths.TRANSLATIONS):
        for file in (path for path in folder.rglob("*") if path.is_file()):
            there = shipped / folder.name / file.relative_to(folder)
            assert there.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(("what", "file"), print_.SHIPPED.items())
def test_kioskctl_prints_what_the_machine_needs(what: str, file: Path) -> None:
    assert run("kioskctl", "print", what).stdout == file.read_text("utf-8")


def test_the_settings_that_the_package_installs_are_sound(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text(run("kioskctl", "print", "settings").stdout, "utf-8")
    checked = run("kioskctl", "settings", "check", str(settings))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_screen_of_the_bundle_can_be_tried_without_a_display(tmp_path: Path) -> None:
    tried = run("kioskctl", "self-test", STATE_DIRECTORY=str(tmp_path))
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert ", 0 faults, " in tried.stdout
