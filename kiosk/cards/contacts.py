"""The words of a way to reach someone."""

from collections.abc import Callable

from kiosk.cards.shapes import Code, CodeCard, Entry
from kiosk.pack.models import Contact, ContactKind
from kiosk.texts.breaks import unbroken
from kiosk.texts.formats import hours
from kiosk.texts.speech import Speech

ICONS = {
    ContactKind.PHONE: "phone",
    ContactKind.WEB: "web",
    ContactKind.SMS: "sms",
    ContactKind.CHAT: "chat",
    ContactKind.POST: "post",
    ContactKind.PLACE: "place",
}


def contact_entry(contact: Contact, speech: Speech, codes: Callable[[str], Code]) -> Entry:
    """Word a contact, with the QR code of its web address."""
    return Entry(
        name=contact.id,
        icon=ICONS[contact.kind],
        title=titled(contact) if is_dialled(contact) else contact.text,
        value="" if is_dialled(contact) else _shown(contact.value or ""),
        lines=tuple(line for line in (hours(contact, speech), contact.note) if line),
        code=_code_card(contact, speech, codes),
    )


def titled(contact: Contact) -> str:
    """A contact in one line: what it is, and its number or address."""
    return f"{contact.text} {_shown(contact.value or '')}".rstrip()


def is_dialled(contact: Contact) -> bool:
    """Whether the contact's value is a telephone number."""
    return contact.kind in {ContactKind.PHONE, ContactKind.SMS}


def on_web(contact: Contact) -> bool:
    """Whether a phone can open the contact's address."""
    return contact.value is not None and contact.value.startswith("https://")


def _code_card(contact: Contact, speech: Speech, codes: Callable[[str], Code]) -> CodeCard | None:
    if contact.value is None or not on_web(contact):
        return None
    _ = speech.gettext
    return CodeCard(
        language=speech.language,
        direction=speech.direction,
        title=contact.text,
        address=_shown(contact.value),
        hint=_("Point your phone's camera at the code and go on with your phone."),
        code=codes(contact.value),
        close=_("Close"),
    )


def _shown(value: str) -> str:
    """A number or address as people write it, on one line."""
    return unbroken(value.removeprefix("https://").removeprefix("www.").rstrip("/"))
