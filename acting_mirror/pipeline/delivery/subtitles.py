"""Subtitles of a delivered tape, as SubRip, which every player and platform reads."""

import math
from collections.abc import Sequence
from pathlib import Path

from acting_mirror.core.text import plain
from acting_mirror.pipeline.delivery.part import Part, Words
from acting_mirror.rehearsal.placing import by_times
from acting_mirror.rehearsal.script import Script


def words_by_times(script: Script, character: str, times: Path) -> list[Words]:
    """What a character speaks in a clip, by a table of times.

    Raises:
        UserError: The table can't be read, or does not fit the script.
    """
    mine = script.of(character)
    texts = {line.index: line.text for line in mine}
    return [Words(span.start_s, span.end_s, texts[span.index]) for span in by_times(times, mine, math.inf).spans]


def subrip(parts: Sequence[Part], starts_s: Sequence[float]) -> str:
    """What is spoken in the parts, by the tape's times; "" where nothing is.

    Args:
        parts: Those of the tape.
        starts_s: When each begins in the tape.
    """
    from pysubs2 import SSAEvent, SSAFile, make_time

    subtitles = SSAFile()
    for part, start_s in zip(parts, starts_s, strict=True):
        shift_s = start_s - part.start_s
        for words in sorted(part.words, key=lambda words: words.start_s):
            if words.end_s > part.start_s and words.start_s < part.end_s:
                start = make_time(s=max(words.start_s, part.start_s) + shift_s)
                end = make_time(s=min(words.end_s, part.end_s) + shift_s)
                subtitles.append(SSAEvent(start, end, plain(words.text)))
    return subtitles.to_string("srt", keep_ssa_tags=True)  # or words in braces would be left out
