"""Sounds that are no speech: what else is heard in rooms in which actors film themselves."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from tests.media import RATE, Samples

Floats = npt.NDArray[np.float64]

_CHORDS = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6), (196.0, 246.9, 392.0))


def _hum(t_s: Floats) -> Floats:
    """Mains of 50 Hz with its harmonics."""
    return np.sum([np.sin(2 * np.pi * 50 * number * t_s + number) / number for number in range(1, 9)], axis=0)


def _music(t_s: Floats) -> Floats:
    """Chords struck twice a second, with overtones, that die away like those of a piano."""
    tones = np.array(_CHORDS)[(t_s // 1).astype(int) % len(_CHORDS)]
    overtones = [np.sin(2 * np.pi * tones * number * t_s[:, None]).sum(axis=1) / number for number in (1, 2, 3, 4)]
    return np.sum(overtones, axis=0) * np.exp(-3 * (t_s % 0.5))


def _shaped(loudness: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """Noise whose spectrum has a shape."""

    def sound(t_s: Floats) -> Floats:
        spectrum = np.fft.rfft(np.random.default_rng(0).normal(0, 1, len(t_s)))
        return np.fft.irfft(spectrum * loudness(np.fft.rfftfreq(len(t_s), 1 / RATE)), len(t_s))

    return sound


_SOUNDS: Mapping[str, Callable[[Floats], Floats]] = {
    "a constant offset": np.ones_like,
    "white noise": _shaped(np.ones_like),
    "pink noise": _shaped(lambda hertz: np.maximum(hertz, 20) ** -0.5),
    "a fan": _shaped(lambda hertz: 1 / (1 + (hertz / 200) ** 2)),
    "hum": _hum,
    "music": _music,
}
NOISES = tuple(_SOUNDS)


def noise(kind: str, seconds: float, loud: float) -> Samples:
    """One of `NOISES`, float32 (samples,) at `RATE`, as loud as asked for on the mean."""
    sound = _SOUNDS[kind](np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(sound * loud / np.sqrt(np.mean(sound**2)), np.float32)
