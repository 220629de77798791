"""Reads one clip after the other with one model, and writes what belongs to each."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import NotWrittenError, write_new
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.batch.clip_record import recorded, write_record
from acting_mirror.pipeline.batch.glance import Glance
from acting_mirror.pipeline.batch.task import PICTURE, TABLE, VIDEO, ClipResult, ClipTask, Figures, Fingerprint, Way
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.report.clip_figures import clip_figures
from acting_mirror.vision.sources.file import ClipFile

_TELL_S: Final = 0.5
"""How often it is told how far a clip is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a clip is.

    Attributes:
        length_s: How long it is; None where unknown.
        share: How much of it is read, 0 to 1.
    """

    length_s: float | None
    share: float = 0.0


Tell = Callable[[Progress], None]


class ClipReader:
    """Reads clips in one way; the model is loaded once."""

    def __init__(self, way: Way) -> None:
        """Load the model; raises `UserError` when something can't be had."""
        self._analyser = Analyser.open(way.settings)

    def read(self, task: ClipTask, tell: Tell = lambda _: None) -> ClipResult:
        """Read a clip and write its results, unless they are there already.

        Args:
            task: The clip.
            tell: Called when the clip is open, and now and then while it is read.

        Raises:
            NotWrittenError: A result can't be written, which is not the clip's fault.
        """
        started = time.perf_counter()
        seen: Fingerprint | None = None
        try:
            seen = _looked_at(task)
            figures = recorded(task, seen)
            if figures is None:
                figures = self._read(task, tell)
                write_record(task, seen, figures)
        except NotWrittenError:
            raise
        except UserError as error:
            return ClipResult(seen, None, str(error), time.perf_counter() - started)
        return ClipResult(seen, figures, "", time.perf_counter() - started)

    def _read(self, task: ClipTask, tell: Tell) -> Figures:
        outputs = Outputs(task.output(VIDEO) if task.way.video else None, task.output(TABLE), force=True)
        self._analyser.restart()
        with ClipFile(task.clip, decoding_threads=1) as source:
            tell(Progress(source.length_s))
            glance = Glance(source.length_s or 0.0)
            reading = analyse_clip(
                source,
                task.way.settings,
                outputs,
                _telling(source, tell),
                analyser=self._analyser,
                look=glance.look,
            )
        write_new(task.output(PICTURE), glance.jpeg(), force=True)
        return clip_figures(reading.timeline, reading.length_s, source.broke_at, glance.views)


def _looked_at(task: ClipTask) -> Fingerprint:
    try:
        return Fingerprint.of(task.clip)
    except OSError as error:
        raise UserError(
            tr("{path} can't be read ({reason}): check it, and try again.", path=task.clip, reason=error.strerror)
        ) from error


def _telling(source: ClipFile, tell: Tell) -> Callable[[int], None]:
    """What is called after each frame, and tells now and then how far it is."""
    told = time.monotonic()

    def done(frames: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _TELL_S:
            told = now
            tell(Progress(source.length_s, min(1.0, frames / source.frame_count) if source.frame_count else 0.0))

    return done
