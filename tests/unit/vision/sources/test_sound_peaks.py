import threading
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.vision.sources.sound_peaks import PEAK_S, peaks_of
from tests.media import beep, make_clip, steady


def test_the_peaks_say_when_it_sounds_and_how_loud_on_either_side(tmp_path: Path) -> None:
    right = np.concatenate([np.zeros_like(beep(2, 1)), beep(2, 1)])
    clip = make_clip(tmp_path / "clip.mp4", steady(2), sound=right)
    peaks = peaks_of(clip, threading.Event())
    assert len(peaks) == pytest.approx(2 / PEAK_S, abs=5)
    assert peaks[:95].max() < 0.05
    assert peaks[105:195] == pytest.approx(0.5, abs=0.05)


def test_sound_that_starts_late_is_silent_until_then(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "late.mp4", steady(2), sound=beep(1, 0), sound_at_s=0.5)
    peaks = peaks_of(clip, threading.Event())
    assert peaks[:45].max() < 0.05
    assert peaks[55:145].min() > 0.3


def test_a_clip_without_sound_has_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no sound"):
        peaks_of(make_clip(tmp_path / "silent.mp4", steady(0.2)), threading.Event())


def test_listening_ends_early_when_asked(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        peaks_of(make_clip(tmp_path / "clip.mp4", steady(0.2), sound=beep(0.2, 0)), stop)


def test_of_a_long_clip_the_peaks_so_far_are_told(tmp_path: Path) -> None:
    clip, told = make_clip(tmp_path / "long.mp4", steady(62, 1), sound=beep(62, 0)), list[int]()
    peaks = peaks_of(clip, threading.Event(), lambda so_far: told.append(len(so_far)))
    assert told == pytest.approx([3000, 6000], abs=100)
    assert told[-1] < len(peaks)
