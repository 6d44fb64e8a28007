"""What the kiosk says while it waits."""

from kiosk.cards.shapes import AttractCard, Greeting
from kiosk.pack.words import SiteId
from kiosk.texts.editions import Edition, Editions

_MAX_ICONS = 3


def attract_card(editions: Editions, site: SiteId) -> AttractCard:
    """Word the attract screen, in every language at once."""
    reminders = next(iter(editions.values())).pack.reminders
    access = (_access(edition) for edition in editions.values())
    return AttractCard(
        greetings=tuple(_greeting(edition, site) for edition in editions.values()),
        icons=tuple(reminder.icon for reminder in reminders[:_MAX_ICONS]),
        access=" · ".join(dict.fromkeys(access)),
    )


def _access(edition: Edition) -> str:
    _ = edition.speech.gettext
    return _("Accessibility")


def _greeting(edition: Edition, site: SiteId) -> Greeting:
    _ = edition.speech.gettext
    return Greeting(
        language=edition.language,
        direction=edition.speech.direction,
        site=edition.pack.site(site).name,
        title=edition.pack.welcome.title,
        note=edition.pack.welcome.note or "",
        # Translators: name your own language, as in "Aloita suomeksi".
        start=_("Start in English"),
    )
