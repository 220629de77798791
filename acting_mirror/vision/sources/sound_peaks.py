"""How loud a clip's sound is from moment to moment."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import CancelledError
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader

Peaks = npt.NDArray[np.float32]
"""float32 (moments,), 0 to 1: the peak of both sides in each `PEAK_S`."""

PEAK_S: Final = 0.01
"""A vowel has a few of these, and an hour of film no more than a screen draws at once."""
_TOLD_S: Final = 30.0
_SAMPLES: Final = round(RATE * PEAK_S)


def peaks_of(video: Path, stop: threading.Event, so_far: Callable[[Peaks], None] = lambda _: None) -> Peaks:
    """The peaks of a clip's sound, from its first picture on.

    Args:
        video: The clip.
        stop: When set, the work ends soon.
        so_far: Called every half minute of the clip with the peaks up to there.

    Raises:
        UserError: It has no sound that can be decoded.
        CancelledError: `stop` was set.
    """
    left = np.zeros(0, np.int32)
    peaks, told = [left], 1
    with SoundReader(video) as sound:
        for block in sound.blocks(0.0):
            if stop.is_set():
                raise CancelledError
            loud = np.concatenate([left, np.abs(block.astype(np.int32)).max(axis=1)])
            whole = len(loud) - len(loud) % _SAMPLES
            peaks.append(loud[:whole].reshape(-1, _SAMPLES).max(axis=1))
            left = loud[whole:]
            if sum(map(len, peaks[told:])) * PEAK_S >= _TOLD_S:
                so_far(_shares(peaks))
                told = len(peaks)
    if len(left):
        peaks.append(left.max(keepdims=True))
    return _shares(peaks)


def _shares(peaks: Sequence[npt.NDArray[np.int32]]) -> Peaks:
    return np.concatenate(peaks).astype(np.float32) / np.float32(32768)
