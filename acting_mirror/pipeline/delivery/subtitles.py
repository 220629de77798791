"""Subtitles of a delivered tape, as SubRip, which every player and platform reads."""

from collections.abc import Sequence

from acting_mirror.core.text import plain
from acting_mirror.pipeline.delivery.part import Part


def subrip(parts: Sequence[Part], starts_s: Sequence[float]) -> str:
    """What is spoken in the parts, by the tape's times; "" where nothing is.

    Args:
        parts: Those of the tape.
        starts_s: When each begins in the tape.
    """
    spoken = [
        (max(words.start_s, part.start_s) + shift_s, min(words.end_s, part.end_s) + shift_s, plain(words.text))
        for part, start_s in zip(parts, starts_s, strict=True)
        for shift_s in (start_s - part.start_s,)
        for words in sorted(part.words, key=lambda words: words.start_s)
        if words.end_s > part.start_s and words.start_s < part.end_s
    ]
    return "\n".join(
        f"{number}\n{_time(start_s)} --> {_time(end_s)}\n{text}\n"
        for number, (start_s, end_s, text) in enumerate(spoken, 1)
    )


def _time(t_s: float) -> str:
    ms = round(1000 * t_s)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
