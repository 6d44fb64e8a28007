"""The bill of materials of the bundle (CycloneDX 1.6): every part, who made it, and what it needs.

Parts that are linked into others are told too: scanners find their faults by name and version.
"""

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from ctypes import CDLL, c_uint8
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.version import Version

_QT_LICENCE = "LGPL-3.0-only"
_LICENCES = {
    "babel": "BSD-3-Clause",
    "confusable-homoglyphs": "MIT",
    "fonticon-materialdesignicons7": "MIT AND Apache-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyside6-addons": _QT_LICENCE,
    "pyside6-essentials": _QT_LICENCE,
    "segno": "BSD-3-Clause",
    "shiboken6": _QT_LICENCE,
}
"""Where the package's own word is missing, old or leaves a choice."""


@dataclass(frozen=True)
class Linked:
    """A part inside a library of the bundle, and how that library says its version."""

    name: str
    library: str
    licence: str
    version: str = ""
    cpe: str = ""


LINKED = (
    Linked("pcre2", "libQt6Core.so.*", "BSD-3-Clause", r"(10\.\d+) \d{4}-\d\d-\d\d", "pcre:pcre2"),
    Linked("double-conversion", "libQt6Core.so.*", "BSD-3-Clause"),
    Linked("tinycbor", "libQt6Core.so.*", "MIT"),
    Linked(
        "libpng", "libQt6Gui.so.*", "libpng-2.0", r"libpng version (1\.[\d.]+)", "libpng:libpng"
    ),
    Linked(
        "harfbuzz", "libQt6Gui.so.*", "MIT", r"\0(1\d\.\d+\.\d+)\0", "harfbuzz_project:harfbuzz"
    ),
    Linked("md4c", "libQt6Gui.so.*", "MIT"),
    Linked("expat", "libpython3*", "MIT", r"expat_(\d+\.\d+\.\d+)", "libexpat_project:libexpat"),
    Linked("expat", "pyexpat.*.so", "MIT", r"expat_(\d+\.\d+\.\d+)", "libexpat_project:libexpat"),
    Linked("libmpdec", "_decimal.*.so", "BSD-2-Clause", r"\0(2\.5\.\d|4\.0\.\d)\0"),
)
Part = dict[str, Any]


def bill(bundle: Path, names: tuple[str, ...], version: str) -> Part:
    """Everything that is in the folder, by its maker's name and version."""
    made = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    dists = [distribution(name) for name in names]
    parts = [*_packages(dists), *_runtimes(bundle), *_linked(bundle), *_crates()]
    parts.sort(key=lambda part: (str(part["name"]).lower(), str(part["bom-ref"])))
    kiosk = _part("application", "kiosk", version, "Apache-2.0")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": made.isoformat().replace("+00:00", "Z"),
            "component": kiosk | {"components": list(_files(bundle))},
        },
        "components": parts,
        "dependencies": _needs(kiosk, parts, dists),
    }


def licence(dist: Distribution) -> str:
    """The licence of a package as an SPDX expression."""
    said = dist.metadata.json.get("license_expression", "")
    return _LICENCES.get(_normal(dist.name)) or str(said)


def crates() -> list[Part]:
    """The parts that are linked into pydantic-core, as its maker's own bill tells them."""
    dist = distribution("pydantic-core")
    own = next(file for file in dist.files or () if file.name.endswith(".cyclonedx.json"))
    return list(json.loads(Path(str(dist.locate_file(own))).read_text("utf-8"))["components"])


def _packages(dists: list[Distribution]) -> Iterator[Part]:
    for dist in dists:
        name = _normal(dist.name)
        kind = "file" if name.startswith("font") else "library"
        version = str(Version(dist.version))  # as the lock files write it
        yield _part(kind, dist.name, version, licence(dist), f"pkg:pypi/{name}@{version}")


def _runtimes(bundle: Path) -> Iterator[Part]:
    plain = platform.python_version()
    python = _part("library", "CPython", plain, "PSF-2.0", f"pkg:generic/cpython@{plain}")
    if debian := _debian_python():
        package, version = debian
        system = platform.freedesktop_os_release()
        distro = f"{system['ID']}-{system['VERSION_ID']}"
        python["version"] = version
        python["purl"] = f"pkg:deb/debian/{package}@{version}?distro={distro}"
    yield python | {"cpe": _cpe("python:python", plain)}
    qt = distribution("PySide6-Essentials").version
    part = _part("library", "Qt", qt, _QT_LICENCE, f"pkg:generic/qt@{qt}")
    yield part | {"cpe": _cpe("qt:qt", qt)}
    for library in (path for path in bundle.rglob("libicuuc.so.*") if not path.is_symlink()):
        version = _icu(library)
        icu = _part("library", "ICU", version, "Unicode-DFS-2016", f"pkg:generic/icu@{version}")
        product = "icu-project:international_components_for_unicode"
        yield icu | {"cpe": _cpe(product, version)}


