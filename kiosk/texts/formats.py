"""Dates, times and opening hours as each language writes them.

Which pattern a language uses is a translation, so that a new language needs no code.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from kiosk.pack.models import Contact, Hours, Weekday
from kiosk.texts.breaks import unbroken
from kiosk.texts.speech import Speech, fill


def day(on: date, speech: Speech) -> str:
    """A date, as `1.6.2021` or `1 June 2021`."""
    _ = speech.gettext
    # Translators: a date pattern of Unicode LDML: d day, MMMM month's name, M its number, y year.
    return unbroken(format_date(on, _("d MMMM y"), speech.locale))


def clock(at: time, speech: Speech) -> str:
    """A time of day in 24 hours, as `7` or `7.30` or `7:30`."""
    return _clock(at.hour, at.minute, speech)


def _clock(hour: int, minute: int, speech: Speech) -> str:
    _ = speech.gettext
    # Translators: the full hour, then another time of the day.
    sentence = _("{hour}:{minute}") if minute else _("{hour}:00")
    return unbroken(fill(sentence, hour=hour, minute=f"{minute:02}"))


def _written(at: str, speech: Speech) -> str:
    hour, minute = at.split(":")
    return _clock(int(hour), int(minute), speech)


def moment(at: datetime, speech: Speech) -> str:
    """A date and time, as `1.6.2021 klo 10.24`."""
    _ = speech.gettext
    return fill(_("{date}, {time}"), date=day(at.date(), speech), time=clock(at.time(), speech))


def hours(contact: Contact, speech: Speech) -> str:
    """When a contact answers, as `ma–pe klo 7–18, la–su klo 9–15`; empty where nothing is known."""
    _ = speech.gettext
    if contact.around_the_clock:
        return _("Around the clock")
    return ", ".join(_span(span, speech) for span in contact.hours)


def listed(parts: Sequence[str], speech: Speech) -> str:
    """Several things in one sentence, as `yskä ja kuume`."""
    return format_list(parts, "standard", speech.locale)


def _span(span: Hours, speech: Speech) -> str:
    _ = speech.gettext
    sentence = _("{days} {opens}–{closes}")
    opens, closes = (_written(at, speech) for at in (span.opens, span.closes))
    return unbroken(fill(sentence, days=_days(span, speech), opens=opens, closes=closes))


def _days(span: Hours, speech: Speech) -> str:
    names = get_day_names("abbreviated", "stand-alone", speech.locale)
    days = (span.first, span.last) if span.last else (span.first,)
    return "–".join(str(names[list(Weekday).index(day)]) for day in days)
