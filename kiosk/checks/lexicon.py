"""Words of the languages of the shipped packs, to find texts in the wrong place or language.

Few and common ones: a word that is not here finds nothing, and alarms nobody.
"""

import re
from collections.abc import Mapping

COMMON = {
    "fi": frozenset(
        (
            *("tai", "jos", "että", "sinulla", "sinun", "olet", "voit", "vain", "myös", "mitä"),
            *("tämän", "näistä", "minulla", "sisään", "kun", "täällä", "ovat", "pitää", "ennen"),
        )
    ),
    "sv": frozenset(
        (
            *("och", "inte", "är", "att", "för", "från", "eller", "jag", "ditt", "du", "din"),
            *("någon", "av", "som", "också", "när", "på", "här", "om", "till", "dig"),
        )
    ),
    "en": frozenset(
        (
            *("the", "and", "you", "your", "of", "with", "please", "are", "this", "have", "be"),
            *("or", "to", "not", "if", "is", "by", "do", "cannot", "these"),
        )
    ),
}
"""Words that are frequent in one of these languages and rare in its neighbours."""


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE)


def _says(words: str, *, but: str = "(?!)") -> re.Pattern[str]:
    """A pattern for any of some words, in a text that holds nothing of what they are not beside."""
    return re.compile(rf"^(?!.*(?:{but})).*\b(?:{words})\b", re.IGNORECASE)


_NAMED: Mapping[str, Mapping[str, str]] = {
    "yes": {"fi": r"kyllä\b joo\b", "sv": r"ja\b", "en": r"yes\b"},
    "no": {"fi": r"ei\b en\b", "sv": r"nej\b", "en": r"no\b"},
    "cough": {"fi": "yskä yskin", "sv": "hosta hostar", "en": "cough"},
    "fever": {"fi": "kuume", "sv": "feber", "en": "fever temperature"},
    "cold": {
        "fi": "nuha vuotava tukkoinen",
        "sv": "snuva snuvig täppt",
        "en": "runny blocked cold",
    },
    "throat": {"fi": "kurkku", "sv": "halsont hals", "en": r"sore\sthroat throat"},
    "breath": {"fi": "heng", "sv": "and(?:nöd|as) svårt\\satt\\sandas", "en": "breath"},
    "taste": {"fi": "haju maku", "sv": "lukt smak", "en": "smell taste"},
    "stomach": {"fi": "vatsa ripuli", "sv": "mag(?:e|sym|sjuk|ont) diarré", "en": "stomach diarr"},
    "nausea": {"fi": "pahoinvoi oksen", "sv": "illam kräk", "en": "nausea vomit"},
    "headache": {"fi": "pää(?:n)?särky", "sv": "huvudvärk", "en": "headache"},
    "muscles": {"fi": "lihas", "sv": "muskel", "en": "muscle"},
    "mask": {"fi": "maski", "sv": "ansiktsskydd munskydd mask", "en": "mask"},
    "library": {"fi": "kirjasto", "sv": "bibliotek", "en": "librar"},
    "laboratory": {"fi": "laborator", "sv": "laborator", "en": "laborator lab\\b"},
    "x-ray": {"fi": "röntgen", "sv": "röntgen", "en": "x-ray"},
    "dentist": {"fi": "hammas suun", "sv": "tand mun", "en": "dent oral"},
    "health centre": {"fi": "terveysasema", "sv": "hälsostation", "en": r"health\scent"},
    "maternity": {"fi": "neuvola", "sv": r"rådgivningsbyrå mödra", "en": "maternity"},
    "kela": {"fi": "kela", "sv": "fpa kela", "en": "kela"},
    "youth": {"fi": "nuoriso", "sv": "ungdom", "en": "youth"},
    "jobs": {"fi": "työllisyys työvoima", "sv": "sysselsättning arbets", "en": "employment job"},
    "room": {"fi": r"tilan?\b tilojen", "sv": "lokal rum\\b", "en": r"space room"},
    "hobby": {"fi": "harrast", "sv": "hobby", "en": "hobby"},
}

CONCEPTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    tongue: {name: _any(words[tongue]) for name, words in _NAMED.items()} for tongue in COMMON
}
"""By what words each language names the things that options and services are about."""

VERDICTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "fi": {
        "come in": _says(r"tervetuloa|tule sisään", but=r"\b(?:älä|et|ei)\b"),
        "stay out": _says("älä tule|jää kotiin|pysy kotona|mene kotiin"),
    },
    "sv": {
        "come in": _says("välkommen|kom in|stig in", but=r"\b(?:inte|ej)\b"),
        "stay out": _says("kom inte in|stanna hemma|gå hem"),
    },
    "en": {
        "come in": _says(
            r"welcome|(?:please|may|can|do) (?:come|step|walk) in|come (?:right|straight) in"
            r"|(?:may|can) enter",
            but=r"\b(?:not|cannot|never)\b|n['’]t\b",
        ),
        "stay out": _says("do not come in|don['’]t come in|(?:stay|go) (?:at )?home"),
    },
}
"""What a title says, in the words that go with nothing else."""
