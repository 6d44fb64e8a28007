"""Whether a translation means the same as its source, as far as its words show it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class Meaning:
    """What of a text must be the same in every language, in the order of the text."""

    facts: Mapping[str, Said]
    """Its facts, and the small numbers that it spells out, by their values."""
    days: Sequence[str]
    months: Sequence[str]
    units: Sequence[str]
    order: Sequence[str]
    denies: bool


class Reader:
    """Reads the texts of one language, each once."""

    def __init__(self, language: Language) -> None:
        self.writing = Writing(language)
        self._words = self.writing.vocabulary
        self._read: dict[str, Meaning] = {}

    @property
    def knows_words(self) -> bool:
        """Whether the words of the language are known beyond what CLDR has."""
        return self._words.is_shipped

    def meaning(self, text: str) -> Meaning:
        """What a text says."""
        if text not in self._read:
            self._read[text] = self._meaning(text)
        return self._read[text]

    def _meaning(self, text: str) -> Meaning:
        words = self._words
        left, facts = self.writing.rest(text)
        spelled = {value: Said(word, firm=False) for value, word in words.numbers(text).items()}
        return Meaning(
            spelled | facts,
            words.weekdays(text),
            words.months(left),
            words.units(text),
            _in_order(text, facts),
            words.denies(text),
        )

    def about_days(self, text: str) -> bool:
        """Whether a text speaks of several days at once."""
        return self._words.about_days(text)

    def hedges(self, text: str) -> bool:
        """Whether a text says no in a roundabout way."""
        return self._words.hedges(text)


def agreement(pair: Pair, original: Reader, reader: Reader) -> Findings:
    """Days, months, units, a denial or an order of facts that only one of the two has."""
    before, after = original.meaning(pair.source), reader.meaning(pair.shown)
    known = original.knows_words and reader.knows_words
    if set(before.days) != set(after.days):
        yield from _days(pair, original, reader)
    yield from _months(pair, before, after, known=known)
    yield from _units(pair, before, after)
    yield from _order(pair, before, after)
    if known and before.denies != after.denies:
        yield from _denial(pair, original, reader)
    yield from _countries(pair)


def _in_order(text: str, facts: dict[str, Said]) -> Sequence[str]:
    plain = text.replace("-", "–")
    return sorted(facts, key=lambda value: plain.find(facts[value].written))


def _days(pair: Pair, original: Reader, reader: Reader) -> Findings:
    """Days of the week that differ; one of the two may name none, if it says `on weekdays`."""
    before, after = original.meaning(pair.source).days, reader.meaning(pair.shown).days
    known = original.knows_words and reader.knows_words
    loose = not known or original.about_days(pair.source) or reader.about_days(pair.shown)
    if (before and after) or not loose:
        yield _differs(pair, "days of the week", before, after)


def _months(pair: Pair, before: Meaning, after: Meaning, *, known: bool) -> Findings:
    lost, new = set(before.months) - set(after.months), set(after.months) - set(before.months)
    # One of the two may write the month as a number.
    either = known and (lost - set(after.facts) or new - set(before.facts))
    if (lost and new) or either:
        yield _differs(pair, "months", before.months, after.months)


def _units(pair: Pair, before: Meaning, after: Meaning) -> Findings:
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


def _order(pair: Pair, before: Meaning, after: Meaning) -> Findings:
    """Facts of one kind that changed places, while the days that they belong to did not."""
    if before.days != after.days and sorted(before.days) == sorted(after.days):
        return
    for kind in (_is_phone, _is_number):
        first, second = (list(filter(kind, each.order)) for each in (before, after))
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


def _denial(pair: Pair, original: Reader, reader: Reader) -> Findings:
    """A text that says no where the other does not even hint at it.

    Easy language may explain something by what it is not.
    """
    denied = original.meaning(pair.source).denies
    hinted = reader.hedges(pair.shown) if denied else original.hedges(pair.source)
    akin = original.writing.tongue == reader.writing.tongue
    if hinted or (akin and not denied):
        return
    what = "does not say no, as the source does" if denied else "says no, and the source does not"
    what = f"the {pair.language} text {what}; correct one of them, or word them more alike"
    yield pair.finding("negation-differs", what, Severity.WARNING)


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
    if "+" not in text and "00" not in text:
        return {}
    found = re.findall(r"(?:\+|\b00)\d[\d\s()-]{5,}\d", text)
    return {re.sub(r"\D", "", number).lstrip("0"): number for number in found}
