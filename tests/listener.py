"""A listener: a voice that only takes down what it is to say."""

from collections.abc import Callable, Sequence

from kiosk.voice import Passage


class Known:
    """A signal that never comes: the languages are known from the start."""

    def connect(self, receiver: Callable[[], object], /) -> None:
        """Take a receiver that is never called."""


class Listener:
    """Hears every passage; `log` also tells of every silence, in order."""

    is_over = False

    def __init__(self, *languages: str) -> None:
        self._languages = languages or ("fi", "sv", "en")
        self.known = Known()
        self.log: list[str | Sequence[Passage]] = []
        self.rate, self.volume = 0.0, 0.0

    def speaks(self, language: str) -> bool:
        """Whether it was made for a language."""
        return language.split("-", maxsplit=1)[0] in self._languages

    def say(self, passages: Sequence[Passage], rate: float, volume: float) -> None:
        """Take down what is said, how fast and how loud."""
        self.log.append(tuple(passages))
        self.rate, self.volume = rate, volume

    def stop(self) -> None:
        """Take down the silence."""
        self.log.append("stop")

    @property
    def heard(self) -> Sequence[Passage]:
        """What was said last."""
        return next((said for said in reversed(self.log) if not isinstance(said, str)), ())

    @property
    def words(self) -> str:
        """What was said last, as text."""
        return "\n".join(passage.text for passage in self.heard)
