"""A `.kioskpack`: the files of one pack and their manifest in one ZIP file.

Nothing in it is trusted: names come from a closed list, sizes are counted while reading, and
files are written by those names only, so that none can lead out of the folder.
"""

import io
import stat
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from kiosk import raw
from kiosk.errors import Fault, RefusedError, UnreadableFileError
from kiosk.files import MAX_BYTES, from_json
from kiosk.shelf.contents import (
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    Contents,
    Manifest,
    as_text,
    belongs,
    mismatches,
)

MOST_ARCHIVE_BYTES = MOST_BYTES + 2 * MAX_BYTES
"""The files as they are, the manifest, and where in the archive each of them is."""
_ENCRYPTED = 0x1
_NO_ARCHIVE = "is no .kioskpack; make one with kioskctl build"


def archived(files: Contents, said: Manifest) -> bytes:
    """The archive of a pack, the same bytes for the same files on every machine."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:  # what deflate makes differs by its version
        for name, content in ((MANIFEST, as_text(said).encode()), *sorted(files.items())):
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, content)
    return target.getvalue()


def unarchived(path: Path) -> tuple[Contents, Manifest]:
    """The files of an archive, each as its manifest says.

    Raises UnreadableFileError for what is no archive, RefusedError with everything that no
    archive of a pack may hold.
    """
    files = dict(_members(path))
    said = from_json(path / MANIFEST, files.pop(MANIFEST), Manifest)
    if faults := [Fault(str(path), *each) for each in mismatches(said, files)]:
        raise RefusedError(faults)
    return files, said


def _members(path: Path) -> Contents:
    with io.BytesIO(_held(path)) as held:
        try:
            with ZipFile(held) as archive:
                if faults := [Fault(str(path), *each) for each in _unfit(archive.infolist())]:
                    raise RefusedError(faults)
                return {member.filename: _read(archive, member) for member in archive.infolist()}
        except (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            raise UnreadableFileError([Fault(str(path), "", _NO_ARCHIVE)]) from None


def _held(path: Path) -> bytes:
    try:
        held = raw.bounded(path, MOST_ARCHIVE_BYTES)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no possible name"
        what = f"{reason.lower()}; check the name"
        raise UnreadableFileError([Fault(str(path), "", what)]) from None
    if len(held) > MOST_ARCHIVE_BYTES:
        what = f"is larger than {MOST_ARCHIVE_BYTES} bytes; no pack is"
        raise UnreadableFileError([Fault(str(path), "", what)])
    return held


def _unfit(members: list[ZipInfo]) -> Iterator[tuple[str, str]]:
    """Everything that keeps members from being a pack's, with their names."""
    if len(members) > MOST_FILES + 1:
        yield "", f"holds {len(members)} files; a pack has at most {MOST_FILES}"
        return
    yield from _clashing(Counter(member.filename for member in members))
    for member in members:
        if what := _fault(member):
            yield member.filename, what
    if sum(member.file_size for member in members if member.filename != MANIFEST) > MOST_BYTES:
        yield "", f"unpacks to more than {MOST_BYTES} bytes; no pack does"


def _clashing(names: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The names that are there twice, or would be where capitals do not count; or not at all."""
    if MANIFEST not in names:
        yield MANIFEST, "is missing; make the file with kioskctl build"
    folded = Counter(name.casefold() for name in names if belongs(name))
    for name, times in names.items():
        if times > 1:
            yield name, "is there twice; make the file with kioskctl build"
        if folded[name.casefold()] > 1:
            yield name, "differs from another name only in capitals; make the file anew"


def _fault(member: ZipInfo) -> str | None:
    if not (belongs(member.filename) or member.filename == MANIFEST):
        return "does not belong to a pack; take it out"
    if stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG}:
        return "is no plain file; take it out"
    if member.flag_bits & _ENCRYPTED or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that no pack is; make the file with kioskctl build"
    if member.file_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES} bytes; make it smaller"
    return None


def _read(archive: ZipFile, member: ZipInfo) -> bytes:
    """What a member holds; its size is known, and a stream that goes on does not fit its sum."""
    with archive.open(member) as stream:
        return stream.read(MAX_BYTES + 1)
