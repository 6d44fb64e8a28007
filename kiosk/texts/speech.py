"""What the program itself says, in one language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from babel import Locale, UnknownLocaleError

from kiosk.pack.words import Language
from kiosk.texts.catalogs import Catalog

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Speech:
    """The program's words in one language; words without a translation stay in English."""

    language: Language
    catalog: Catalog

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self.catalog.text(message) or message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message in the form that the number asks for, with `{number}` filled in."""
        forms = self.catalog.messages.get((None, one), (one, many))
        return fill(forms[self.catalog.plural(number)], number=number)

    @cached_property
    def locale(self) -> Locale:
        """The customs of the language, from CLDR."""
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the language is read."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def own_name(self) -> str:
        """The language's name in itself, as a visitor looks for it."""
        _ = self.gettext
        # Translators: the name of your own language in itself.
        own = _("English")
        if own != "English" or self.locale.language == "en":
            return own
        name = self.locale.get_language_name() or self.language
        return name[:1].upper() + name[1:]


def customs_known(language: Language) -> bool:
    """Whether CLDR knows how a language writes dates and times."""
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def fill(sentence: str, **values: object) -> str:
    """The sentence with its `{placeholders}` replaced; nothing else in it has a meaning."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), sentence)


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the placeholders in a sentence."""
    return frozenset(PLACEHOLDER.findall(sentence))
