"""Right and wrong in numbers: accuracies, precision and recall, calibration."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.integer[Any]]
Probs = npt.NDArray[np.float32]

BINS: Final = 15
"""Bins of the calibration error, as many as in Guo et al. (2017)."""


def figures(truth: Indices, probs: Probs, labels: Sequence[str]) -> dict[str, Any]:
    """Count how a network's answers compare with the labels.

    Args:
        truth: (N,), indices into `labels`.
        probs: float32 (N, labels), each row sums to 1.
        labels: Names.

    Returns:
        `faces` (N), `accuracy`, `top2` (the truth is among the two likeliest), `ece`, `macro` and `weighted` (means of
        precision, recall and F1 over the classes that have faces, alike or by their support), `classes` (for each
        label precision, recall, f1, 0 where undefined, and support), and `confusion`: rows are the truth, columns the
        answer. All are shares of 1, to four decimals.
    """
    size = len(labels)
    said = probs.argmax(axis=1)
    confusion = np.bincount(np.asarray(truth, np.int64) * size + said, minlength=size * size).reshape(size, size)
    classes = _by_class(confusion)
    return {
        "faces": len(truth),
        "accuracy": _share(int(confusion.diagonal().sum()), len(truth)),
        "top2": _share(int(_in_top(2, truth, probs).sum()), len(truth)),
        "ece": round(calibration_error(reliability(truth, probs)), 4),
        "macro": _mean(classes, [min(1, each["support"]) for each in classes]),
        "weighted": _mean(classes, [each["support"] for each in classes]),
        "classes": {
            name: {measure: round(value, 4) for measure, value in each.items()}
            for name, each in zip(labels, classes, strict=True)
        },
        "confusion": confusion.tolist(),
    }


def reliability(truth: Indices, probs: Probs) -> list[dict[str, float]]:
    """How sure the answers were and how often they were right, in equal bins of the highest probability.

    Args:
        truth: (N,), indices of labels.
        probs: float32 (N, labels).

    Returns:
        For each of `bins_of`: `faces`, and the means `confidence` and
        `accuracy`, both 0 in an empty bin.
    """
    confidence = probs.max(axis=1, initial=0).astype(np.float64)
    right = (probs.argmax(axis=1) == truth).astype(np.float64)
    bins = bins_of(probs)
    faces, sure, hits = (np.bincount(bins, weights, BINS) for weights in (None, confidence, right))
    return [
        {"faces": int(count), "confidence": float(total / max(count, 1)), "accuracy": float(good / max(count, 1))}
        for count, total, good in zip(faces, sure, hits, strict=True)
    ]


def bins_of(probs: Probs) -> npt.NDArray[np.int64]:
    """Of each row, in which of `BINS` equal bins its highest probability lies: the lower edge out, the upper one in."""
    confidence = probs.max(axis=1, initial=0).astype(np.float64)
    return np.asarray(np.clip(np.ceil(confidence * BINS) - 1, 0, BINS - 1), np.int64)


def calibration_error(bins: Sequence[dict[str, float]]) -> float:
    """Expected calibration error of Guo et al. (2017): the mean gap of accuracy and confidence, by the bins' faces."""
    faces = sum(each["faces"] for each in bins)
    gaps = sum(each["faces"] * abs(each["accuracy"] - each["confidence"]) for each in bins)
    return gaps / faces if faces else 0.0


def _in_top(count: int, truth: Indices, probs: Probs) -> npt.NDArray[np.bool_]:
    likeliest = np.argsort(-probs, axis=1, kind="stable")[:, :count]
    hits: npt.NDArray[np.bool_] = (likeliest == np.asarray(truth)[:, None]).any(axis=1)
    return hits


def _by_class(confusion: npt.NDArray[np.int64]) -> list[dict[str, float]]:
    rights, saids, supports = confusion.diagonal(), confusion.sum(axis=0), confusion.sum(axis=1)
    return [
        {
            "precision": _ratio(right, said),
            "recall": _ratio(right, support),
            "f1": _ratio(2 * right, said + support),
            "support": int(support),
        }
        for right, said, support in zip(rights, saids, supports, strict=True)
    ]


def _mean(classes: Sequence[dict[str, float]], weights: Sequence[float]) -> dict[str, float]:
    total = sum(weights)
    return {
        measure: _share(sum(each[measure] * weight for each, weight in zip(classes, weights, strict=True)), total)
        for measure in ("precision", "recall", "f1")
    }


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _share(part: float, whole: float) -> float:
    return round(_ratio(part, whole), 4)
