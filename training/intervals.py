"""How far chance may have moved a figure: 95 % intervals by the bootstrap over faces (Efron 1979)."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.metrics import BINS, bins_of

Indices = npt.NDArray[np.integer[Any]]
Probs = npt.NDArray[np.float32]
Drawn = npt.NDArray[np.float64]
"""A figure of all faces, and then of each draw."""

MEASURES: Final = ("top-1", "balanced", "ECE")

_DRAWS: Final = 1000


def measures(truth: Indices, probs: Probs) -> Drawn:
    """Top-1, balanced accuracy and calibration error, of all faces and of each draw.

    The same number of faces is always drawn from in the same way, so two answers of the same faces differ, draw by
    draw, by what the answers differ by: their intervals are paired.

    Args:
        truth: (N,), indices of labels.
        probs: float32 (N, labels).

    Returns:
        float64 (draws + 1, 3), in the order of `MEASURES`, shares of 1.
    """
    times = _times(len(truth))
    right = (probs.argmax(axis=1) == truth).astype(np.float32)
    classes = (np.asarray(truth)[:, None] == np.arange(probs.shape[1])).astype(np.float32)
    of_class, of_right = times @ classes, times @ (classes * right[:, None])
    there = of_class > 0
    recalls = np.divide(of_right, of_class, out=np.zeros_like(of_right), where=there)
    binned = (bins_of(probs)[:, None] == np.arange(BINS)).astype(np.float32)
    gaps = times @ (binned * (right - probs.max(axis=1, initial=0))[:, None])
    faces = max(len(truth), 1)
    figures = (
        times @ right / faces,
        recalls.sum(axis=1) / np.maximum(there.sum(axis=1), 1),
        np.abs(gaps).sum(axis=1) / faces,
    )
    return np.asarray(np.stack(figures, axis=1), np.float64)


def interval(drawn: Drawn, shown: str = ".1f") -> str:
    """A figure and its 95 % interval in words.

    Args:
        drawn: (draws + 1,), that of all faces first.
        shown: A format, as Python has it.
    """
    low, high = np.percentile(drawn[1:], (2.5, 97.5))
    return f"{drawn[0]:{shown}} ({low:{shown}} to {high:{shown}})"


def mean_interval(values: npt.NDArray[np.float64], shown: str = "+.1f") -> str:
    """The mean of what each face has, and its 95 % interval."""
    return interval(np.asarray(_times(len(values)) @ values / max(len(values), 1), np.float64), shown)


def _times(faces: int) -> npt.NDArray[np.float32]:
    """How often each face counts, float32 (draws + 1, faces): once each, and then as drawn."""
    drawn = np.random.default_rng(0).integers(0, max(faces, 1), (_DRAWS, faces))
    counts = [np.bincount(draw, minlength=faces) for draw in drawn]
    return np.stack([np.ones(faces), *counts]).astype(np.float32)
