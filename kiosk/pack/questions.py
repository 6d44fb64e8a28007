"""What is asked, what can be answered, and which answers are clear."""

from typing import Annotated, Literal

from pydantic import Field

from kiosk.files import Model
from kiosk.pack.conditions import Condition, Named
from kiosk.pack.words import ID, GroupId, Icon, OptionId, QuestionId, Reason, Text


class Option(Model):
    """An answer to a question; `alone` excludes every other one.

    Conditions can name all options of a `group` at once.
    """

    id: Annotated[OptionId, ID]
    text: Text
    hint: Text | None = None
    icon: Icon | None = None
    alone: bool = False
    group: Annotated[GroupId, ID] | None = None


class LeftOut(Model):
    """Who is not asked a screening question, and why that is safe."""

    when: Condition
    reason: Reason


class Screening(Model):
    """Which options of a question are clear; every other one, also a new one, is not.

    Nobody is let in who was not asked and answered clear, unless they are left out in words.
    """

    clear: tuple[OptionId, ...] = Field(min_length=1)
    unless: tuple[LeftOut, ...] = ()


class Question(Model):
    """What is asked; `from_services` puts the services of the site before the options."""

    id: Annotated[QuestionId, ID]
    text: Text
    hint: Text | None = None
    missing: Text | None = None
    choose: Literal["one", "any"] = "one"
    from_services: bool = False
    options: tuple[Option, ...] = Field(default=(), max_length=100)
    ask_when: Condition | None = None
    screens: Screening | None = None

    def options_of(self, named: Named) -> tuple[OptionId, ...]:
        """The options that a condition names, those of a group in the order shown."""
        if isinstance(named, str):
            return tuple(option.id for option in self.options if option.group == named)
        return named
