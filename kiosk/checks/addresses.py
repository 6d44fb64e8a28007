"""Whether every address and number can be used, and leads where it says."""

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from babel.core import get_global

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.lookalikes import disguised, skeleton
from kiosk.pack.models import Contact, ContactKind, Pack
from kiosk.pack.words import Address, Language
from kiosk.texts.catalogs import Catalog

_DIALLED = {ContactKind.PHONE, ContactKind.SMS}
_OPENED = {ContactKind.WEB, ContactKind.CHAT}
_HTTPS = "https://"
MOST_IN_CODE = 300
"""A QR code with more characters than this is too dense for a phone held before a screen."""


def addresses(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every address of a contact or a source that cannot be used, or can mislead."""
    hosts = dict[str, str]()
    for contact in pack.contacts:
        for language, address in _shown(contact, catalogs):
            yield from _address(pack, contact, language, address)
            if contact.kind in _OPENED:
                yield from _look_alike(contact, language, address, hosts)
        if contact.value is None and contact.kind is not ContactKind.PLACE:
            place = f"contacts.{contact.id}.value"
            yield Finding("no-address", place, "is missing; add the number or address")
    for source in pack.sources:
        if source.url is not None and (what := _fault(source.url, ("https://", "http://"))):
            yield Finding("no-source-address", f"sources.{source.id}.url", what)


def country(pack: Pack) -> str:
    """The country whose numbers need no country code in a pack: Finland, if one speaks Finnish."""
    source = pack.source_language.partition("-")[0]
    spoken = {language.partition("-")[0] for language in pack.languages}
    likely = str(get_global("likely_subtags").get(source, ""))
    return "FI" if "fi" in spoken else likely.rpartition("_")[2]


def dialling_code(pack: Pack) -> str:
    """The country code of the country of a pack; empty where it is not known here."""
    return _CODES.get(country(pack), "")


_CODES = {"DE": "49", "DK": "45", "EE": "372", "FI": "358", "GB": "44", "NO": "47", "SE": "46"}


def _shown(
    contact: Contact, catalogs: Mapping[Language, Catalog]
) -> Iterator[tuple[Language | None, Address]]:
    """The address of a contact in its source language (None), and where another differs."""
    if contact.value is not None:
        yield None, contact.value
        for language, catalog in catalogs.items():
            shown = catalog.text(contact.value, f"contacts.{contact.id}.value")
            if shown is not None and shown != contact.value:
                yield language, Address(shown)


def _address(pack: Pack, contact: Contact, language: Language | None, address: str) -> Findings:
    place = f"contacts.{contact.id}.value"
    of = f"the {language} address " if language else ""
    what: str | None
    if contact.kind in _DIALLED:
        yield from _number(pack, place, language, address)
        if language and contact.value and _digits(address) != _digits(contact.value):
            what = f"is another number in {language} ({address}); use one contact for each number"
            yield Finding("number-differs", place, what, language=language)
    elif contact.kind in _OPENED:
        if what := _fault(address) or _too_long(address):
            yield Finding("no-web-address", place, of + what, language=language)
        elif _host(address) in _SHORTENERS and not contact.sources:
            remedy = (
                "hides where it leads; write the address itself, or name in sources the page that "
                "gives it"
            )
            yield Finding(
                "address-shortened", place, of + remedy, Severity.WARNING, language=language
            )
    elif language and contact.value and _numbers(address) != _numbers(contact.value):
        what = f"has other numbers than {contact.value}; correct one of the two"
        yield Finding("address-differs", place, of + what, language=language)


def _fault(address: str, schemes: tuple[str, ...] = (_HTTPS,)) -> str | None:  # noqa: PLR0911 - one for each fault
    """What keeps people from opening an address safely, and what to do; None for nothing."""
    if not address.startswith(schemes) or re.search(r"[\s\\]", address):
        return f"must begin with {schemes[0]} and a host, without spaces or backslashes; correct it"
    authority = re.split("[/?#]", address.partition("://")[2], maxsplit=1)[0]
    if "@" in authority:
        return "holds a user name, behind which another host can hide; take it out"
    host, colon, _port = authority.partition(":")
    if colon:
        return "names a port, which many networks do not let through; take it out"
    if any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in address):
        return "has letters written from right to left, which mix up its parts; write it in percent"
    if letter := disguised(address):
        return f'has "{letter}" (U+{ord(letter):04X}), which looks like a Latin letter; replace it'
    if not _is_host(host):
        return f'must name a host, as www.example.org, and "{host}" is none; correct it'
    return None


def _too_long(address: str) -> str | None:
    written = len(quote(address, safe=string.punctuation))
    if written > MOST_IN_CODE:
        return f"is longer than the {MOST_IN_CODE} characters that a code can hold; shorten it"
    return None


def _is_host(host: str) -> bool:
    """Whether a host is a name in a domain, as IDNA 2008 allows it; numbers are no name."""
    if "." not in host or host.rpartition(".")[2].isdecimal():
        return False
    if host.isascii() and "xn--" not in host.casefold():
        return bool(_HOST.fullmatch(host)) and len(host) <= 253  # noqa: PLR2004 - RFC 1035
    import idna  # noqa: PLC0415 - needed for few addresses, and takes 10 ms

    try:
        name = idna.decode(idna.encode(host, uts46=True))
    except idna.IDNAError:
        return False
    return disguised(name) is None


_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[A-Za-z])[A-Za-z0-9-]{{2,63}}")


def _host(address: str) -> str:
    authority = re.split("[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return authority.casefold().removeprefix("www.")


def _look_alike(
    contact: Contact, language: Language | None, address: str, hosts: dict[str, str]
) -> Findings:
    """A host that can be taken for another one of the pack: `esp0o.fi` for `espoo.fi`."""
    host = _host(address)
    other = hosts.setdefault(skeleton(host.replace(".", " ")), host)
    if other != host:
        what = f"{host} looks like {other}, which another address names; correct one of the two"
        yield Finding("address-look-alike", f"contacts.{contact.id}.value", what, language=language)


_SHORTENERS = frozenset(
    (
        *("bit.ly", "bitly.com", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "lyhyt.fi"),
        *("ow.ly", "qr.ae", "rb.gy", "rebrand.ly", "s.id", "shorturl.at", "t.co", "t.ly"),
        *("t2m.io", "tiny.cc", "tinyurl.com", "v.gd"),
    )
)
"""Services that turn an address into a short one that does not say where it leads."""


def _number(pack: Pack, place: str, language: Language | None, number: str) -> Findings:
    of = f"the {language} number " if language else ""
    if what := _unfit(number):
        yield Finding("no-phone-number", place, of + what, language=language)
    elif prefix := _premium(number, country(pack)):
        what = (
            f"begins with {prefix}, so a call can cost extra; give another number, if there is one"
        )
        yield Finding("number-premium", place, of + what, Severity.WARNING, language=language)


def _unfit(number: str) -> str | None:
    if not re.fullmatch(r"\+?[0-9 ()-]+", number):
        return (
            "must be one number in plain digits, as 09 123 456 or +358 9 123 456; write it so, and "
            "give each number a contact of its own"
        )
    most = _MOST_DIGITS if number.startswith(("+", "00")) else _MOST_AT_HOME
    if not _FEWEST_DIGITS <= len(_digits(number)) <= most:
        return f"must have {_FEWEST_DIGITS} to {most} digits; correct it"
    return None


_FEWEST_DIGITS = 3
_MOST_DIGITS = 17
"""Fifteen of E.164, and `00` before them."""
_MOST_AT_HOME = 13
"""Without a country code; two numbers in a row have more."""


def _premium(number: str, home: str) -> str | None:
    digits = _digits(number)
    for land, (code, prefixes) in _PREMIUM.items():
        for prefix in prefixes:
            abroad = (f"{code}{prefix.lstrip('0')}", f"00{code}{prefix.lstrip('0')}")
            if (land == home and not number.startswith("+") and digits.startswith(prefix)) or (
                digits.startswith(abroad[0] if number.startswith("+") else abroad[1])
            ):
                return prefix
    return "979" if number.startswith("+979") else None


_PREMIUM = {
    "FI": ("358", ("0600", "0700", "0100", "0200", "0202")),
    "SE": ("46", ("0900", "0939", "0944", "099")),
    "US": ("1", ("900",)),
    "GB": ("44", ("09", "0871", "0872", "0873")),
}
"""The prefixes of numbers that cost more than a call, by country; +979 is so in every one."""


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdecimal())


def _numbers(address: str) -> list[str]:
    """The numbers of a postal address, each as often as it stands there."""
    return sorted(re.findall(r"\d+", address))
