"""How each language writes numbers, days, times and addresses, and with which letters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global, parse_locale

from kiosk.checks.vocabulary import Vocabulary
from kiosk.pack.words import Language

Read = Callable[[re.Match[str]], Iterable[str]]
"""The values of the facts in a match; none where it only looked like one."""


@dataclass(frozen=True)
class Said:
    """How a text writes a fact; one that is not firm may be spelled out in another language."""

    written: str
    firm: bool = True


class Writing:
    """How one language writes facts.

    A fact is known by a value that is the same in every language: `18` for a number or a full
    hour, `8.30` for a time or a decimal, `21.6` for a day, the digits of a phone number without
    country and trunk prefix, a web address without `https://www.`. So nobody has to tell hours
    from ages. The year of a date is a number of its own.
    """

    def __init__(self, language: Language) -> None:
        locale = Locale.parse(language, sep="-")
        self.tongue = locale.language
        self.vocabulary = Vocabulary(language)
        self.script = _script(locale)
        self._months = sorted(_months(locale), key=lambda month: -len(month[0]))
        self._afternoon = _marks(locale, "pm")
        self._month_first = _month_first(locale.datetime_skeletons["Md"])
        self._scans = (*self._clocks(locale), *self._dates(locale), (_PHONE, _phone))

    def facts(self, text: str) -> dict[str, Said]:
        """How a text writes each of its facts, by their values."""
        return self.rest(text)[1]

    def rest(self, text: str) -> tuple[str, dict[str, Said]]:
        """A text without what is a fact but for plain numbers, and its facts as of `facts`."""
        if not _FACTUAL.search(text):  # most texts
            return text, {}
        left, found = _taken(_plain(text), WEB, _web)
        left = left.translate(_DASHES)
        for pattern, read in self._scans:
            left, more = _taken(left, pattern, read)
            found = more | found
        return left, _numbers(left) | found

    def _clocks(self, locale: Locale) -> Iterator[tuple[re.Pattern[str], Read]]:
        """Hours of twelve, with a mark behind; German `am` is a word, Korean marks stand before."""
        if locale.language == "en" or str(locale.time_formats["short"]).endswith("a"):
            mark = "|".join(map(_loosely, _marks(locale, "am") | self._afternoon))
            time = r"(\d{1,2})(?:[.:](\d\d))?"
            span = rf"(?:{time}\s?({mark})?\s?(?:–|to|till|until|and)\s?)?{time}\s?({mark})(?!\w)"
            yield re.compile(rf"(?<![\d.:]){span}", re.IGNORECASE), self._clock

    def _dates(self, locale: Locale) -> Iterator[tuple[re.Pattern[str], Read]]:
        yield _YEAR_FIRST, self._numeric
        yield _DAY_FIRST, self._numeric
        yield _DAYS, self._numeric
        yield _SLASHED, self._numeric
        name = f"(?P<month>{'|'.join(_inflected(name) for name, _ in self._months)})"
        first, last = (rf"(?P<{which}>\d{{1,2}}){_ORDINAL}" for which in ("first", "last"))
        to = r"\s?(?:–|to)\s?"
        yield re.compile(rf"(?<!\d)(?:{first}{to})?{last}\s?(?:of\s|de\s|ב)?{name}"), self._named
        if _month_first(locale.date_formats["long"]):
            yield re.compile(rf"{name}\s?{first}(?:{to}{last})?(?!\d|[.:,]\d)"), self._named

    def _clock(self, found: re.Match[str]) -> Iterable[str]:
        hour, minute, mark, last_hour, last_minute, last_mark = found.groups()
        later = _letters(last_mark) in self._afternoon
        last = _time(last_hour, last_minute, 12 * later)
        if hour is None:
            return (_value(last),)
        shared = later if mark is None else _letters(mark) in self._afternoon
        first = _time(hour, minute, 12 * shared)
        if mark is None and first > last:
            first = _time(hour, minute, 12 * (not shared))
        return _value(first), _value(last)

    def _numeric(self, found: re.Match[str]) -> Iterable[str]:
        first, day, month, year = map(found.groupdict().get, ("first", "day", "month", "year"))
        value = self._day(str(day), str(month), found["mark"])
        if value is None:
            return ()
        before = _day(first, value.partition(".")[2]) if first else None
        return filter(None, (before, value, f"20{year}"[-4:] if year else None))

    def _day(self, day: str, month: str, mark: str) -> str | None:
        if mark == "/" and self._month_first:
            return _day(month, day) or _day(day, month)
        return _day(day, month)

    def _named(self, found: re.Match[str]) -> Iterable[str]:
        month = next(number for name, number in self._months if found["month"].startswith(name))
        days = (_day(each, str(month)) for each in (found["first"], found["last"]) if each)
        return filter(None, days)


def letters_of(script: str, text: str) -> int:
    """How many letters of a text belong to a script, as Unicode names it."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(unicodedata.name(letter, "").startswith(script) for letter in letters)


