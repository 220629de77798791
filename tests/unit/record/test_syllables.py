import numpy as np
import pytest

from acting_mirror.record.syllables import Syllables
from tests.media import RATE, Samples
from tests.noises import noise
from tests.speech import room, speech

SPOKEN = 16
"""Syllables of `speech`."""


def counted(samples: Samples, rate: int = RATE, block: int = 480) -> int:
    """How many are heard in a sound between two rests."""
    rest, syllables = np.zeros(rate // 2, np.float32), Syllables(rate)
    sound = np.concatenate([rest, samples, rest]).astype(np.float32)
    return [syllables.hear(sound[at : at + block]) for at in range(0, len(sound), block)][-1]


@pytest.mark.parametrize("loud", [0.1, 1.0])
@pytest.mark.parametrize("hiss", [0.0, 0.003, 0.01])
def test_as_many_are_heard_as_are_spoken_loud_or_soft_in_a_quiet_room_or_another(loud: float, hiss: float) -> None:
    assert counted(room([(True, 3)], loud * hiss, loud)) == pytest.approx(SPOKEN, abs=1)


def test_it_does_not_matter_in_what_pieces_a_sound_comes() -> None:
    assert {counted(speech(), block=block) for block in (37, 480, RATE)} == {SPOKEN}
    assert counted(speech()[::3], RATE // 3) == SPOKEN


@pytest.mark.parametrize(("kind", "most"), [("hum", 1), ("white noise", 8), ("a constant offset", 2)])
def test_what_goes_on_and_on_has_few(kind: str, most: int) -> None:
    assert counted(noise(kind, 5, 0.1)) <= most
