"""A recording while live: every captured frame, with the newest reading drawn on it."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Full, Queue

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.timeline import STALE_S, Timeline
from acting_mirror.record.live_writer import LiveWriter
from acting_mirror.record.microphone import Microphone
from acting_mirror.render.overlay import Overlay

_log = logging.getLogger(__name__)

_DEPTH = 30
"""Frames that wait for the encoder: a second of them, 83 MB at 720p."""


class Recorder:
    """Draws and encodes in a thread of its own; whoever hands over frames never waits.

    Attributes:
        overflowed: How many frames were lost because the encoder was behind.
        timeline: What was read while it recorded, by the times of the recording.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        rate: float,
        reading: Callable[[], FrameAnalysis | None] | None,
        microphone: Microphone | None = None,
    ) -> None:
        """Open the file and start.

        Args:
            path: The file to become, as `LiveWriter` says.
            size: (width, height) of the frames in pixels.
            rate: Frames a second of the file.
            reading: Gives the newest reading; None to record the frames as they are.
            microphone: Where the sound comes from; None for a silent recording.

        Raises:
            UserError: The file can't be written.
        """
        self.overflowed = 0
        self.timeline = Timeline()
        self._reading = reading
        self._overlay = Overlay()
        self._queue: Queue[Frame | None] = Queue(_DEPTH)
        self._clock_s: float | None = None
        self._error: Exception | None = None
        self._writer = LiveWriter(path, size, rate, microphone, drawn=reading is not None)
        self._writer.__enter__()
        self._thread = threading.Thread(target=self._run, name="record", daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> float:
        """How long the recording is so far."""
        return self._writer.seconds

    @property
    def pictures(self) -> int:
        """How many pictures it has so far."""
        return self._writer.frames

    @property
    def now_s(self) -> float:
        """This moment by the recording's clock, whose second 0 is its beginning."""
        return time.monotonic() - self._writer.start_s

    @property
    def bytes_written(self) -> int:
        """How large it is so far."""
        return self._writer.bytes_written

    @property
    def failed(self) -> bool:
        """Whether it can't go on, with a disk that is full or the like; `finish` says why."""
        return self._error is not None

    def offer(self, frame: Frame) -> None:
        """Hand over a frame; counted and lost when the encoder is a second behind."""
        if self._clock_s is None:  # a source counts from its own start, the recording from its own
            self._clock_s = time.monotonic() - frame.t_s - self._writer.start_s
        try:
            self._queue.put_nowait(frame)
        except Full:
            self.overflowed += 1

    def note(self, reading: FrameAnalysis) -> None:
        """Add a reading to the timeline; one of a frame from before the recording is left out."""
        if self._clock_s is not None and (t_s := self._media_s(reading.t_s)) >= 0:
            self.timeline.append(replace(reading, t_s=t_s))

    def finish(self) -> Path:
        """Encode what waits, close the file; returns its final name.

        Raises:
            UserError: The disk is full or the like; the sentence says what was kept.
        """
        self._queue.put(None)
        self._thread.join()
        if self._error is not None:
            with suppress(UserError):  # the first failure is the one to tell
                self._writer.close()
            raise self._error
        return self._writer.close()

    def _run(self) -> None:
        while (frame := self._queue.get()) is not None:
            try:
                if self._error is None:
                    self._writer.write(self._media_s(frame.t_s), self._annotated(frame))
            except Exception as error:  # carried to whoever finishes; the queue is emptied so that nobody waits
                _log.warning("recording: %s", error)
                self._error = error

    def _media_s(self, t_s: float) -> float:
        """A source's time by the recording's clock, in whole milliseconds as the part file keeps them."""
        return round(t_s + (self._clock_s or 0.0), 3)

    def _annotated(self, frame: Frame) -> Image:
        reading = self._reading() if self._reading else None
        if reading is None or abs(frame.t_s - reading.t_s) > STALE_S:
            return frame.bgr
        return self._overlay.draw(frame, reading)
