"""Remembering that exactly this content was checked, so that a start need not check it again.

A seal is named after a digest of everything that the check rested on; it holds what the first
screen shows. Without a seal, or with one that cannot be read, everything is read and checked.
"""

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any


def digest(folders: Iterable[Path], files: Iterable[Path], circumstances: Iterable[object]) -> str:
    """A name for the content of files and folders and the circumstances they are used in."""
    total = blake2b(digest_size=16)
    inside = (file for folder in folders for file in _text_files(folder))
    for path in (*sorted(inside), *files):
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    total.update(repr([str(each) for each in circumstances]).encode())
    return total.hexdigest()


def recall(folder: Path, name: str) -> Any:
    """What the seal of a name holds; None where there is none to rely on."""
    try:
        return json.loads((folder / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def remember(folder: Path, name: str, document: object) -> bool:
    """Leave a seal, in place of all others; whether that was possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f".{name}.{os.getpid()}"
        partial.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        for old in folder.glob("*.json"):
            old.unlink()
        partial.replace(folder / f"{name}.json")
    except OSError:
        return False
    return True


def _text_files(folder: Path) -> Iterable[Path]:
    return (file for pattern in ("*.json", "*.po", "*.toml") for file in folder.rglob(pattern))
