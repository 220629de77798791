"""Syllables in a voice, counted by its loudness, which rises and falls with each (de Jong and Wempe, 2009)."""

from typing import Final

import numpy as np
import numpy.typing as npt

_STEP_S: Final = 0.02
_WINDOW_S: Final = 0.13
"""Its middle counts: what is blurred by it is shorter than a syllable."""
_VOWELS_HZ: Final = (300, 1200)
"""Where vowels are loud; a hum is below, hissing consonants are above."""
_DIP_DB: Final = 2.0
"""By so much it is quieter between two syllables."""
_NOTHING: Final = 1e-8
"""A mean square of the loudness: what is quieter is silence."""


class Syllables:
    """Listens to one channel of a sound from its start on; use it from one thread at a time."""

    def __init__(self, rate: int) -> None:
        """Begin to listen.

        Args:
            rate: Samples a second of what it will be given.
        """
        self._count = 0
        self._step, length = round(rate * _STEP_S), round(rate * _WINDOW_S)
        self._window = np.hanning(length).astype(np.float32)
        hz = np.fft.rfftfreq(length, 1 / rate)
        self._vowels = (hz >= _VOWELS_HZ[0]) & (hz <= _VOWELS_HZ[1])
        self._left = np.zeros(length, np.float32)
        self._rises, self._turn_db = False, np.inf

    def hear(self, samples: npt.NDArray[np.float32]) -> int:
        """Take what follows.

        Args:
            samples: float32 (samples,), -1 to 1.

        Returns:
            How many there were so far, of a voice or of what swells like one.
        """
        heard = np.concatenate([self._left, samples])
        steps = max(len(heard) - len(self._window), 0) // self._step
        self._left = heard[steps * self._step :]
        if not steps:
            return self._count
        windows = np.lib.stride_tricks.sliding_window_view(heard, len(self._window))[: steps * self._step : self._step]
        power = np.abs(np.fft.rfft(windows * self._window)[:, self._vowels]) ** 2
        for level_db in 10 * np.log10(power.sum(axis=1) / len(self._window) ** 2 + _NOTHING):
            self._follow(float(level_db))
        return self._count

    def _follow(self, level_db: float) -> None:
        """Look for the next top of the loudness, or for the next bottom."""
        if self._rises:
            self._turn_db = max(self._turn_db, level_db)
            if level_db <= self._turn_db - _DIP_DB:
                self._count += 1
                self._rises, self._turn_db = False, level_db
        else:
            self._turn_db = min(self._turn_db, level_db)
            if level_db >= self._turn_db + _DIP_DB:
                self._rises, self._turn_db = True, level_db
