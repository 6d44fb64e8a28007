"""One visitor's language, answers and access modes, in memory only."""

from dataclasses import dataclass, field, replace

from kiosk.access import Access
from kiosk.pack.words import Answers, Chosen, Language, QuestionId


@dataclass(frozen=True)
class Session:
    """What one visitor chose so far.

    Answers are in force. Drafts are answers taken back, by going back or to be changed, and ticks
    not yet sent: shown as chosen when their question comes again, without influence until then.
    """

    language: Language
    access: Access = field(default_factory=Access, repr=False)
    answers: Answers = field(default_factory=dict, repr=False)
    drafts: Answers = field(default_factory=dict, repr=False)

    def speaking(self, language: Language) -> "Session":
        """The same visit in another language."""
        return replace(self, language=language)

    def adjusted(self, access: Access) -> "Session":
        """The same visit, shown in another way."""
        return replace(self, access=access)

    def drafted(self, question: QuestionId, chosen: Chosen) -> "Session":
        """The visit with something chosen in a question but not sent."""
        return replace(self, drafts={**self.drafts, question: chosen})

    def answered(self, question: QuestionId, chosen: Chosen) -> "Session":
        """The visit with a question answered; the other answers stay."""
        drafts = {known: draft for known, draft in self.drafts.items() if known != question}
        return replace(self, answers={**self.answers, question: chosen}, drafts=drafts)

    def without(self, question: QuestionId) -> "Session":
        """The visit before a question was answered, its answer kept as a draft."""
        answers = {known: chosen for known, chosen in self.answers.items() if known != question}
        return replace(self, answers=answers).drafted(question, self.answers.get(question, ()))
