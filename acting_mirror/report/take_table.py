"""A take, or a clip that was scored, as files for others: its lines as CSV, all of it as JSON."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import msgspec

from acting_mirror.core.line_score import LineScore
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import TakeFacts, TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.summary import clip_json

_PARTS: Final = tuple(field.name for field in fields(LineScore) if field.name not in ("total", "moves"))
_ABOUT: Final = ("number", "character", "text", "target", "listening", "start_s", "end_s", "score")
_VOICE: Final = tuple(field.name for field in fields(LineVoice))
LINE_COLUMNS: Final = (*_ABOUT, *_PARTS, "directions", *_VOICE)
"""Times in seconds of the media, `score` 0 to 100, its parts as `LineScore` has them, empty where there is no score;
each direction with its own, such as `look: lens 60; still 100`; then how it was spoken, as `LineVoice` has it."""


def take_csv(facts: TakeFacts) -> str:
    """The lines of a take, one row each; the readings are `table.clip_csv`'s."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(LINE_COLUMNS)
    writer.writerows([*_line(line)] for line in facts.lines)
    return text.getvalue()


def take_json(facts: TakeFacts, timeline: Timeline | None) -> str:
    """A take's facts, and in short what its readings show where there are some."""
    about = {"take": msgspec.to_builtins(facts)}
    return clip_json(timeline if timeline is not None else Timeline(), about)


def self_tape_json(
    facts: TakeFacts, timeline: Timeline, about: Mapping[str, Any], feedback: Sequence[tuple[str, str]]
) -> str:
    """A scored clip: its total, and its lines as `take_json` has them with the words on each.

    Args:
        facts: What is known of it.
        timeline: What was read.
        about: What else belongs into it, each as JSON takes it.
        feedback: What happened in each line, and a tip.
    """
    lines = [
        {**msgspec.to_builtins(line), "words": words, "tip": tip}
        for line, (words, tip) in zip(facts.lines, feedback, strict=True)
    ]
    known = {name: getattr(facts, name) for name in ("script", "character", "profile", "model", "length_s", "scorable")}
    return clip_json(timeline, {"total": facts.total, **known, **about, "lines": lines})


def _line(line: TakeLine) -> Iterator[Any]:
    yield from (line.shown_number, line.character, line.text, line.target or "", int(line.listening))
    yield from (f"{line.start_s:.3f}", f"{line.end_s:.3f}")
    yield "" if line.total is None else f"{line.total:.1f}"
    for part in _PARTS:
        yield _cell(getattr(line.score, part, None))
    yield "; ".join(each.name if each.total is None else f"{each.name} {each.total:.0f}" for each in line.directions)
    for part in _VOICE:
        yield _cell(getattr(line.voice, part, None))


def _cell(value: float | str | None) -> float | str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else value
