"""How loud a clip's sound is from moment to moment, to be drawn."""

import threading
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
_SAMPLES: Final = round(RATE * PEAK_S)


def peaks_of(video: Path, stop: threading.Event) -> Peaks:
    """The peaks of a clip's sound, from its first picture on.

    Raises:
        UserError: It has no sound that can be decoded.
        CancelledError: `stop` was set.
    """
    left = np.zeros(0, np.int32)
    peaks = [left]
    with SoundReader(video) as sound:
        for block in sound.blocks(0.0):
            if stop.is_set():
                raise CancelledError
            loud = np.concatenate([left, np.abs(block.astype(np.int32)).max(axis=1)])
            whole = len(loud) - len(loud) % _SAMPLES
            peaks.append(loud[:whole].reshape(-1, _SAMPLES).max(axis=1))
            left = loud[whole:]
    if len(left):
        peaks.append(left.max(keepdims=True))
    return np.concatenate(peaks).astype(np.float32) / np.float32(32768)
