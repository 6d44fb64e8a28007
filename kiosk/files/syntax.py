"""What is wrong with the text of a JSON or TOML file: at which line, and what to write instead."""

import json
import re
from collections.abc import Sequence

_CURLY = re.compile("[“”„‟«»‘’]")
_STRAIGHT = 'holds curly quotes; write straight ones, as "text"'
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_HALF = re.compile("[\ud800-\udfff]")
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


def json_fault(text: str, error: ValueError | RecursionError) -> tuple[str, str]:
    """The place of a fault in a JSON text, and what to do about it."""
    if isinstance(error, RecursionError):
        return "", "is nested too deeply; mend it"
    if not isinstance(error, json.JSONDecodeError):
        return "", f"is not JSON: {error}; mend it"
    at = error.pos + error.msg.startswith("Illegal trailing comma")  # Python 3.13 points at it
    before, after = text[:at].rstrip(), text[at:]
    if before.endswith(",") and after.lstrip().startswith(("}", "]")):
        return _place(text, len(before) - 1), "is the last comma before a bracket; take it out"
    place = f"line {error.lineno}, column {error.colno}"
    if _CURLY.match(after):
        return place, _STRAIGHT
    if error.msg.startswith("Invalid control") and _CURLY.search(before.rpartition("\n")[2]):
        return f"line {error.lineno}", _STRAIGHT
    return _slip(text, error) or (place, f"is not JSON: {error.msg}; fix it")


def _slip(text: str, error: json.JSONDecodeError) -> tuple[str, str] | None:
    """The commonest slips of people: a bracket, a comma or a quote that is missing."""
    if error.msg.startswith("Unterminated string") or text[error.pos : error.pos + 1] == "\n":
        line = f"line {error.lineno}"
        return line, f"the quote that ends the text in {line} is missing; add it"
    before, after = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    open_bracket = _open_bracket(before)
    if open_bracket is not None and _belongs_outside(before[open_bracket], after, error.msg):
        where = _line(text, open_bracket)
        closing = _CLOSING[before[open_bracket]]
        return _place(text, len(before)), (
            f'"{before[open_bracket]}" in line {where} is not closed; add "{closing}"'
        )
    if error.msg.startswith("Expecting ','") and after.startswith(_VALUE):
        last = _line(text, len(before))
        at = "here" if last == error.lineno else f"at the end of line {last}"
        return _place(text, len(before)), f"a comma is missing {at}; add it"
    return None


_CLOSING = {"[": "]", "{": "}"}
_VALUE = tuple('"[{-0123456789tfn')
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"\s*:')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def _belongs_outside(bracket: str, after: str, message: str) -> bool:
    """Whether what follows can only stand behind the bracket that closes."""
    if not after:
        return True
    if message.startswith("Expecting property name"):
        return after.startswith(("{", "]"))
    if not message.startswith("Expecting ','"):
        return False
    wrong = "}" if bracket == "[" else "]"
    return after.startswith(wrong) or (bracket == "[" and _KEY.match(after) is not None)


def _open_bracket(before: str) -> int | None:
    """The last bracket that is not closed."""
    still_open: list[int] = []
    for token in _TOKEN.finditer(before):
        if token[0] in _CLOSING:
            still_open.append(token.start())
        elif token[0] in _CLOSING.values() and still_open:
            still_open.pop()
    return still_open[-1] if still_open else None


def toml_fault(text: str, error: ValueError | RecursionError) -> tuple[str, str]:
    """The place of a fault in a TOML text, and what to do about it."""
    found = _AT.search(str(error))
    if found is None:
        return "", f"is not TOML: {error}; mend it"
    line, column = int(found[1]), int(found[2])
    place, what = f"line {line}, column {column}", str(error)[: found.start()]
    if _CURLY.match(text.split("\n")[line - 1][column - 1 :]):
        return place, _STRAIGHT
    remedy = "put text in straight quotes" if what == "Invalid value" else "mend it"
    return place, f"is not TOML: {what}; {remedy}"


def torn_lines(text: str) -> Sequence[int]:
    """The lines of a sound JSON text that hold half a character, which no file can."""
    return [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if r"\ud" in line.lower() and any(map(_is_torn, _STRING.findall(line)))
    ]


def _is_torn(string: str) -> bool:
    return _HALF.search(json.loads(string)) is not None


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _place(text: str, position: int) -> str:
    line = _line(text, position)
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"
