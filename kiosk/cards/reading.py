"""What is said besides the words of a screen when it is read aloud."""

from kiosk.cards.contacts import is_dialled
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import ReadingCard


def reading_card(occasion: Occasion) -> ReadingCard:
    """Word how options and their state are told, and name the numbers to be spelled."""
    edition = occasion.edition
    _ = edition.speech.gettext
    dialled = filter(is_dialled, edition.pack.contacts)
    return ReadingCard(
        # Translators: an option of a list, read aloud, as in "Cough, 2 of 9".
        position=_("{name}, {number} of {count}"),
        chosen=_("chosen"),
        not_chosen=_("not chosen"),
        invitation=_(
            "Plug in your headphones to hear this screen. "
            "To hear it from the loudspeaker, choose Reading aloud again."
        ),
        numbers=tuple(contact.value for contact in dialled if contact.value),
    )
