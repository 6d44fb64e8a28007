"""What the kiosk says of itself: nobody is there, whom to ask for help, it is out of service."""

from collections.abc import Iterable

from kiosk.cards.contacts import titled
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import Apology, HelpCard, IdleCard
from kiosk.texts.speech import Speech


def idle_card(speech: Speech) -> IdleCard:
    """Ask whether the visitor is still there."""
    _ = speech.gettext
    return IdleCard(
        language=speech.language,
        direction=speech.direction,
        title=_("Are you still there?"),
        note=_("If nobody touches the screen, your answers are cleared soon."),
        still_here=_("I am still here"),
    )


def help_card(occasion: Occasion) -> HelpCard:
    """Name the people who help, here and by telephone."""
    edition = occasion.edition
    _ = edition.speech.gettext
    ways = edition.pack.site(occasion.site).contacts
    contacts = (edition.pack.contact(way) for way in ways)
    return HelpCard(
        language=edition.language,
        direction=edition.speech.direction,
        title=_("Do you need help?"),
        lines=(_("Please ask the staff."), *map(titled, contacts)),
        close=_("Close"),
    )


def apologies(speeches: Iterable[Speech]) -> tuple[Apology, ...]:
    """Say in every language that the kiosk does not work, and whom to ask."""
    return tuple(_apology(speech) for speech in speeches)


def _apology(speech: Speech) -> Apology:
    _ = speech.gettext
    return Apology(
        language=speech.language,
        direction=speech.direction,
        title=_("This screen is out of service"),
        note=_("Please ask the staff."),
    )
