"""Makes the sound of the kiosk: `python -m tests.sounds`."""

import math
import wave
from io import BytesIO
from itertools import chain
from struct import pack

from kiosk.files import write_bytes
from kiosk.paths import CUE

RATE = 16_000
NOTES_HZ = (880.0, 660.0)
"""Where old ears still hear well, and not the pitch of an alarm."""
NOTE_S, FADE_S, LOUDNESS = 0.3, 0.03, 0.6


def _note(hertz: float) -> list[int]:
    count = round(NOTE_S * RATE)
    fade = FADE_S * RATE
    return [
        round(
            32_767
            * LOUDNESS
            * min(1.0, at / fade, (count - at) / (NOTE_S * RATE / 2))
            * math.sin(2 * math.pi * hertz * at / RATE)
        )
        for at in range(count)
    ]


def sound() -> bytes:
    """Two notes, each fading away, as a WAV file of one channel."""
    samples = list(chain.from_iterable(map(_note, NOTES_HZ)))
    target = BytesIO()
    with wave.open(target, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(pack(f"<{len(samples)}h", *samples))
    return target.getvalue()


if __name__ == "__main__":
    write_bytes(CUE, sound())
