"""Prints what the bundle is made of: megabytes on the disk and packed, by component.

`python packaging/sizes.py [FOLDER]`; packed is each component for itself, so that together they are
some more than the package.
"""

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

COMPONENTS = (
    ("ICU", ("**/libicu*",)),
    ("Qt", ("_internal/PySide6/Qt/**/*",)),
    ("bindings of Qt", ("_internal/PySide6/**/*", "_internal/shiboken6/**/*")),
    ("Python", ("_internal/libpython3*", "_internal/python3*/**/*")),
    ("pydantic", ("_internal/pydantic*/**/*",)),
    ("Babel and its locales", ("_internal/babel/**/*",)),
    ("fonts", ("_internal/fon*/**/*",)),
    ("the kiosk and its packs", ("_internal/kiosk/**/*", "kiosk", "kioskctl")),
    ("Python's modules and the rest", ("**/*",)),
)


def table(bundle: Path) -> Iterator[str]:
    """One row for each component, and one for all of them."""
    yield f"{'component':30}  {'MB':>6}  {'packed':>6}"
    taken = set[Path]()
    whole = 0
    for name, patterns in COMPONENTS:
        found = {
            path
            for pattern in patterns
            for path in bundle.glob(pattern)
            if path.is_file() and not path.is_symlink()
        }
        content = b"".join(path.read_bytes() for path in sorted(found - taken))
        taken |= found
        whole += len(content)
        yield f"{name:30}  {len(content) / 1e6:6.1f}  {len(lzma.compress(content)) / 1e6:6.1f}"
    yield f"{'all':30}  {whole / 1e6:6.1f}"


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1] if sys.argv[1:] else "dist/kiosk"))))  # noqa: T201
