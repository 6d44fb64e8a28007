"""Reading and writing files: the one way in, with caps, and every fault at once."""

import json
import os
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kiosk.errors import Fault, InvalidFileError, RefusedError, UnreadableFileError

MAX_BYTES = 1_000_000
MAX_DEPTH = 32

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


def read_toml(path: Path, kind: type[T]) -> T:
    """Read a TOML file as the given type, or raise as `read_json` does."""
    text = read_text(path)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            [Fault(str(path), "", f"is not TOML: {error}; mend it")]
        ) from None
    _keep_shallow(path, document)
    return _shaped(path, document, kind)


def read_text(path: Path) -> str:
    """Read a UTF-8 text file of at most MAX_BYTES, or raise UnreadableFileError."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise UnreadableFileError([Fault(str(path), "", f"{reason}; check the name")]) from None
    if len(raw) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES} bytes; make it smaller"
        raise UnreadableFileError([Fault(str(path), "", what)])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableFileError(
            [Fault(str(path), "", "is not UTF-8; save it as UTF-8")]
        ) from None


def json_document(path: Path) -> Any:
    """The plain values of a JSON file, or raise UnreadableFileError.

    Refuses what JSON readers disagree about: a byte order mark, NaN, a key given twice.
    """
    text = read_text(path)
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = (
            "is nested too deeply" if isinstance(error, RecursionError) else f"is not JSON: {error}"
        )
        raise UnreadableFileError([Fault(str(path), "", f"{reason}; mend it")]) from None
    _keep_shallow(path, document)
    return document


def write_text(path: Path, text: str) -> None:
    """Write a file so that a crash at any moment leaves the old text or the new one.

    Raises RefusedError where nothing can be written.
    """
    try:
        _write(path, text)
    except OSError as error:
        what = f"cannot be written ({error.strerror}); choose another place"
        raise RefusedError([Fault(str(path), "", what)]) from None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)  # noqa: PTH101
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
        raise InvalidFileError(
            Fault(str(path), place, what)
            for place, what in _faults(
                error.errors(include_input=False, include_url=False), document, kind
            )
        ) from None


def _faults(
    errors: Iterable[ErrorDetails], document: Any, kind: type[Any]
) -> Iterable[tuple[str, str]]:
    found = list(errors)
    for error in found:
        if error["type"] == "too_short" and _holds_another(error["loc"], found):
            continue  # pydantic does not count what is wrong in itself
        yield _place(error["loc"], document), _what(error, _known_keys(kind))


def _holds_another(loc: tuple[str | int, ...], errors: Iterable[ErrorDetails]) -> bool:
    insides = (error["loc"] for error in errors if len(error["loc"]) > len(loc))
    return any(inside[: len(loc)] == loc for inside in insides)


def _place(loc: tuple[str | int, ...], document: Any) -> str:
    """Name a place by ids instead of positions: `questions.symptoms.options.cough.text`."""
    names: list[str] = []
    here, tag = document, False
    for step, following in zip_longest(loc, loc[1:]):
        tag = not tag and _is_tag(here, step, following)
        if tag:
            continue
        inside = here[step] if _leads_on(here, step) else None
        named = isinstance(inside, Mapping) and isinstance(step, int)
        names.append(str(inside.get("id", step)) if named and inside else str(step))
        here = inside
    return ".".join(names)


def _is_tag(here: Any, step: str | int, following: str | int | None) -> bool:
    """Whether a step only says which kind of a union is meant, and stands in no file."""
    if not (isinstance(step, str) and isinstance(following, str)):
        return False
    inside = here[step] if _leads_on(here, step) else None
    if step == following or not isinstance(inside, Mapping):
        return True
    return following not in inside and following in here


def _leads_on(here: Any, step: str | int) -> bool:
    if isinstance(here, Mapping):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


_WORDS = {
    "missing": "is missing; add it",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "too_short": "must not be empty; add to it",
    "tuple_type": "must be a list in square brackets",
    "date_from_datetime_parsing": "must be a date like 2021-06-01",
    "date_parsing": "must be a date like 2021-06-01",
    "date_type": "must be a date like 2021-06-01",
    "time_parsing": "must be a time like 08:30",
    "model_type": "must be an object in curly brackets",
    "dataclass_type": "must be a table",
}


def _what(error: ErrorDetails, known: Iterable[str]) -> str:
    kind = error["type"]
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = get_close_matches(str(error["loc"][-1]), list(known), n=1, cutoff=0.6)
        remedy = f'write "{near[0]}"' if near else "take it out"
        return f"is no known key; {remedy}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return _WORDS.get(kind, error["msg"][:1].lower() + error["msg"][1:])


def _known_keys(kind: type[Any]) -> Iterable[str]:
    """Every key of the type's schema: enough for a hint at the nearest one."""
    schema = TypeAdapter(kind).json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {})
