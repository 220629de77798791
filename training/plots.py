"""Figures of a report as PNG files."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import UserError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Curve: TypeAlias = tuple[str, str, str, Sequence[tuple[float, npt.NDArray[np.float64]]]]
"""A name, the unit of its values, which faces, and for each value the share that is right, of all and of each draw."""

_DPI: Final = 110
_CURVES: Final = (("loss", "loss"), ("accuracy", "accuracy, watched"), ("learning_rate", "learning rate"))
"""The beginning of a column's name, and what its axis says."""


def confusion(measured: dict[str, Any], title: str, path: Path) -> None:
    """A confusion matrix: rows are the truth, in shares of it, with the number of faces in each field."""
    counts = np.array(measured["confusion"])
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    labels = list(measured["classes"])
    picture = _figure(0.8 * len(labels) + 1.6, 0.7 * len(labels) + 1.6)
    axes = picture.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=45, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlabel="read as", ylabel="label", title=f"{title}\n{measured['accuracy']:.2%} right")
    for (row, column), share in np.ndenumerate(shares):
        colour = "white" if share > 0.5 else "black"
        text = f"{share:.0%}\n{counts[row, column]}"
        axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=8)
    picture.savefig(path, dpi=_DPI)


def reliability(measured: dict[str, Any], title: str, path: Path) -> None:
    """A reliability diagram (Guo et al. 2017): how often answers of a confidence are right, and how many they are."""
    bins = measured["reliability"]
    edges = np.linspace(0, 1, len(bins) + 1)
    middles, width = (edges[:-1] + edges[1:]) / 2, 1 / len(bins)
    picture = _figure(5, 5.6)
    upper, lower = picture.subplots(2, height_ratios=(3, 1), sharex=True)
    upper.plot([0, 1], [0, 1], color="grey", linestyle="--", linewidth=1)
    upper.bar(middles, [each["accuracy"] for each in bins], width, edgecolor="white", label="right")
    there = [each for each in bins if each["faces"]]
    sure, right = ([each[what] for each in there] for what in ("confidence", "accuracy"))
    upper.plot(sure, right, "o", color="black", markersize=3, label="mean confidence")
    upper.set(xlim=(0, 1), ylim=(0, 1), ylabel="share right", title=f"{title}\nECE {measured['ece']:.3f}")
    upper.legend(loc="upper left")
    lower.bar(middles, [each["faces"] for each in bins], width, edgecolor="white", color="grey")
    lower.set(xlabel="confidence", ylabel="faces")
    picture.savefig(path, dpi=_DPI)


def learning_curves(history: Path, path: Path) -> None:
    """A run's losses, accuracies and learning rate over its epochs.

    Raises:
        UserError: The history can't be read.
    """
    columns = _columns(history)
    kinds = [(start, words) for start, words in _CURVES if any(name.startswith(start) for name in columns)]
    picture = _figure(7, 2.4 * len(kinds))
    grid = picture.subplots(len(kinds), sharex=True, squeeze=False)
    for axes, (start, words) in zip(grid[:, 0], kinds, strict=True):
        _curves(axes, columns, start)
        axes.set_ylabel(words)
    grid[-1, 0].set_xlabel("epoch")
    picture.savefig(path, dpi=_DPI)


def accuracy_curves(curves: Sequence[Curve], path: Path) -> None:
    """How often faces are read right, the more they are spoilt, with 95 % intervals; a panel for each way."""
    names = list(dict.fromkeys(name for name, *_ in curves))
    picture = _figure(4.2 * len(names), 3.6)
    panels = dict(zip(names, picture.subplots(1, len(names), sharey=True, squeeze=False)[0], strict=True))
    for name, unit, title, levels in curves:
        values, shares = [value for value, _ in levels], [share[0] for _, share in levels]
        low, high = np.percentile([share[1:] for _, share in levels], (2.5, 97.5), axis=1)
        panels[name].plot(values, shares, "o-", markersize=3, label=title)
        panels[name].fill_between(values, low, high, alpha=0.25)
        panels[name].set(title=name, xlabel=unit, ylim=(0, 1))
    for axes in panels.values():
        axes.legend(loc="lower center", fontsize=7)
    next(iter(panels.values())).set_ylabel("share right")
    picture.savefig(path, dpi=_DPI)


def pictures(rows: Sequence[Sequence[tuple[str, Any]]], path: Path) -> None:
    """A grid of pictures.

    Args:
        rows: Of a title and a picture each: (H, W) grey, or (H, W, 3) RGB, 0 to 255.
        path: The PNG file.
    """
    across = max(len(row) for row in rows)
    picture = _figure(1.7 * across, 2.0 * len(rows))
    grid = picture.subplots(len(rows), across, squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for line, row in zip(grid, rows, strict=True):
        for axes, (title, pixels) in zip(line, row, strict=False):
            axes.imshow(pixels, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
            axes.set_title(title, fontsize=9)
    picture.savefig(path, dpi=_DPI)


def _curves(axes: "Axes", columns: dict[str, list[float]], start: str) -> None:
    shown = {name: values for name, values in columns.items() if name.startswith(start) and any(values)}
    for name, values in shown.items():
        axes.plot(columns["epoch"], values, label=name.removeprefix(f"{start}_"))
    if len(shown) > 1:
        axes.legend()


def _columns(history: Path) -> dict[str, list[float]]:
    try:
        with history.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
            return {name: [float(row[name] or "nan") for row in rows] for name in (rows[0] if rows else ("epoch",))}
    except (OSError, ValueError, TypeError) as error:
        raise UserError(f"{history} can't be read as a run's history: {error}.") from error


def _figure(width: float, height: float) -> "Figure":
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UserError("Plots need Matplotlib: run `pip install 'acting-mirror[train]'`.") from error
    picture = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(picture)  # draws into memory: no window, no display
    return picture