def _script(locale: Locale) -> str | None:
    """The script of a language as Unicode names it, or None where no names are known here."""
    likely = parse_locale(get_global("likely_subtags").get(locale.language, locale.language))
    return _SCRIPTS.get(str(locale.script or likely[2]))


def _months(locale: Locale) -> Iterator[tuple[str, int]]:
    # Only "format": Babel 2.18 mixes up the languages of "stand-alone" once several are loaded.
    for width in ("wide", "abbreviated"):
        for number, name in locale.months["format"][width].items():
            plain = unicodedata.normalize("NFKC", name).rstrip(".")
            if any(map(str.isalpha, plain)):
                yield plain, number
                yield plain[:1].upper() + plain[1:], number


def _marks(locale: Locale, period: str) -> frozenset[str]:
    widths = locale.day_periods["format"]
    named = (widths[width].get(period) for width in ("abbreviated", "wide") if width in widths)
    return frozenset(_letters(name) for name in named if name)


def _month_first(pattern: object) -> bool:
    return str(pattern).index("M") < str(pattern).index("d")


def _inflected(name: str) -> str:
    """A pattern for a month; long names may have endings, short ones may be abbreviations."""
    alone = r"(?<!\d)" if name[0].isdigit() else ""
    return alone + re.escape(name) + (r"\w*" if len(name) > 5 else r"\.?(?![^\W\d_])")  # noqa: PLR2004


def _letters(mark: str) -> str:
    return re.sub(r"[\W]", "", mark).casefold()


def _loosely(mark: str) -> str:
    return r"\.?\s?".join(map(re.escape, mark)) + r"\.?"


def _plain(text: str) -> str:
    """The text with one kind of digits and spaces."""
    digits = {ord(sign): str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal()}
    plain = unicodedata.normalize("NFKC", text.translate(digits).translate(_SEPARATORS))
    return re.sub(r"(\d)\s?[h時时點点]\s?(\d\d)(?!\d)", r"\1.\2", plain)


def _taken(text: str, pattern: re.Pattern[str], read: Read) -> tuple[str, dict[str, Said]]:
    """The text without the facts of one kind, and those facts."""
    found: dict[str, Said] = {}

    def take(match: re.Match[str]) -> str:
        values = list(read(match))
        found.update((value, Said(match[0].strip())) for value in values)
        return "|" if values else match[0]

    return pattern.sub(take, text), found


def _numbers(text: str) -> dict[str, Said]:
    """What is left; up to twelve, or as part of a name like `FFP2`, other languages may do without.

    `2 m` may be `two metres` elsewhere, and `COVID-19` only `korona`.
    """
    found: dict[str, Said] = {}
    for match in _NUMBERS.finditer(text):
        first, last = _value(match["first"]), match["last"]
        spelled = bool(match["name"]) or (first.isdecimal() and int(first) <= 12)  # noqa: PLR2004
        for value in (first, _value(last)) if last else (first,):
            found[value] = Said(match["whole"], firm=bool(last) or not spelled)
    return found


