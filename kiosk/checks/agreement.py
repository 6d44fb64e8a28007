"""Whether a translation means the same as its source, as far as its words show it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.scripts import Said, Writing
from kiosk.pack.words import Language


@dataclass(frozen=True)
class Pair:
    """A text in the source language and in another one."""

    place: str
    language: Language
    source: str
    shown: str
    home: str = ""
    """The country code that numbers at home may do without."""

    def finding(self, code: str, what: str, severity: Severity = Severity.ERROR) -> Finding:
        """A finding about the pair."""
        values = {"source": self.source, "text": self.shown}
        return Finding(code, self.place, what, severity, language=self.language, values=values)


def agreement(pair: Pair, original: Writing, writing: Writing) -> Findings:
    """Days, months, units, a denial or an order of facts that only one of the two has."""
    before, after = (
        _Facts.of(writes, text) for writes, text in ((original, pair.source), (writing, pair.shown))
    )
    yield from _days(pair, before, after)
    yield from _months(pair, before, after)
    yield from _units(pair, before, after)
    yield from _order(pair, before, after)
    yield from _denial(pair, original, writing)
    yield from _countries(pair)


@dataclass(frozen=True)
class _Facts:
    """The words of a text that must mean the same in every language, in its order."""

    days: Sequence[str]
    months: Sequence[str]
    units: Sequence[str]
    values: Sequence[str]
    about_days: bool

    @staticmethod
    def of(writing: Writing, text: str) -> "_Facts":
        words = writing.vocabulary
        left, facts = writing.rest(text)
        return _Facts(
            words.weekdays(text),
            words.months(left),
            words.units(text),
            _in_order(text, facts),
            words.about_days(text),
        )


def _in_order(text: str, facts: dict[str, Said]) -> Sequence[str]:
    plain = text.replace("-", "–")
    return sorted(facts, key=lambda value: plain.find(facts[value].written))


def _days(pair: Pair, before: _Facts, after: _Facts) -> Findings:
    both = before.days and after.days
    if set(before.days) != set(after.days) and (both or not before.about_days | after.about_days):
        yield _differs(pair, "days of the week", before.days, after.days)


def _months(pair: Pair, before: _Facts, after: _Facts) -> Findings:
    lost, new = set(before.months) - set(after.months), set(after.months) - set(before.months)
    # One of the two may write the month as a number.
    if (lost and new) or lost - set(after.values) or new - set(before.values):
        yield _differs(pair, "months", before.months, after.months)


def _units(pair: Pair, before: _Facts, after: _Facts) -> Findings:
    if set(before.units) - set(after.units) and set(after.units) - set(before.units):
        yield _differs(pair, "units", before.units, after.units)


def _differs(pair: Pair, kind: str, before: Iterable[str], after: Iterable[str]) -> Finding:
    there, here = (
        ", ".join(map(_plain, dict.fromkeys(each))) or "none" for each in (before, after)
    )
    what = f"the {pair.language} text names other {kind} ({here}) than the source ({there})"
    return pair.finding("facts-differ", f"{what}; correct one of them")


def _plain(name: str) -> str:
    return name.rpartition("_")[2]


def _order(pair: Pair, before: _Facts, after: _Facts) -> Findings:
    """Facts of one kind that changed places, while the days that they belong to did not."""
    if before.days != after.days and sorted(before.days) == sorted(after.days):
        return
    for kind in (_is_phone, _is_number):
        first, second = (list(filter(kind, each.values)) for each in (before, after))
        if first != second and Counter(first) == Counter(second):
            what = f"says {', '.join(second)} where the source says {', '.join(first)}"
            remedy = "see whether each still belongs to the same thing, and keep the order"
            yield pair.finding(
                "facts-reordered", f"the {pair.language} text {what}; {remedy}", Severity.WARNING
            )


_PHONE_DIGITS = 6
_NUMBER = re.compile(r"[0-9]+([.][0-9]+)?")
_YEAR = re.compile(r"(19|20)[0-9][0-9]")
"""Languages differ in where a span of dates names its year."""


def _is_phone(value: str) -> bool:
    return value.isdecimal() and len(value) >= _PHONE_DIGITS


def _is_number(value: str) -> bool:
    return not _is_phone(value) and not _YEAR.fullmatch(value) and bool(_NUMBER.fullmatch(value))


def _denial(pair: Pair, original: Writing, writing: Writing) -> Findings:
    """A text that says no where the other does not even hint at it."""
    before, after = original.vocabulary, writing.vocabulary
    if not (before.knows_no and after.knows_no):
        return
    denied, denies = before.denies(pair.source), after.denies(pair.shown)
    if denied and not denies and not after.hedges(pair.shown):
        what = "does not say no, as the source does"
    elif denies and not (denied or before.hedges(pair.source)) and before.tongue != after.tongue:
        what = "says no, and the source does not"
    else:
        return
    remedy = "correct one of them, or word them more alike"
    yield pair.finding(
        "negation-differs", f"the {pair.language} text {what}; {remedy}", Severity.WARNING
    )


def _countries(pair: Pair) -> Findings:
    """A country code in the source whose number the translation gives without one."""
    before, after = _codes(pair.source), _codes(pair.shown)
    for digits in before.keys() - after.keys():
        if pair.home and digits.startswith(pair.home):
            continue
        national = re.compile(rf"{digits[-_NATIONAL:]}(?!\d)")
        if national.search(re.sub(r"(?<=\d)[\s()–-]+(?=\d)", "", pair.shown)):
            what = f"the {pair.language} text lacks the country code of {before[digits]}; add it"
            yield pair.finding("country-code-lost", what)


_NATIONAL = 6


def _codes(text: str) -> dict[str, str]:
    found = re.findall(r"(?:\+|\b00)\d[\d\s()-]{5,}\d", text)
    return {re.sub(r"\D", "", number).lstrip("0"): number for number in found}
