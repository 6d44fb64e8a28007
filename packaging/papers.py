"""What goes along with the bundle: licence texts, the bill of materials (CycloneDX) and checksums.

Run by `packaging/build.sh` with the Python that the bundle was made with.
"""

import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from ctypes import CDLL, c_uint8
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path

from contents import DISTRIBUTIONS

HERE = Path(__file__).resolve().parent
_QT_LICENCE = "LGPL-3.0-only"
_LICENCES = {
    "babel": "BSD-3-Clause",
    "fonticon-materialdesignicons7": "MIT AND Apache-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyside6-addons": _QT_LICENCE,
    "pyside6-essentials": _QT_LICENCE,
    "segno": "BSD-3-Clause",
    "shiboken6": _QT_LICENCE,
}
"""Where the package's own word is missing, old or leaves a choice."""


def main(bundle: Path, version: str) -> None:
    """Put everything into the bundle; the checksums come last and cover the rest."""
    dists = [distribution(name) for name in (*DISTRIBUTIONS, "pyinstaller")]
    _licences(bundle / "licences", dists)
    _write(bundle / "sbom.cdx.json", json.dumps(_bill(bundle, dists, version), indent=1) + "\n")
    files = sorted(path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink())
    sums = (
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bundle).as_posix()}"
        for path in files
    )
    _write(bundle / "SHA256SUMS", "\n".join(sums) + "\n")


def _licences(target: Path, dists: list[Distribution]) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(HERE / "licences", target)
    shutil.copy(HERE.parent / "LICENSE", target / "Kiosk.txt")
    shutil.copy(_python_licence(), target / "Python.txt")
    for dist in dists:
        for file in dist.files or ():
            if file.parent.name == "licenses":
                shutil.copy(str(dist.locate_file(file)), target / f"{dist.name}.txt")
    icons = Path(str(distribution("fonticon-materialdesignicons7").locate_file("fonticon_mdi7")))
    shutil.copy(icons / "fonts" / "LICENSE", target / "Material-Design-Icons.txt")


def _python_licence() -> Path:
    folders = (Path(os.__file__).parent, Path(sys.base_prefix), Path("/usr/share/doc/python3.11"))
    names = ("LICENSE.txt", "copyright")
    return next(p for folder in folders for name in names if (p := folder / name).is_file())


def _bill(bundle: Path, dists: list[Distribution], version: str) -> dict[str, object]:
    """The bill of materials: everything that is in the folder, by its maker's name and version."""
    made = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": made.isoformat().replace("+00:00", "Z"),
            "component": _part("application", "kiosk", version, "Apache-2.0"),
        },
        "components": sorted(_parts(bundle, dists), key=lambda part: str(part["name"]).lower()),
    }


def _parts(bundle: Path, dists: list[Distribution]) -> Iterator[dict[str, object]]:
    for dist in dists:
        name = dist.name.lower().replace("_", "-")
        said = _LICENCES.get(name) or str(dist.metadata.json.get("license_expression", ""))
        kind = "file" if name.startswith("font") else "library"
        part = _part(kind, dist.name, dist.version, said)
        yield part | {"purl": f"pkg:pypi/{name}@{dist.version}"}
    yield _part("library", "CPython", platform.python_version(), "PSF-2.0")
    yield _part("library", "Qt", distribution("PySide6-Essentials").version, _QT_LICENCE)
    for library in bundle.rglob("libicuuc.so.*"):
        if not library.is_symlink():
            yield _part("library", "ICU", _icu(library), "Unicode-DFS-2016")


def _icu(library: Path) -> str:
    numbers = (c_uint8 * 4)()
    CDLL(str(library.with_name(library.name.replace("uc", "data"))))
    CDLL(str(library))[f"u_getVersion_{library.name.rpartition('.')[2]}"](numbers)
    return f"{numbers[0]}.{numbers[1]}"


def _part(kind: str, name: str, version: str, licence: str) -> dict[str, object]:
    how = {"expression": licence} if " " in licence else {"license": {"id": licence}}
    return {"type": kind, "name": name, "version": version, "licenses": [how]}


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
