"""Remembering that exactly this content was checked, so that a start need not check it again.

A seal is named after a digest of everything that the check rested on; it holds what the first
screen shows. Without a seal, or with one that is damaged, everything is read and checked.
"""

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kiosk import raw

_MAX_BYTES = 1_000_000


def digest(files: Iterable[Path], circumstances: Iterable[object]) -> str:
    """A name for the content of files and the circumstances they are used in.

    Raises OSError for a file that cannot be read, ValueError for one that is too large.
    """
    total = blake2b(digest_size=16)
    for path in files:
        content = _content(path)
        total.update(os.fsencode(path) + b"\0" + str(len(content)).encode() + b"\0" + content)
    total.update(repr([str(each) for each in circumstances]).encode())
    return total.hexdigest()


def recall(folder: Path, name: str) -> Any:
    """What the seal of a name holds; None where there is none to rely on."""
    try:
        sealed = json.loads(_content(folder / f"{name}.json"))
        document = sealed["document"]
        return document if sealed["sum"] == _sum(document) else None
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None


def remember(folder: Path, name: str, document: object) -> bool:
    """Leave a seal, in place of all others; whether that was possible."""
    seal = folder / f"{name}.json"
    sealed = json.dumps({"document": document, "sum": _sum(document)})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        raw.replace(seal, sealed.encode())
        for other in {*folder.glob("*.json"), *folder.glob(".*.json.*")} - {seal}:
            other.unlink()
    except OSError:
        return False
    return True


def _content(path: Path) -> bytes:
    if not path.exists():
        return b""
    content = raw.bounded(path, _MAX_BYTES)
    if len(content) > _MAX_BYTES:
        raise ValueError(path)
    return content


def _sum(document: object) -> str:
    return blake2b(json.dumps(document, sort_keys=True).encode(), digest_size=16).hexdigest()
