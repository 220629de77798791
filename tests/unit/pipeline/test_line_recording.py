"""Where somebody speaks in a recording of lines."""

import threading
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.pipeline.line_recording import listen_to, read_recording, spoken_part
from acting_mirror.record.partner_lines import Words
from tests.media import RATE, make_clip
from tests.speech import room


def spoken(*stretches: tuple[bool, float]) -> Words:
    return (room(stretches, 0.001) * 32767).astype(np.int16)


def test_speech_is_found_with_a_little_around_it(tmp_path: Path) -> None:
    path = make_clip(
        tmp_path / "scene.wav",
        sound=room([(False, 1.0), (True, 1.5), (False, 1.0), (True, 0.8), (False, 1.0)], 0.001)[None],
    )
    found = read_recording(path, threading.Event())
    assert found.length_s == pytest.approx(5.3, abs=0.01) and len(found.part(1, 2)) == found.rate
    assert len(found.peaks) == 530 and found.peaks[:80].max() < 0.05 < found.peaks.max()
    assert [round(value, 1) for each in found.speech for value in (each.start_s, each.end_s)] == pytest.approx(
        [0.9, 2.7, 3.4, 4.5], abs=0.15
    )


def test_a_line_is_kept_without_the_silence_around_it() -> None:
    part = spoken_part(spoken((False, 1.0), (True, 0.6), (False, 0.5), (True, 0.6), (False, 2.0)), RATE)
    assert len(part) / RATE == pytest.approx(2.0, abs=0.2)


def test_a_recording_without_a_voice_is_told() -> None:
    with pytest.raises(UserError, match="No voice was heard"):
        spoken_part(spoken((False, 1.0)), RATE)


def test_who_closes_the_window_waits_for_nothing() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        listen_to(spoken((True, 1.0)), RATE, stop)


def test_a_file_without_sound_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no sound that can be decoded"):
        read_recording(make_clip(tmp_path / "silent.mp4", [0.0, 0.04, 0.08]), threading.Event())