def _value(number: str) -> str:
    if _THOUSANDS.fullmatch(number):
        return re.sub(r"\D", "", number)
    head, *rest = re.split("[.,:]", number)
    if rest == ["00"]:
        return str(int(head) or 24)
    return ".".join([str(int(head)), *rest])


def _time(hour: str, minute: str | None, noon: int) -> str:
    at = int(hour) % 12 + noon if int(hour) <= 12 else int(hour)  # noqa: PLR2004
    return f"{at:02}.{minute or '00'}"


def _day(day: str, month: str) -> str | None:
    if 1 <= int(day) <= 31 and 1 <= int(month) <= 12:  # noqa: PLR2004
        return f"{int(day)}.{int(month)}"
    return None


def _web(found: re.Match[str]) -> Iterable[str]:
    address = found[0].rstrip(".,;:!?)”»'\"").casefold()
    return (re.sub("^(https?://)?(www[.])?", "", address).rstrip("/"),)


def _phone(found: re.Match[str]) -> Iterable[str]:
    digits = re.sub(r"[^\d+]", "", found[0])
    if len(digits) < 6:  # noqa: PLR2004
        return ()
    return (_COUNTRY.sub("", digits).lstrip("0") or "0",)


_SCRIPTS = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Hans": "CJK",
    "Hant": "CJK",
    "Hebr": "HEBREW",
    "Latn": "LATIN",
    "Taml": "TAMIL",
    "Thai": "THAI",
}
"""What Unicode's names of the letters of a script begin with."""

_FACTUAL = re.compile(r"\d|\w[.@]\w")
_DASHES = dict.fromkeys(map(ord, "-‐‑‒—−"), "–")
_SEPARATORS = {ord("٫"): ".", ord("٬"): ",", ord("’"): "'"} | dict.fromkeys(
    map(ord, "\u200e\u200f\u2060"), ""
)
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.|:[ae])?"

WEB = re.compile(
    r"(?<![\w@])(?:https?://)?(?:[\w.+-]+@)?(?:[^\W\d_][\w-]+\.)+[a-z]{2,}(?!\w)(?:/\S*)?"
)
"""A mail or web address; labels of one letter are abbreviations, as in `t.ex.`."""
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[–./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\d.])(?:(?P<first>\d{1,2})\.?\s?–\s?)?"
    r"(?P<day>\d{1,2})(?P<mark>[./–])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)(?!\d)"
)
_DAYS = re.compile(
    r"(?<![\d.])(?P<first>\d{1,2})\.\s?–\s?(?P<day>\d{1,2})(?P<mark>\.)(?P<month>\d{1,2})(?!\d)"
)
_SLASHED = re.compile(r"(?<![\d/])(?P<day>\d{1,2})(?P<mark>/)(?P<month>\d{1,2})(?![\d/])")
_PHONE = re.compile(
    r"(?<![\w+.,:–])(?!(?<=\d )\d{3}(?!\d))"
    r"(?:(?:\+|00)\d+(?:\s?\(\d+\))?|\(0\d*\)|0\d*|\(?\d{3}\)?[ –]\d{3}(?=[ –]\d{4}))"
    r"(?:[ –]?\d+)*(?!\d|[.:,]\d)"
)
_COUNTRY = re.compile(
    r"^(?:\+|00)(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+(?!\d)")
_NUMBER = rf"(?:{_THOUSANDS.pattern}|\d+(?:[.,:]\d+)*)"
_NUMBERS = re.compile(
    rf"(?P<name>[^\W\d_]–?)?(?P<whole>(?P<first>{_NUMBER})(?:\.?\s?–\s?(?P<last>{_NUMBER}))?)"
)
