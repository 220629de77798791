"""What a delivered tape is joined from: stretches of clips."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.take import MEDIA_FILE
from acting_mirror.pipeline.clip_video import is_annotated
from acting_mirror.pipeline.line_voices import speech_in
from acting_mirror.record.take_facts import read_facts
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.pauses import stretches_in
from acting_mirror.vision.sources.clip_times import clip_times
from acting_mirror.vision.sources.file import ClipFile

AIR_S: Final = 1.0
"""What is left before the first word and after the last."""
_SHORTEST_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Words:
    """What is spoken in a clip, for subtitles.

    Attributes:
        start_s: From when, in seconds of the clip.
        end_s: Until when.
        text: The words.
    """

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a clip.

    Attributes:
        path: The clip.
        start_s: Where it begins, in seconds of the clip.
        end_s: Where it ends.
        size: (width, height) of the clip's pictures, upright and with square pixels.
        rate: Their number a second, the mean where it varies.
        sounds: Whether the clip has sound.
        words: What is spoken in the clip.
    """

    path: Path
    start_s: float
    end_s: float
    size: tuple[int, int]
    rate: float
    sounds: bool
    words: Sequence[Words] = ()

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s


def whole_part(path: Path, words: Sequence[Words] = ()) -> Part:
    """All of a clip; of a take's film with the take's words, where none are given.

    Raises:
        UserError: It can't be read, or readings are drawn into it.
    """
    if is_annotated(path):
        raise UserError(tr("What was read is drawn into {path}: deliver the clip that it was made from.", path=path))
    with ClipFile(path) as clip:
        sounds = clip.sound_path is not None
        length_s = clip_times(path).length_s
        return Part(path, 0.0, length_s, clip.size, clip.rate, sounds, words or _words_of_take(path))


def cut(part: Part, start_s: float | None, end_s: float | None) -> Part:
    """A whole clip cut at these seconds; None keeps an end.

    Raises:
        UserError: Nothing would be left.
    """
    start_s = max(0.0, start_s or 0.0)
    end_s = part.end_s if end_s is None else min(end_s, part.end_s)
    if end_s - start_s < _SHORTEST_S:
        raise UserError(
            tr(
                "Nothing of {path} is left from {start:.1f} to {end:.1f} s: it is {length:.1f} s long.",
                path=part.path,
                start=start_s,
                end=end_s,
                length=part.end_s,
            )
        )
    return replace(part, start_s=start_s, end_s=end_s)


def proposal(part: Part, stop: threading.Event) -> Part:
    """A whole clip cut `AIR_S` before the first word and after the last; not where nobody is heard.

    Raises:
        CancelledError: `stop` was set.
    """
    if not part.sounds:
        return part
    try:
        stretches = stretches_in(speech_in(part.path, stop), BLOCK_S)
    except UserError:  # its sound does not decode
        return part
    if not stretches:
        return part
    return cut(part, stretches[0].start_s - AIR_S, stretches[-1].end_s + AIR_S)


def _words_of_take(film: Path) -> list[Words]:
    if film.name == MEDIA_FILE:
        with suppress(UserError):  # a film can be delivered whatever happened to its facts
            return [Words(line.start_s, line.end_s, line.text) for line in read_facts(film.parent).lines]
    return []
