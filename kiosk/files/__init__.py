"""Reading and writing files: the one way in, with caps, and every fault at once."""

import json
import tomllib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kiosk import raw
from kiosk.errors import Fault, InvalidFileError, RefusedError, UnreadableFileError
from kiosk.files.syntax import json_fault, toml_fault, torn_lines
from kiosk.files.wording import wordings

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
_PLAIN = "save it as UTF-8 without BOM"

T = TypeVar("T")


class Model(BaseModel):
    """A piece of content: immutable, strict, without unknown keys, silent about its values."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        hide_input_in_errors=True,
        defer_build=True,  # only what is read is built: saves 100 ms and 10 MiB
    )


def read_json(path: Path, kind: type[T]) -> T:
    """Read a JSON file as the given type.

    Raises UnreadableFileError for a file that is no JSON, InvalidFileError with every fault.
    """
    return _shaped(path, json_document(path), kind)


def from_json(path: Path, held: bytes, kind: type[T]) -> T:
    """What was read of a JSON file as the given type, or raise as `read_json` does."""
    return _shaped(path, _document(path, _decoded(path, held)), kind)


def read_toml(path: Path, kind: type[T]) -> T:
    """Read a TOML file as the given type, or raise as `read_json` does."""
    text = read_text(path)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError([Fault(str(path), *toml_fault(text, error))]) from None
    _keep_shallow(path, document)
    return _shaped(path, document, kind)


def read_text(path: Path) -> str:
    """Read a UTF-8 text file of at most MAX_BYTES, or raise UnreadableFileError."""
    return _decoded(path, _bytes(path))


def _decoded(path: Path, held: bytes) -> str:
    if held.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise UnreadableFileError([Fault(str(path), "", f"is UTF-16; {_PLAIN}")])
    if held.startswith(BOM_UTF8):
        raise UnreadableFileError([Fault(str(path), "", f"begins with a BOM; {_PLAIN}")])
    if len(held) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES} bytes; make it smaller"
        raise UnreadableFileError([Fault(str(path), "", what)])
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFileError([Fault(str(path), "", f"is not UTF-8; {_PLAIN}")]) from None


def json_document(path: Path) -> Any:
    """The plain values of a JSON file, or raise UnreadableFileError.

    Refuses what JSON readers disagree about: a byte order mark, NaN, a key given twice.
    """
    return _document(path, read_text(path))


def _document(path: Path, text: str) -> Any:
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError([Fault(str(path), *json_fault(text, error))]) from None
    _keep_shallow(path, document)
    if torn := torn_lines(text):
        what = "holds half a character, as \\ud83d alone; write the character itself"
        raise UnreadableFileError(Fault(str(path), f"line {line}", what) for line in torn)
    return document


def write_text(path: Path, text: str) -> OSError | None:
    """Write a file so that a crash at any moment leaves the old text or the new one.

    Raises RefusedError where nothing can be written. What is returned keeps the new text only from
    outlasting a loss of power.
    """
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> OSError | None:
    """Write a file as `write_text` does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return raw.replace(path, content, lasting=True)
    except OSError as error:
        what = f"cannot be written ({error.strerror}); choose another place"
        raise RefusedError([Fault(str(path), "", what)]) from None


def _bytes(path: Path) -> bytes:
    """The first bytes of a file, one more than it may have."""
    try:
        return raw.bounded(path, MAX_BYTES)
    except ValueError:
        what = "is no possible name; check it"
        raise UnreadableFileError([Fault(repr(str(path)), "", what)]) from None
    except OSError as error:
        raise UnreadableFileError([_closed(path, error)]) from None


def _closed(path: Path, error: OSError) -> Fault:
    """Why a file cannot be opened."""
    if isinstance(error, PermissionError):
        return Fault(str(path), "", "may not be read; change its permissions")
    if isinstance(error, NotADirectoryError | FileNotFoundError) and path.parent.is_file():
        return Fault(str(path.parent), "", "is a file; give the folder that it is in")
    reason = (error.strerror or "cannot be read").lower()
    return Fault(str(path), "", f"{reason}; check the name")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the key "{twice}" stands twice in one object')
    return document


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _keep_shallow(path: Path, document: Any) -> None:
    """Refuse what is nested deeper than MAX_DEPTH, level by level: no document is too deep here."""
    level = [document]
    for _ in range(MAX_DEPTH):
        level = [part for each in level for part in _parts(each) if isinstance(part, dict | list)]
    if level:
        raise UnreadableFileError([Fault(str(path), "", "is nested too deeply; mend it")])


def _parts(document: Any) -> Iterable[Any]:
    match document:
        case dict():
            return document.values()
        case list():
            return document
        case _:
            return ()


def _shaped(path: Path, document: Any, kind: type[T]) -> T:
    try:
        # Through JSON text: strict mode then still takes a list for a tuple, a string for a date.
        return TypeAdapter(kind).validate_json(json.dumps(document, default=str))
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        raise InvalidFileError(
            Fault(str(path), place, what) for place, what in wordings(found, document, kind)
        ) from None
