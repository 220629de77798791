import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from acting_mirror.core.moved import NOT_MEASURED
from acting_mirror.core.tape_point import Verdict
from acting_mirror.pipeline.tape_check.pictures import Look, Pictures
from acting_mirror.pipeline.tape_check.sound_points import sound_points
from acting_mirror.pipeline.tape_check.sounds import Sounds, listen_to
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.pauses import stretches_in
from acting_mirror.settings.tape_profile import load
from tests.media import RATE, Samples
from tests.speech import room

SPOKEN = ((False, 0.9), (True, 1.6), (False, 0.9), (True, 1.6), (False, 0.9))


def heard(samples: Samples) -> Sounds:
    return listen_to(np.array_split(samples, 20, axis=1), RATE, len(samples), threading.Event())


def verdicts(sounds: Sounds, seen: Pictures | None = None) -> dict[str, Verdict]:
    stretches = stretches_in(sounds.speech, BLOCK_S)
    points = sound_points(sounds, stretches, seen or Pictures(), load("general"))
    return {point.point: point.verdict for point in points}


def stereo(stretches: Sequence[tuple[bool, float]] = SPOKEN, noise: float = 0.0003) -> Samples:
    return np.stack([room(stretches, noise, 0.8)] * 2)


def test_speech_in_a_quiet_room_is_good() -> None:
    found = verdicts(heard(stereo()))
    assert set(found.values()) == {Verdict.GOOD}
    assert {"sound.loudness", "sound.noise", "sound.phase", "sound.clipped"} <= set(found)


@pytest.mark.parametrize(
    ("change", "point"),
    [
        (lambda samples: samples * 0.1, "sound.loudness"),
        (lambda samples: np.clip(samples * 8, -1, 1), "sound.clipped"),
        (lambda samples: np.clip(samples * 8, -1, 1) * 0.2, "sound.clipped"),
        (lambda samples: samples + 0.1, "sound.offset"),
        (lambda samples: samples * [[1], [0.01]], "sound.channels"),
        (lambda samples: samples * [[1], [-1]], "sound.phase"),
        (lambda samples: samples + np.random.default_rng(1).normal(0, 0.03, samples.shape), "sound.noise"),
        (np.zeros_like, "sound.there"),
    ],
)
def test_what_is_clearly_wrong_is_named(change: Callable[[Samples], Samples], point: str) -> None:
    assert verdicts(heard(change(stereo()).astype(np.float32)))[point] is Verdict.WONT


def test_one_microphone_has_no_sides() -> None:
    assert not {"sound.channels", "sound.phase"} & set(verdicts(heard(stereo()[:1])))


@pytest.mark.parametrize(("own", "reader", "verdict"), [(1.0, 0.3, "good"), (0.3, 1.0, "wont"), (0.8, 1.0, "look")])
def test_a_reader_is_whoever_speaks_while_the_mouth_is_still(own: float, reader: float, verdict: str) -> None:
    samples = stereo()
    samples[:, : round(3 * RATE)] *= own
    samples[:, round(3 * RATE) :] *= reader
    lips = [(0.1 * (index % 2) if 0.9 < index / 10 < 2.8 else 0.02) for index in range(60)]
    looks = [Look(index / 10, 0.0, mouth=mouth, moved=NOT_MEASURED) for index, mouth in enumerate(lips)]
    assert verdicts(heard(samples), Pictures(looks=looks))["sound.reader"] == verdict