def _debian_python() -> tuple[str, str] | None:
    """The Debian package that this Python is from and its version, which tells what is mended."""
    if sys.base_prefix != "/usr":
        return None
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    command = ["dpkg-query", "--show", "--showformat=${Version}", name]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a constant
    return name, said.stdout


def _icu(library: Path) -> str:
    numbers = (c_uint8 * 4)()
    CDLL(str(library.with_name(library.name.replace("uc", "data"))))
    CDLL(str(library))[f"u_getVersion_{library.name.rpartition('.')[2]}"](numbers)
    return f"{numbers[0]}.{numbers[1]}"


def _linked(bundle: Path) -> Iterator[Part]:
    for each in LINKED:
        for library in (path for path in bundle.rglob(each.library) if not path.is_symlink()):
            found = re.findall(each.version.encode(), library.read_bytes()) if each.version else []
            if each.version and not found:
                continue  # it uses the one of the system
            version = found[0].decode() if found else ""
            purl = f"pkg:generic/{each.name}" + (f"@{version}" if version else "")
            part = _part("library", each.name, version, each.licence, purl)
            yield part | ({"cpe": _cpe(each.cpe, version)} if each.cpe else {})


def _crates() -> Iterator[Part]:
    kept = ("type", "bom-ref", "name", "version", "hashes", "licenses", "purl", "author")
    for crate in crates():
        yield {key: crate[key] for key in kept if key in crate}


def _files(bundle: Path) -> Iterator[Part]:
    for path in sorted(bundle.rglob("*")):
        is_program = ".so" in path.name or path.suffix in {".dll", ".exe", ".pyd"}
        if path.is_symlink() or not path.is_file() or not (is_program or path.parent == bundle):
            continue
        if path.suffix not in {".json", ""} or path.name in {"kiosk", "kioskctl"} or is_program:
            content = sha256(path.read_bytes()).hexdigest()
            name = path.relative_to(bundle).as_posix()
            yield {
                "type": "file",
                "name": name,
                "bom-ref": f"file:{name}",
                "hashes": [{"alg": "SHA-256", "content": content}],
            }


def _needs(kiosk: Part, parts: list[Part], dists: list[Distribution]) -> list[Part]:
    """What needs what, as far as the makers say it."""
    refs = {_normal(part["name"]): part["bom-ref"] for part in parts}
    by_hand = {
        "pyside6-essentials": ["qt"],
        "qt": ["icu", *sorted({each.name for each in LINKED if "Qt" in each.library})],
        "cpython": sorted({each.name for each in LINKED if "Qt" not in each.library}),
        "pydantic-core": [str(crate["name"]) for crate in crates()],
    }
    found: dict[str, list[str]] = {name: list(needed) for name, needed in by_hand.items()}
    for dist in dists:
        required = [re.split(r"[^\w.-]", each)[0] for each in dist.requires or ()]
        found.setdefault(_normal(dist.name), []).extend(required)
    everything = ["cpython", *(_normal(dist.name) for dist in dists)]
    return [_need(kiosk["bom-ref"], everything, refs)] + [
        _need(refs[name], needed, refs) for name, needed in sorted(found.items()) if name in refs
    ]


def _need(ref: str, needed: list[str], refs: Mapping[str, str]) -> Part:
    known = sorted({refs[_normal(name)] for name in needed if _normal(name) in refs})
    return {"ref": ref, "dependsOn": known}


def _part(kind: str, name: str, version: str, licence: str, purl: str = "") -> Part:
    how = {"expression": licence} if " " in licence else {"license": {"id": licence}}
    part = {"type": kind, "bom-ref": purl or name, "name": name, "licenses": [how]}
    return part | ({"version": version} if version else {}) | ({"purl": purl} if purl else {})


def _cpe(product: str, version: str) -> str:
    return f"cpe:2.3:a:{product}:{version}:*:*:*:*:*:*:*"


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")
