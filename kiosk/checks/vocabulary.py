"""Words that mean the same in every language: days, months, units, numbers, and saying no.

Days, months and units come from CLDR, with the endings and words that CLDR has not. What people
say for a number, and how they say no, is known of the languages of the shipped packs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Literal

from babel import Locale

from kiosk.pack.models import Weekday
from kiosk.pack.words import Language

_LONG = 6
"""A word with so many letters may have endings, `torstaina`; a shorter one stands alone."""


class Vocabulary:
    """What one language calls the things that must be the same in all of them."""

    def __init__(self, language: Language) -> None:
        self._locale = Locale.parse(language, sep="-")
        self.tongue = self._locale.language

    def weekdays(self, text: str) -> list[str]:
        """The days of the week that a text names, in its order."""
        return _named(self._weekdays, text)

    def months(self, text: str) -> list[str]:
        """The months that a text names without a day."""
        return _named(self._months, text)

    def units(self, text: str) -> list[str]:
        """The units behind the numbers of a text."""
        return _named(self._units, text) if self._counts(text) else []

    def numbers(self, text: str) -> dict[str, str]:
        """How a text writes the numbers that it spells out, from one to twelve, by their values."""
        return dict(self._spelled(text)) if self._counts(text) else {}

    def denies(self, text: str) -> bool:
        """Whether a text says no to something."""
        return bool(self._no.search(text))

    def hedges(self, text: str) -> bool:
        """Whether a text says no in a roundabout way: `only`, `closed`, `without`."""
        return bool(self._hedge.search(text))

    @property
    def is_shipped(self) -> bool:
        """Whether a shipped pack has the language, so that more of its words are known."""
        return self.tongue in _NO

    def about_days(self, text: str) -> bool:
        """Whether a text speaks of several days at once, as `weekdays` does."""
        return bool(re.search(_DAYS.get(self.tongue, "(?!)"), text, re.IGNORECASE))

    def _counts(self, text: str) -> bool:
        """Whether a text has any number: the patterns of units are long."""
        return bool(_DIGIT.search(text) or self._numbers.search(text))

    def _spelled(self, text: str) -> Iterator[tuple[str, str]]:
        for found in self._numbers.finditer(text):
            value = str(found.lastgroup).removeprefix("n")
            # A word for one is an article, too: only with a unit behind it does it count.
            if value != "1" or self._units.match(text, found.start()):
                yield value, found[0]

    @cached_property
    def _weekdays(self) -> re.Pattern[str]:
        names: dict[str, set[str]] = {day: set() for day in Weekday}
        for width in ("wide", "abbreviated"):
            for number, name in self._locale.days["format"][width].items():
                names[list(Weekday)[number]] |= {name} if len(name) > 1 else set()
        for day, name in zip(Weekday, _SHORT.get(self.tongue, "").split(), strict=False):
            names[day].add(name)
        return _pattern(names, ignore_case=self.tongue != "en")

    @cached_property
    def _months(self) -> re.Pattern[str]:
        wide = self._locale.months["format"]["wide"]
        if self.tongue == "en":  # "may" and "march" are verbs, too
            lead = r"(?<=\b(?:in|of|by) )|(?<=\b(?:from|till) )|(?<=\b(?:until|since) )"
            return _pattern({str(n): {name} for n, name in wide.items()}, lead=lead)
        stems = {str(n): {_stem(self.tongue, name)} for n, name in wide.items()}
        return _pattern(stems, ignore_case=True)  # a sentence may begin with one

    @cached_property
    def _units(self) -> re.Pattern[str]:
        names = {unit: set(self._forms(unit)) - {""} for unit in _UNITS}
        for unit, more in _MORE_UNITS.get(self.tongue, {}).items():
            names[unit] |= set(more.split())
        spelled = self._numbers.pattern if self.is_shipped else "(?!)"
        spelled = re.sub(r"\?P<n\d+>", "?:", spelled)
        return _pattern(names, lead=rf"(?:\d|{spelled})[\s–-]?", ignore_case=True)

    def _forms(self, unit: str) -> Iterator[str]:
        from babel.units import format_unit  # noqa: PLC0415 - takes 10 ms, and a start checks nothing

        for width, number in product(_WIDTHS, _PLURALS):
            form = format_unit(number, unit, width, locale=self._locale)
            yield re.sub(r"[\d\s]", "", form)

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        words = _NUMBERS.get(self.tongue, {})
        names = {f"n{value}": set(forms.split()) for value, forms in words.items()}
        return _pattern(names, ignore_case=True) if names else re.compile("(?!)")

    @cached_property
    def _no(self) -> re.Pattern[str]:
        return re.compile(_NO.get(self.tongue, "(?!)"), re.IGNORECASE)

    @cached_property
    def _hedge(self) -> re.Pattern[str]:
        return re.compile(_HEDGES.get(self.tongue, "(?!)"), re.IGNORECASE)


def _named(pattern: re.Pattern[str], text: str) -> list[str]:
    """What a text names, by the groups of a pattern, in its order."""
    return [str(found.lastgroup).removeprefix("n") for found in pattern.finditer(text)]


def _pattern(
    names: Mapping[str, Iterable[str]], *, lead: str = "", ignore_case: bool = False
) -> re.Pattern[str]:
    """A pattern with a group for each thing, the longest names first within the whole."""
    parts = (
        f"(?P<{_group(thing)}>{'|'.join(map(_word, sorted(forms, key=len, reverse=True)))})"
        for thing, forms in names.items()
        if forms
    )
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    start = lead or r"(?<![^\W_])"
    return re.compile(f"(?:{start})(?:{'|'.join(parts)})(?![^\\W_])", flags)


def _group(thing: str) -> str:
    return f"n{thing}" if thing.isdecimal() else thing.replace("-", "_")


def _word(form: str) -> str:
    """A pattern of a word; `~` at its end stands for any ending."""
    plain = form.rstrip(".~")
    ending = form.endswith("~") or (len(plain) >= _LONG and plain.isalpha())
    return re.escape(plain) + (r"[^\W\d_]*" if ending else r"\.?")


def _stem(tongue: str, month: str) -> str:
    """A month without the ending that stands in a date only: `kesäkuuta`."""
    return f"{month.removesuffix('ta')}~" if tongue == "fi" else month


_DIGIT = re.compile(r"\d")

_UNITS = (
    "length-centimeter",
    "length-meter",
    "length-kilometer",
    "length-foot",
    "duration-minute",
    "duration-hour",
    "duration-day",
    "duration-week",
    "duration-month",
    "duration-year",
    "temperature-celsius",
    "temperature-fahrenheit",
)

_WIDTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_PLURALS = (1, 2, 5)
"""Numbers that between them take every form that a unit has in most languages."""

_MORE_UNITS = {
    "fi": {
        "length-centimeter": "sentti~ sentin",
        "length-meter": "metri~ metrin",
        "duration-minute": "minuut~",
        "duration-hour": "tunti~ tunni~ tuntia",
        "duration-day": "päivä~ vuorokau~ vuorokaude~",
        "duration-week": "viikko~ viiko~",
        "duration-month": "kuukau~",
        "duration-year": "vuotta vuotias vuotiaa~ vuotiai~ vuode~ vuosi~",
        "temperature-celsius": "astetta asteen",
    },
    "sv": {
        "length-meter": "meters",
        "duration-minute": "minuters",
        "duration-hour": "timmars",
        "duration-day": "dag~ dygn~",
        "duration-week": "vecko~ veckor~",
        "duration-month": "månad~",
        "duration-year": "år åring~ årig~ års",
        "temperature-celsius": "grader~",
    },
    "en": {
        "length-meter": "metre metres meter meters",
        "length-centimeter": "centimetre~ centimeter~",
        "length-kilometer": "kilometre~ kilometer~",
        "length-foot": "foot feet",
        "duration-year": "years-old yo",
        "temperature-celsius": "degrees",
    },
}
"""Words of units beside those of CLDR, and their endings."""

_SHORT = {"en": "Mon Tues Wed Thurs Fri Sat Sun"}

_DAYS = {
    "fi": r"\barki|viikonlo|päivittäin|joka päivä|kaikkina päivinä|pyhä",
    "sv": r"vardag|veckoslut|helg|dagligen|varje dag|alla dagar",
    "en": r"\bweekday|\bweekend|\bdaily|every day|each day|all week|holiday",
}

_NUMBERS = {
    "fi": {
        "1": "yksi yhden yhtä",
        "2": "kaksi kahden kahta kahdessa kahdella kahteen kahdelle",
        "3": "kolme kolmen kolmea kolmessa kolmella kolmeen",
        "4": "neljä neljän neljää neljässä neljällä neljään",
        "5": "viisi viiden viittä viidessä viidellä viiteen",
        "6": "kuusi kuuden kuutta kuudessa kuudella kuuteen",
        "7": "seitsemän seitsemää seitsemässä seitsemällä seitsemään",
        "8": "kahdeksan kahdeksaa kahdeksassa kahdeksalla kahdeksaan",
        "9": "yhdeksän yhdeksää yhdeksässä yhdeksällä yhdeksään",
        "10": "kymmenen kymmentä kymmenessä kymmenellä kymmeneen",
        "11": "yksitoista yhdentoista yhtätoista",
        "12": "kaksitoista kahdentoista kahtatoista",
    },
    "sv": {
        "1": "en ett",
        "2": "två tvås",
        "3": "tre",
        "4": "fyra",
        "5": "fem",
        "6": "sex",
        "7": "sju",
        "8": "åtta",
        "9": "nio",
        "10": "tio",
        "11": "elva",
        "12": "tolv",
    },
    "en": {
        "1": "one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve",
    },
}
"""CLDR has these only as rules of ICU (RBNF), which no Python library reads."""

_NO = {
    "fi": (
        r"\b(?:ei|en|et|emme|ette|eivät|eikä|enkä|etkä|emmekä|ettekä|eivätkä|äl[äk]\w*|älköön|"
        r"ellei|ellet|ettei|ettet|mitään|kukaan|kumpikaan|kumpaakaan|ilman)\b"
    ),
    "sv": r"\b(?:inte|icke|ej|nej|ingen|inget|inga|ingenting|aldrig|varken|utan)\b",
    "en": (r"\b(?:no|not|none|nothing|nobody|never|neither|nor|cannot|without|\w+n['’]t)\b"),
}

_HEDGES = {
    "fi": (
        r"\w+(?:ton|tön|ttom\w+|ttöm\w+)\b|\bvain\b|\bainoastaan|\bkii?nni|\bsulje|\bväl(?:ttä|t)|\bmuut|\bpois|\bloppu|\bvähä|"
        r"\bkiel|\bvaikea|\bliian|\bhuono|\bpysy|\bjää\b|\bestä|\benintään|\bpuuttu|\bperu|\bennen"
    ),
    "sv": (
        r"\w+fri(?:tt|a)?\b|\bbara\b|\bendast|\bstäng|\bundvik|\bannars|\bborta|\bslut|\bförbj|\bsvårt|"
        r"\blåt bli|\bstanna|\bhögst|\bhör\w+skad|\bavbok|\binställ|\bo\w{5,}|"
        r"\bfå\b|\btills|\binnan|\bomöj"
    ),
    "en": (
        r"\w+less\b|\bfree\b|\bonly\b|\bclose[ds]?\b|\bavoid|\bother|\baway\b|\brun out|\bforbid|"
        r"\bhard\b|\bunless|\bstay\b|\bdifficult|\bat most|\bcancel|\bun\w{4,}|\bfew\b|\buntil|"
        r"\bbefore|\bstop|\bout of"
    ),
}
"""Roundabout ways to say no, which are enough beside a plain one in the other language."""
