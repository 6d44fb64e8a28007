"""The files that belong to a pack, and the manifest that says what is in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiosk import raw
from kiosk.errors import Fault, UnreadableFileError
from kiosk.files import MAX_BYTES, Model
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT

MANIFEST = "manifest.json"
MOST_FILES = 200
MOST_BYTES = 20_000_000
"""Of all files of a pack together, far more than those of any real one."""
_CATALOG = re.compile(
    r"translations/[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/LC_MESSAGES/(content|kiosk)\.po"
)

Contents = Mapping[str, bytes]
"""The files of a pack, by their names in its folder, with slashes."""
Sum = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Manifest(Model):
    """What is in a packed pack: its id and revision, and the SHA-256 of every file."""

    format: Literal[1]
    pack: str
    revision: int
    files: dict[str, Sum] = Field(max_length=MOST_FILES)


def manifest(files: Contents, pack: Pack) -> Manifest:
    """The manifest of the files of a pack."""
    return Manifest(format=1, pack=pack.id, revision=pack.revision, files=_sums(files))


def as_text(said: Manifest) -> str:
    """A manifest as its file holds it, the same at every time."""
    return said.model_dump_json(indent=2) + "\n"


def digest(said: Manifest) -> str:
    """A short name for exactly these files."""
    return sha256(as_text(said).encode()).hexdigest()[:12]


def mismatches(said: Manifest, files: Contents) -> Iterator[tuple[str, str]]:
    """The names of files that are not as a manifest says, and what to do about it."""
    sums = _sums(files)
    for name in sorted({*sums, *said.files}):
        if name not in said.files:
            yield name, "is not in the manifest; build the file anew"
        elif name not in sums:
            yield name, "is in the manifest but missing; fetch or build the file anew"
        elif said.files[name] != sums[name]:
            yield name, "is not what was packed; fetch or build the file anew"


def _sums(files: Contents) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in sorted(files.items())}


def belongs(name: str) -> bool:
    """Whether a file of a name, with slashes, is part of a pack."""
    return name == CONTENT or _CATALOG.fullmatch(name) is not None


def contents(folder: Path) -> Contents:
    """The files of a pack's folder, or raise UnreadableFileError with every one that is amiss."""
    names = sorted({CONTENT, *filter(belongs, _names(folder))})
    if len(names) > MOST_FILES:
        what = f"holds {len(names)} files; a pack has at most {MOST_FILES}"
        raise UnreadableFileError([Fault(str(folder), "", what)])
    found, faults = dict[str, bytes](), []
    for name in names:
        try:
            found[name] = _bounded(folder / name)
        except OSError as error:
            what = f"{(error.strerror or 'cannot be read').lower()}; mend it"
            faults.append(Fault(str(folder / name), "", what))
    if sum(map(len, found.values())) > MOST_BYTES:
        faults.append(Fault(str(folder), "", f"holds more than {MOST_BYTES} bytes; no pack does"))
    if faults:
        raise UnreadableFileError(faults)
    return found


def undeclared(files: Iterable[str], pack: Pack) -> list[str]:
    """The names of files of words in languages that a pack does not have."""
    return [name for name in files if "/" in name and name.split("/")[1] not in pack.languages]


def strangers(folder: Path) -> list[str]:
    """The files of a folder that do not belong to a pack."""
    return sorted(name for name in _names(folder) if not belongs(name))


def _names(folder: Path) -> Iterator[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return (file.relative_to(folder).as_posix() for file in files)


def _bounded(path: Path) -> bytes:
    content = raw.bounded(path, MAX_BYTES)
    if len(content) > MAX_BYTES:
        raise OSError(0, f"is larger than {MAX_BYTES} bytes")
    return content
