"""The words of the access modes and of the accessibility statement."""

from collections.abc import Iterator

from kiosk.access import TEXT_STEPS, THEMES, Access, Aloud
from kiosk.cards.setting import Occasion, back, close, setting
from kiosk.cards.shapes import AccessCard, Mode, StatementCard
from kiosk.texts.speech import Translate


def access_card(occasion: Occasion, access: Access, *, voice: bool) -> AccessCard:
    """Word what can be set and what it is set to, with or without a voice in the language."""
    _ = occasion.edition.speech.gettext
    return AccessCard(
        setting=setting(occasion, "", (close(_),)),
        title=_("Make this screen suit you"),
        hint=_("What you set here applies at once and is cleared after your visit."),
        modes=(
            *_seen(access, _),
            _speech(access, _, voice=voice),
            *(_spoken(_) if access.speaks and voice else ()),
            Mode("access:statement", "statement", _("Accessibility statement")),
        ),
    )


def _seen(access: Access, _: Translate) -> Iterator[Mode]:
    steps = dict(zip(TEXT_STEPS, (_("Normal"), _("Large"), _("Very large")), strict=True))
    step, first = access.text_step, TEXT_STEPS[0]
    yield Mode("access:text", "text", _("Text size"), steps[step], step != first)
    themes = dict(zip(THEMES, (_("Light"), _("Dark"), _("High contrast")), strict=True))
    theme = access.theme
    yield Mode("access:contrast", "contrast", _("Colours"), themes[theme], theme != THEMES[0])
    for name, icon, text, on in (
        ("access:reach", "reach", _("Buttons within reach"), access.reach),
        ("access:time", "clock", _("More time"), access.more_time),
    ):
        yield Mode(name, icon, text, _("On") if on else _("Off"), on)


def _speech(access: Access, _: Translate, *, voice: bool) -> Mode:
    """How the screen is read aloud; a choice that reaches other ears says so."""
    values = {
        Aloud.OFF: _("Off"),
        Aloud.INVITED: _("Plug in your headphones, or touch again for the loudspeaker"),
        Aloud.HEADSET: _("In your headphones"),
        Aloud.SPEAKER: _("From the loudspeaker: others hear it too"),
    }
    value = values[access.aloud] if voice else _("There is no voice for this language here")
    return Mode("access:speech", "speech", _("Reading aloud"), value, access.speaks and voice)


def _spoken(_: Translate) -> Iterator[Mode]:
    yield Mode("access:repeat", "restart", _("Read again"))
    yield Mode("access:stop", "stop", _("Stop reading"))
    yield Mode("access:slower", "slower", _("Slower"))
    yield Mode("access:faster", "quick", _("Faster"))
    yield Mode("access:quieter", "quieter", _("Quieter"))
    yield Mode("access:louder", "louder", _("Louder"))


def statement_card(occasion: Occasion, *, voice: bool) -> StatementCard:
    """Word what this kiosk does for whom, what depends on the site, and whom to tell of faults.

    Without a voice in the language, or where the settings offer none, it promises no reading.
    """
    _ = occasion.edition.speech.gettext
    return StatementCard(
        setting=setting(occasion, "", (back(_),)),
        title=_("Accessibility statement"),
        paragraphs=(
            _(
                "This kiosk follows the European standard EN 301 549 and the guidelines "
                "WCAG 2.2, level AA, as far as its software can."
            ),
            _(
                "Text can be twice as large, colours light, dark or with high contrast. "
                "All buttons can be brought to where you reach them sitting down."
            ),
            _(
                "Every screen can be read aloud. Everything can be done by touch, "
                "with arrow keys and one select key, or with two switches."
            )
            if voice
            else _(
                "The screens cannot be read aloud here in this language. Everything can be "
                "done by touch, with arrow keys and one select key, or with two switches."
            ),
            _(
                "You have as much time as you need. The kiosk asks before it clears "
                "your answers. Nothing about your visit is kept."
            ),
            _(
                "There are no sign language videos yet. Sound, headphones, keys, "
                "and the height and light of the screen depend on this entrance."
            ),
            _(
                "You can always turn to the staff instead of this screen. "
                "Please tell them also what was hard to use."
            ),
        ),
    )
