from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from tests.media import RATE, make_clip, steady
from tests.training.conftest import cells
from training import speaking
from training.ckplus import Peaks
from training.speaking import loudness, scores_table, told_table


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A tone that comes and goes three times a second."""
    times = np.arange(RATE) / RATE
    sound = np.sin(2 * np.pi * 200 * times) * np.sin(3 * np.pi * times) ** 2
    return make_clip(tmp_path / "voice.wav", sound=sound[None].astype(np.float32))


def test_loudness_rises_with_each_syllable(voice: Path) -> None:
    loud = loudness(voice)
    assert len(loud) == pytest.approx(30, abs=2)
    assert loud.max() <= 1.3
    assert (loud[[5, 15, 25]] > 0.8).all()
    assert (loud[[10, 20]] < 0.4).all()


def test_a_line_is_worth_as_much_however_its_moments_are_joined_while_nobody_speaks(
    small_face: Image, voice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happy = np.full(2, EMOTIONS.index("happy"), np.uint8)
    peaks = Peaks(np.stack([small_face, small_face[:, ::-1]]), happy, np.array(["S1", "S2"]), np.array(["1", "2"]))
    monkeypatch.setattr(speaking, "read_ckplus", lambda _: peaks)
    found = cells(scores_table(Path("models/mini_xception"), Path(), voice))
    assert found["silent: the median"][0] == found["silent: of the third with the jaw least open"][0]
    assert found["loudly: of moments with a still jaw"][-1].startswith(("+", "-"))
    assert float(found["silent: the median"][0]) > 90


def test_a_jaw_that_speaks_is_told_from_one_that_is_silent(astronaut: Image, voice: Path, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "silent.mkv", steady(0.12), (256, 256), lambda _: astronaut[:256, 96:352])
    found = cells(told_table(clip, voice))
    assert [float(share) for share in found["speed of `jaw_open`"][-2:]] == [1.0, 1.0]
