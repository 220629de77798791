"""A report's folder: the figures as JSON, as Markdown to read, and as PNG."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from training import plots

FILE_NAME: Final = "report.json"

_PLOTTED: Final = ("fer2013_private", "ferplus_private", "ferplus7_private", "affectnet", "ckplus")
_RUNTIMES: Final = {"tflite": "TFLite", "keras": "Keras"}


def write_report(report: dict[str, Any], folder: Path, history: Path | None = None) -> None:
    """Write `report.json`, `report.md`, the confusion matrices and reliability diagrams, and a run's curves.

    Args:
        report: What `evaluate` found.
        folder: Made if missing; what has the same names in it is replaced.
        history: A run's `history.csv`.

    Raises:
        UserError: The folder can't be written, or Matplotlib is missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = list(_plot(report, folder, history))
        (folder / "report.md").write_text(markdown(report, names), encoding="utf-8")
        (folder / FILE_NAME).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UserError(f"The report can't be written to {folder}: {error.strerror}.") from error


def read_report(path: Path) -> dict[str, Any]:
    """Read a report.

    Args:
        path: Its folder or its JSON file.

    Raises:
        UserError: There is none, or it is something else.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if not {"name", "parameters", "bytes", "milliseconds_a_face", "sets"} <= report.keys():
            raise ValueError("it lacks what a report has")
    except (OSError, ValueError, AttributeError) as error:
        raise UserError(f"{file} can't be read as a report of `evaluate`: {error}.") from error
    return report


def readout_of(facts: Mapping[str, Any]) -> str:
    """How a network is read out, by a report or a card; those of an older program say less."""
    mean, tau = facts.get("mean", "arithmetic"), facts.get("tau", 0.0)
    return f"{facts['readout']} ({mean}), tau {tau:g}, temperature {facts['temperature']:g}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def markdown(report: dict[str, Any], plotted: Sequence[str] = ()) -> str:
    """The report to read.

    Args:
        report: What `evaluate` found.
        plotted: Names of the PNG files beside it.
    """
    lines = [f"# {report['name']}", "", *_of_network(report), "", "## Overview", "", *_overview(report)]
    lines += ["", "## Groupings", "", *_groupings(report)]
    for each in report["sets"].values():
        for name, measured in each["answers"].items():
            lines += ["", f"## {each['title']}: {name}", "", *([f"{each['rule']}.", ""] if each["rule"] else [])]
            lines += _classes(measured)
    if plotted:
        lines += ["", "## Figures", "", *(f"![{name}]({name})" for name in plotted)]
    return "\n".join(lines) + "\n"


def _of_network(report: dict[str, Any]) -> list[str]:
    sizes = ", ".join(f"{name} {size / 1000:,.0f} kB" for name, size in report["bytes"].items())
    lines = [
        f"- {report['parameters']:,} parameters; {sizes}",
        f"- heads {', '.join(report['heads'])}; read-out {readout_of(report)}",
    ]
    for runtime, times in report["milliseconds_a_face"].items():
        batches = ", ".join(f"{time:.2f} ms in a batch of {size}" for size, time in times.items())
        lines.append(f"- {_RUNTIMES[runtime]}, a face on one core: {batches}")
    if report.get("keras_differs_by") is not None:
        lines.append(f"- TFLite and Keras differ by {report['keras_differs_by']:.0e} at most")
    return lines


def _overview(report: dict[str, Any]) -> list[str]:
    header = ["faces", "answer", "count", "found", "top-1", "top-2", "balanced", "macro F1", "weighted F1", "ECE"]
    rows = []
    for each in report["sets"].values():
        found = "" if each["found"] is None else f"{each['found']:.1%}"
        for name, measured in each["answers"].items():
            shares = [f"{share:.2%}" for share in (measured["accuracy"], measured["top2"], measured["macro"]["recall"])]
            means = [f"{measured[what]['f1']:.3f}" for what in ("macro", "weighted")]
            rows.append(
                [each["title"], name, f"{measured['faces']:,}", found, *shares, *means, f"{measured['ece']:.3f}"]
            )
    return table(header, rows)


def _groupings(report: dict[str, Any]) -> list[str]:
    rows = []
    for each in report["sets"].values():
        for name, measured in each["answers"].items():
            for grouping, grouped in measured.get("groupings", {}).items():
                scores = [f"{grouped['accuracy']:.2%}", f"{grouped['macro']['f1']:.3f}"]
                rows.append([each["title"], name, grouping, f"{grouped['faces']:,}", *scores])
    return table(["faces", "answer", "classes", "count", "top-1", "macro F1"], rows)


def _classes(measured: dict[str, Any]) -> list[str]:
    rows = [[name, *_scores(each), f"{each['support']:,}"] for name, each in measured["classes"].items()]
    for kind in ("macro", "weighted"):
        rows.append([f"*{kind}*", *_scores(measured[kind]), f"{measured['faces']:,}"])
    return table(["class", "precision", "recall", "F1", "support"], rows)


def _scores(each: dict[str, float]) -> list[str]:
    return [f"{each[what]:.3f}" for what in ("precision", "recall", "f1")]


def _plot(report: dict[str, Any], folder: Path, history: Path | None) -> Iterator[str]:
    for key in [key for key in _PLOTTED if key in report["sets"]] or report["sets"]:
        each = report["sets"][key]
        for answer, measured in each["answers"].items():
            for kind, draw in (("confusion", plots.confusion), ("reliability", plots.reliability)):
                name = f"{kind}_{key}_{answer}.png"
                draw(measured, f"{report['name']}, {answer}\n{each['title']}", folder / name)
                yield name
    if history is not None:
        plots.learning_curves(history, folder / "learning_curves.png")
        yield "learning_curves.png"
