"""A take as one HTML file beside its film: curves to click into, lines with their scores, notes."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from acting_mirror.core.behaviour import Behaviour
from acting_mirror.core.direction import words_of
from acting_mirror.core.labels import EMOTIONS, looks, shown_name
from acting_mirror.core.language import number, tr
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.palette import (
    EMOTION_COLOURS,
    EMOTION_COLOURS_ON_LIGHT,
    EMOTION_DASHES,
    PAGE_COLOURS,
    PAGE_COLOURS_ON_LIGHT,
)
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.report.behaviour_words import behaviour_words, strong_movements
from acting_mirror.report.templates import bundled, hexes, source_hash, template

_EDGE_S: Final = 0.001
"""So close to the pictures around it a curve breaks off where pictures are missing."""


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
    did = Behaviour.of(timeline, facts.eyeline)
    lines = [_row(line, *said) for line, said in zip(facts.lines, words, strict=True)]
    light, dark = hexes(PAGE_COLOURS_ON_LIGHT | EMOTION_COLOURS_ON_LIGHT), hexes(PAGE_COLOURS | EMOTION_COLOURS)
    style = bundled("report/uPlot.min.css") + Markup(
        template("report.css").render(light=light, dark=dark, emotions=EMOTIONS)
    )
    scripts = [_licensed(bundled("report/uPlot.iife.min.js")), bundled("templates/report.js")]
    return template("report.html").render(
        title=facts.name or facts.script or tr("A take"),
        about=_about(facts),
        total=None if facts.total is None else round(facts.total),
        media=media,
        film=None if media is None else unquote(media.rpartition("/")[2]),
        length_s=round(_length_s(facts, times), 1),
        has_curves=not np.isnan(curves).all(),
        did=[] if did is None else behaviour_words(did),
        movements=strong_movements(timeline),
        lines=lines,
        speaking=speaking,
        markers=[{"t_s": mark.t_s, "at": _minutes(mark.t_s), "words": mark.words} for mark in facts.markers],
        notes=facts.notes,
        model=facts.model or tr("a model"),
        purpose=PURPOSE,
        style=style,
        scripts=scripts,
        policy={"script": " ".join(map(source_hash, scripts)), "style": source_hash(style)},
        data=htmlsafe_json_dumps(_data(facts, times, curves, lines), separators=(",", ":")),
    )


def curves_of(timeline: Timeline) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float32]]:
    """What the largest face showed, of every picture: a page has room for all, and so nothing is smoothed away.

    Returns:
        Times in seconds, (N,), and the smoothed probabilities, (7, N), NaN where no face was read. Where no picture
        came for longer than `STALE_S`, there is a NaN on both sides, so that no line is drawn across.
    """
    times, rows = np.asarray(timeline.frame_times), timeline.of(0)
    shares = np.full((len(times), len(EMOTIONS)), np.nan, np.float32)
    shares[np.searchsorted(times, rows["t_s"])] = rows["smoothed"]
    late = np.flatnonzero(np.diff(times) > STALE_S)
    edges = np.stack([times[late] + _EDGE_S, times[late + 1] - _EDGE_S], axis=1).ravel()
    at = np.repeat(late + 1, 2)
    return np.insert(times, at, edges), np.insert(shares, at, np.nan, axis=0).T


def _data(
    facts: TakeFacts, times: npt.NDArray[np.float64], curves: npt.NDArray[np.float32], lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the page's script draws."""
    return {
        "t": np.round(times, 3).tolist(),
        "curves": [[None if share != share else round(100 * share) for share in curve] for curve in curves.tolist()],
        "length_s": _length_s(facts, times),
        "emotions": [
            {"name": name, "shown": shown_name(name), "dash": EMOTION_DASHES.get(name, ())} for name in EMOTIONS
        ],
        "lines": [{name: line[name] for name in ("number", "start_s", "end_s", "colour")} for line in lines],
        "markers": [marker.t_s for marker in facts.markers],
        "words": {"time": tr("Time"), "no_face": tr("no face")},
    }


def _length_s(facts: TakeFacts, times: npt.NDArray[np.float64]) -> float:
    return max(facts.length_s, float(times[-1]) if len(times) else 0.0)


def _row(line: TakeLine, happened: str, tip: str) -> dict[str, Any]:
    target, total = line.target, line.total
    return {
        "number": line.shown_number,
        "text": line.text,
        "listening": line.listening,
        "target": "" if target is None else _wanted(target),
        "colour": "" if target is None or target.emotion is None else target.emotion,
        "start_s": round(line.start_s, 3),
        "end_s": round(line.end_s, 3),
        "score": "–" if total is None else f"{total:.0f}",  # noqa: RUF001 - as in the window
        "happened": happened,
        "tip": tip,
        "parts": " · ".join(filter(None, _all_parts(line))),
    }


def _all_parts(line: TakeLine) -> tuple[str, ...]:
    """How a line went in each way, in words; "" where there is nothing to say."""
    score, voice = line.score, line.voice
    return "" if score is None else _parts(score), line.direction_words, "" if voice is None else voice.words


def _wanted(target: Target) -> str:
    return " · ".join(filter(None, (_emotion_wanted(target), *map(words_of, target.directions)))) or tr("Open")


def _emotion_wanted(target: Target) -> str:
    if target.emotion is None:
        return ""
    emotion = shown_name(target.emotion)
    if target.then is not None:
        emotion = tr("{emotion} → {then}", emotion=emotion, then=looks(target.then))
    if target.strength is None:
        return emotion
    return tr("{emotion} {percent:g} %", emotion=emotion, percent=100 * target.strength)


def _parts(score: LineScore) -> str:
    """The parts of a score in words."""
    parts = [tr("on target {share:.0%} of the time", share=score.on_target), _arrived(score.onset_s)]
    parts.append(tr("strength {strength:.0%}", strength=score.strength))
    parts.append(tr("steadiness {steadiness:.0%}", steadiness=score.steadiness))
    if score.leak is not None:
        leak, share = looks(score.leak), score.leak_share
        parts.append(tr("looked {emotion} for {share:.0%} of the line", emotion=leak, share=share))
    if score.readable < 1:
        parts.append(tr("{share:.0%} could be read", share=score.readable))
    return " · ".join(parts)


def _arrived(onset_s: float | None) -> str:
    if onset_s is None:
        return tr("never quite there")
    return tr("there after {seconds:.1f} s", seconds=onset_s) if onset_s >= 0.05 else tr("there from the start")


def _about(facts: TakeFacts) -> str:
    played = facts.script
    if facts.script and facts.character:
        played = tr("{character} in {script}", character=facts.character, script=facts.script)
    # The names of %B are English everywhere: other languages write the month as a number.
    made = tr("{made:%d %B %Y, %H:%M}", made=facts.made).lstrip("0")
    return " · ".join(filter(None, [played, made, _minutes(facts.length_s), facts.share]))


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{number(seconds % 60, '04.1f')}"


def _licensed(script: Markup) -> Markup:
    """The charting library with its licence, which goes wherever it goes."""
    return Markup("/*\n") + bundled("report/uPlot-LICENSE.txt") + Markup("*/\n") + script
