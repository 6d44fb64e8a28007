"""Where and when the kiosk stands, and what this machine's settings say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.access import Access
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import Code
from kiosk.keys import DEFAULT_KEYS
from kiosk.pack.conditions import Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import SiteId
from kiosk.screens.cue import sound_cue
from kiosk.screens.idle import Patience
from kiosk.session import Session
from kiosk.texts.editions import Editions
from kiosk.voice import Voice


@dataclass(frozen=True)
class Circumstances:
    """What a kiosk shows at one site, and how it learns of the time and of what staff said.

    The cue is what is heard when the kiosk asks whether anybody is there. The voice is made when
    somebody wants to listen; a headset that is always there needs no key to say so.
    """

    editions: Editions
    site: SiteId
    now: Callable[[], datetime]
    codes: Callable[[str], Code]
    said: Callable[[], Statuses] = dict
    confirm: bool = False
    patience: Patience = field(default_factory=Patience)
    access: Access = field(default_factory=Access)
    keys: Mapping[str, str] = field(default_factory=lambda: DEFAULT_KEYS)
    cue: Callable[[], None] = sound_cue
    voice: Callable[[], Voice] | None = None
    headset: bool = False

    @property
    def pack(self) -> Pack:
        """The pack, in whichever language."""
        return next(iter(self.editions.values())).pack

    def nobody(self) -> Session:
        """The visit of someone who has done nothing yet."""
        return Session(next(iter(self.editions)), self.access)

    def occasion(self, session: Session) -> Occasion:
        """What the words of a visit's cards depend on."""
        return Occasion(self.editions, session.language, self.site)
