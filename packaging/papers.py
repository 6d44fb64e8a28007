"""What goes along with the bundle: licence texts, the bill of materials (CycloneDX) and checksums.

Run by `packaging/build.sh` with the Python that the bundle was made with.
"""

import json
import os
import shutil
import sys
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path

from bill import bill, crates
from contents import DISTRIBUTIONS

HERE = Path(__file__).resolve().parent
_CRATES = """\
pydantic-core is linked from these crates, or was made with them. Where a licence leaves a choice,
Apache-2.0 is chosen, whose text is in Kiosk.txt. The text of MIT is in pydantic_core.txt, there
with the makers of pydantic-core; those of a crate are named here. The sources, with the texts of
Unicode-3.0, Zlib and LLVM-exception, are at https://crates.io/crates/NAME/VERSION.
"""


def main(bundle: Path, version: str) -> None:
    """Put everything into the bundle; the checksums come last and cover the rest."""
    names = (*DISTRIBUTIONS, "pyinstaller")
    _licences(bundle / "licences", [distribution(name) for name in names])
    _write(bundle / "sbom.cdx.json", json.dumps(bill(bundle, names, version), indent=1) + "\n")
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
            own = file.parent.name.endswith(".dist-info") and file.name.startswith("LICENSE")
            if own or file.parent.name == "licenses":
                shutil.copy(str(dist.locate_file(file)), target / f"{dist.name}.txt")
    _write(target / "Rust-crates.txt", _crates())
    icons = Path(str(distribution("fonticon-materialdesignicons7").locate_file("fonticon_mdi7")))
    shutil.copy(icons / "fonts" / "LICENSE", target / "Material-Design-Icons.txt")


def _python_licence() -> Path:
    documents = Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}")
    folders = (Path(os.__file__).parent, Path(sys.base_prefix), documents)
    names = ("LICENSE.txt", "copyright")
    return next(p for folder in folders for name in names if (p := folder / name).is_file())


def _crates() -> str:
    """What is linked into pydantic-core, each by its name, makers and licence."""
    lines = [
        f"{crate['name']} {crate['version']}, {crate.get('author', 'its contributors')}:"
        f" {crate['licenses'][0]['expression']}"
        for crate in crates()
    ]
    return f"{_CRATES}\n" + "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
