"""A take as one HTML file beside its film: curves to click into, lines with their scores, notes."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from acting_mirror import paths
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.palette import (
    CARD,
    EMOTION_COLOURS,
    EMOTION_COLOURS_ON_LIGHT,
    QUIET,
    RGB,
    TEXT,
    TRACK,
)
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.templates import template

_MOST_POINTS: Final = 4000
"""Of a curve: more than a screen is wide; the rest is averaged, which keeps ten minutes below half a megabyte."""
_LIGHT: Final = {
    "page": "#f3f4f6",
    "card": "#ffffff",
    "text": "#16181d",
    "quiet": "#5b626e",
    "track": "#dde0e5",
    "link": "#1b6fa8",
}
"""As the light theme of the window."""


def take_html(
    facts: TakeFacts,
    timeline: Timeline,
    media: str | None,
    words: Sequence[tuple[str, str]],
    speaking: str,
) -> str:
    """The page; but for the film it needs nothing else, and it fetches nothing.

    Args:
        facts: What is known of the take.
        timeline: Its readings, of which the largest face's are drawn; may be empty.
        media: Where the film is, as a page beside it calls it; None without one.
        words: For each line what happened, and a tip; "" where there is nothing to say.
        speaking: What stands below the scores.
    """
    times, curves = curves_of(timeline)
    lines = [_row(line, *said) for line, said in zip(facts.lines, words, strict=True)]
    return template("report.html").render(
        title=facts.name or facts.script or "A take",
        about=_about(facts),
        total=None if facts.total is None else round(facts.total),
        media=media,
        has_curves=bool(len(times)),
        lines=lines,
        speaking=speaking,
        markers=[{"at": _minutes(marker.t_s), "words": marker.words} for marker in facts.markers],
        notes=facts.notes,
        model=facts.model or "a model",
        light=_LIGHT | {"emotions": _colours(EMOTION_COLOURS_ON_LIGHT)},
        dark=_dark() | {"emotions": _colours(EMOTION_COLOURS)},
        chart_style=_bundled("uPlot.min.css"),
        chart_script=_bundled("uPlot.iife.min.js"),
        data={
            "t": [round(float(t_s), 3) for t_s in times],
            "curves": [[None if np.isnan(share) else round(100 * float(share)) for share in curve] for curve in curves],
            "length_s": max(facts.length_s, float(times[-1]) if len(times) else 0.0),
            "emotions": [{"name": name, "shown": SHOWN_NAMES[name]} for name in EMOTIONS],
            "lines": [{name: line[name] for name in ("start_s", "end_s", "colour")} for line in lines],
            "markers": [marker.t_s for marker in facts.markers],
        },
    )


def curves_of(timeline: Timeline) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float32]]:
    """What the largest face showed, as many points as can be seen.

    Returns:
        Times in seconds, (N,), and the smoothed probabilities, (7, N), NaN where no face was read. Of more than
        `_MOST_POINTS` frames, neighbours are averaged; what could not be read does not count, and where nothing of
        them could, there is a gap.
    """
    times, rows = np.asarray(timeline.frame_times), timeline.of(0)
    shares = np.full((len(times), len(EMOTIONS)), np.nan, np.float32)
    shares[np.searchsorted(times, rows["t_s"])] = rows["smoothed"]
    together = -(-len(times) // _MOST_POINTS) if len(times) else 1
    starts = np.arange(0, len(times), together)
    if together == 1:
        return times, shares.T
    read = ~np.isnan(shares[:, 0])
    counts = np.add.reduceat(read.astype(np.int64), starts)
    sums = np.add.reduceat(np.where(read[:, None], shares, 0), starts, axis=0)
    means = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], np.nan)
    return times[starts], means.T.astype(np.float32)


def _row(line: TakeLine, happened: str, tip: str) -> dict[str, Any]:
    target, score = line.target, line.score
    return {
        "number": line.number,
        "text": line.text,
        "listening": line.listening,
        "target": "" if target is None else str(target),
        "colour": "" if target is None or target.emotion is None else target.emotion,
        "start_s": round(line.start_s, 3),
        "end_s": round(line.end_s, 3),
        "score": "–" if score is None else f"{score.total:.0f}",  # noqa: RUF001 - as in the window
        "happened": happened,
        "tip": tip,
        "parts": "" if score is None else _parts(score),
    }


def _parts(score: LineScore) -> str:
    """The parts of a score in words."""
    parts = [f"on target {score.on_target:.0%}"]
    if score.onset_s is not None:
        parts.append(f"came after {score.onset_s:.1f} s")
    parts += [f"strength {score.strength:.0%}", f"steady {score.steadiness:.0%}"]
    if score.leak is not None:
        parts.append(f"leaked {SHOWN_NAMES[score.leak]} {score.leak_share:.0%}")
    if score.readable < 1:
        parts.append(f"read {score.readable:.0%}")
    return " · ".join(parts)


def _about(facts: TakeFacts) -> str:
    played = f"{facts.character} in {facts.script}" if facts.script and facts.character else facts.script
    made = f"{facts.made:%d %B %Y, %H:%M}".lstrip("0")
    return " · ".join(filter(None, [played, made, _minutes(facts.length_s)]))


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{seconds % 60:04.1f}"


def _colours(palette: dict[str, RGB]) -> list[tuple[str, str]]:
    return [(name, _hex(palette[name])) for name in EMOTIONS]


def _dark() -> dict[str, Any]:
    named = {"card": CARD, "text": TEXT, "quiet": QUIET, "track": TRACK}
    return {"page": "#14161a", "link": "#6bbdf0"} | {name: _hex(colour) for name, colour in named.items()}


def _hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _bundled(name: str) -> Markup:
    """A file that comes with the program and goes into the page as it is."""
    return Markup((paths.resources_dir() / "report" / name).read_text(encoding="utf-8"))
