"""What a `.po` file may hold: Babel passes over much that is broken, and words are lost."""

import re
from collections.abc import Iterator

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) +)?"((?:[^"\\]|\\.)*)"')
_FORM, _BROKEN = "msgstr[n]", "?"
_MAY_FOLLOW = {
    "msgctxt": {_BROKEN, "", "msgstr", _FORM},
    "msgid": {_BROKEN, "", "msgctxt", "msgstr", _FORM},
    "msgid_plural": {_BROKEN, "msgid"},
    "msgstr": {_BROKEN, "msgid"},
    _FORM: {_BROKEN, "msgid_plural", _FORM},
}
_NO_LINE = 'is neither a comment nor a keyword with its text in quotes, as msgstr "…"; mend it'


def broken_lines(text: str) -> Iterator[tuple[int, str]]:
    """The number of every line that is amiss, and what to do about it."""
    last, words, first, began = "", dict[str, str](), dict[tuple[str | None, str], int](), 0
    for number, line in _told(text):
        found = _LINE.fullmatch(line)
        if found is None:
            yield number, _NO_LINE
            last = _BROKEN
            continue
        keyword = found[1] or last
        keyword = _FORM if keyword.startswith("msgstr[") else keyword
        if found[1] and last not in _MAY_FOLLOW[keyword]:
            yield number, f"{keyword} may not follow {last or 'nothing'}; mend the entry"
        elif not (found[1] or last):
            yield number, "belongs to no keyword; mend the entry"
        if found[1] and last == "msgid":
            entry = words.get("msgctxt"), words["msgid"]
            if entry in first:
                yield began, f"stands already at line {first[entry]}; take one of the two out"
            first.setdefault(entry, began)
        if found[1] and keyword in {"msgctxt", "msgid"}:
            words = {"msgctxt": words["msgctxt"]} if last == "msgctxt" else {}
            began = number
        words[keyword] = ("" if found[1] else words.get(keyword, "")) + found[2]
        last = keyword


def _told(text: str) -> Iterator[tuple[int, str]]:
    """Every line that is not blank and no comment, with its number."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()
