"""The words around every screen of a visit: the place, the band, the languages."""

from dataclasses import dataclass

from kiosk.cards.shapes import Command, LanguageChoice, Setting
from kiosk.pack.words import Language, QuestionId, SiteId
from kiosk.texts.editions import Edition, Editions
from kiosk.texts.speech import Translate


@dataclass(frozen=True)
class Occasion:
    """At which site, and in which of the languages on offer, a card is shown."""

    editions: Editions
    language: Language
    site: SiteId

    @property
    def edition(self) -> Edition:
        """The words of the language."""
        return self.editions[self.language]


def setting(occasion: Occasion, aside: str, commands: tuple[Command, ...]) -> Setting:
    """Word what stands around a screen."""
    edition = occasion.edition
    _ = edition.speech.gettext
    return Setting(
        language=edition.language,
        direction=edition.speech.direction,
        site=edition.pack.site(occasion.site).name,
        aside=aside,
        commands=commands,
        languages=tuple(
            LanguageChoice(tag, other.speech.own_name, chosen, _("chosen") if chosen else "")
            for tag, other in occasion.editions.items()
            for chosen in (tag == edition.language,)
        ),
        aids=(
            Command("staff-help", _("Help"), "staff"),
            Command("access", _("Accessibility"), "access"),
        ),
        more=_("Show more"),
    )


def back(_: Translate) -> Command:
    """The way to the screen before."""
    return Command("back", _("Back"), "back")


def start_over(_: Translate) -> Command:
    """The way to the attract screen, with everything forgotten."""
    return Command("start-over", _("Start over"), "restart")


def close(_: Translate) -> Command:
    """The way back to what was on the screen before."""
    return Command("close", _("Close"), "check", primary=True)


def forward(_: Translate) -> Command:
    """The way on with what is chosen."""
    return Command("continue", _("Continue"), "next", primary=True)


def change(_: Translate) -> Command:
    """The way to all answers."""
    return Command("change", _("Change an answer"), "change")


def amends(question: QuestionId, text: str) -> Command:
    """The way straight to a question whose answer has changed."""
    return Command(f"change:{question}", text, "change", primary=True)


def leave(_: Translate) -> Command:
    """The end of a visit that may well go on."""
    return Command("done", _("Done"), "check")


def done(_: Translate) -> Command:
    """The end of a visit."""
    return Command("done", _("Done"), "check", primary=True)
