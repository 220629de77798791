"""The live engine: a source in, commands in, the newest frame and readings out. No window, no Qt."""

import logging
import statistics
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import cv2

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import tr
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.recorder import Recorder
from acting_mirror.pipeline.slot import LatestSlot
from acting_mirror.record.microphone import Microphone
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources import FrameSource

_log = logging.getLogger(__name__)

_RECENT = 60
"""Frames over which rates and latency are measured."""
_ENOUGH_READ: Final = 8.0
"""So many readings a second look alive, whatever the camera gives."""
_KEEPS_UP: Final = 0.8
"""The share of a slow camera's frames that is read where the computer keeps up with it."""
_MOST: Final = 8
"""So many faces are read in a picture at most; of more, each but the largest has its turn in a later one."""
_LATE_MS: Final = 250.0
"""A reading that is later than this is seen to lag behind the face."""


class Runner(Protocol):
    """A thread of whatever kind."""

    def start(self) -> None:
        """Begin to run."""

    def join(self) -> None:
        """Wait for its end."""


def in_thread(name: str, loop: Callable[[], None]) -> Runner:
    """A plain thread that runs a loop."""
    return threading.Thread(target=loop, name=name, daemon=True)


@dataclass(frozen=True, slots=True)
class EngineFigures:
    """How the engine keeps up.

    Attributes:
        captured: Frames a second that came in, lately.
        read: Readings a second, lately.
        behind_ms: Median milliseconds from the capture of a frame to its reading, lately.
        overflowed: Frames that the recording lost because the encoder was behind.
    """

    captured: float
    read: float
    behind_ms: float
    overflowed: int

    @property
    def slowness(self) -> str:
        """One sentence where the computer is too slow to read in time; "" where it keeps up."""
        falls_behind = 0 < self.read < min(_ENOUGH_READ, _KEEPS_UP * self.captured)
        if not falls_behind and self.behind_ms <= _LATE_MS:
            return ""
        return tr(
            "This computer is too slow to keep up ({rate:.0f} pictures a second, {late_ms:.0f} ms late): "
            "close other programs.",
            rate=self.read,
            late_ms=self.behind_ms,
        )


class LiveEngine:
    """Captures, reads and records at the same time, each in a thread of its own.

    Commands may come from any one thread, `load` from another. Capture never waits for anyone; the analysis takes the
    newest frame; the recording gets every frame. While another model loads, picture and recording go on, the old model
    reads until the new one takes over, and the people keep their numbers.

    Attributes:
        ended: Set when the source ended by itself.
        profile: Whose face person 0 is; may be set at any time, holds from the next frame on, whatever model reads.
    """

    def __init__(
        self,
        settings: AnalysisSettings,
        on_reading: Callable[[FrameAnalysis], None] = lambda _: None,
        on_problem: Callable[[str], None] = lambda _: None,
        runner: Callable[[str, Callable[[], None]], Runner] = in_thread,
    ) -> None:
        """Load detector and model.

        Args:
            settings: How to read.
            on_reading: Called in the analysis thread with every reading.
            on_problem: Called with a sentence for the user when something fails in one of its threads.
            runner: Makes the threads of the capture and of the analysis, from their names and loops.

        Raises:
            UserError: The detector or the model can't be had.
        """
        cv2.setNumThreads(1)  # its own threads would compete with ours, which keep the cores busy
        self.ended = threading.Event()
        self.profile: Profile | None = None
        self._on_reading = on_reading
        self._on_problem = on_problem
        self._runner = runner
        self._analyser = _open(settings)
        self._next_analyser: LatestSlot[Analyser] = LatestSlot()
        self._stop = threading.Event()
        self._source: FrameSource | None = None
        self._threads: list[Runner] = []
        self._recorder: Recorder | None = None
        self._recorder_lock = threading.Lock()
        self._overflowed = 0
        self._reset()

    def _reset(self) -> None:
        self._frames: LatestSlot[Frame] = LatestSlot()
        self._readings: LatestSlot[FrameAnalysis] = LatestSlot()
        self._captured_at: deque[float] = deque(maxlen=_RECENT)
        self._read_at: deque[float] = deque(maxlen=_RECENT)
        self._behind_ms: deque[float] = deque(maxlen=_RECENT)

    @property
    def analyser(self) -> Analyser:
        """What reads now."""
        return self._analyser

    @property
    def frame(self) -> Frame | None:
        """The newest captured frame; looking does not take it from the analysis."""
        return self._frames.peek()

    @property
    def reading(self) -> FrameAnalysis | None:
        """The newest reading."""
        return self._readings.peek()

    @property
    def recording(self) -> Recorder | None:
        """The recording that runs, with its length and size; None when none does."""
        return self._recorder

    @property
    def figures(self) -> EngineFigures:
        """How the engine keeps up."""
        overflowed = self._overflowed + (self._recorder.overflowed if self._recorder else 0)
        behind_ms = statistics.median(self._behind_ms) if self._behind_ms else 0.0
        rates = _rate(self._captured_at), _rate(self._read_at)
        return EngineFigures(*rates, behind_ms, overflowed)

    def start(self, source: FrameSource) -> None:
        """Open a source and go on until it ends or `stop`; `ended` is set when it ended by itself.

        Raises:
            UserError: It can't be opened.
        """
        self.stop()
        source.__enter__()
        self._source = source
        self._stop.clear()
        self.ended.clear()
        self._reset()
        self._analyser.restart()
        loops = {"capture": self._capture, "analyse": self._analyse}
        self._threads = [self._runner(name, loop) for name, loop in loops.items()]
        for thread in self._threads:
            thread.start()

    def stop(self) -> Path | None:
        """End capture and analysis, finish a recording; returns the recording's file, if one ran.

        Raises:
            UserError: The recording could not be finished; the sentence says what was kept.
        """
        self._stop.set()
        self._frames.end()
        if self._source is not None:
            self._source.__exit__(None, None, None)
            self._source = None
        for thread in self._threads:
            thread.join()
        self._threads = []
        return self.stop_recording()

    def record(self, path: Path, microphone: Microphone | None = None, annotated: bool = True) -> Recorder:
        """Begin to record; the file is numbered when its name is taken.

        Args:
            path: Where to, `.avi`, `.mkv` or `.mp4`.
            microphone: Where the sound comes from; None for a silent recording.
            annotated: Whether the newest reading is drawn on each frame.

        Returns:
            The recording, which goes on until `stop_recording` or `stop`.

        Raises:
            UserError: Nothing is captured, a recording runs already, or the file can't be written.
        """
        if self._source is None or self._recorder is not None:
            raise UserError(tr("Start a camera and stop the recording that runs before you record."))
        source = self._source
        recorder = Recorder(path, source.size, source.rate, (lambda: self.reading) if annotated else None, microphone)
        with self._recorder_lock:
            self._recorder = recorder
        return recorder

    def stop_recording(self) -> Path | None:
        """Finish the recording; returns its file, or None when none ran.

        Raises:
            UserError: It could not be finished; the sentence says what was kept.
        """
        with self._recorder_lock:
            recorder, self._recorder = self._recorder, None
        if recorder is None:
            return None
        self._overflowed += recorder.overflowed
        return recorder.finish()

    def load(self, settings: AnalysisSettings) -> None:
        """Load another model, backend or detector in the caller's thread, and go over to it when it is ready.

        Raises:
            UserError: They can't be had; the old ones go on.
        """
        self._next_analyser.put(_open(settings))

    def _capture(self) -> None:
        """Never waits for anyone."""
        source = self._source
        if source is None:
            return
        try:
            for frame in source:
                if self._stop.is_set():
                    return
                self._captured_at.append(time.monotonic())
                self._frames.put(frame)
                with self._recorder_lock:
                    if self._recorder is not None:
                        self._recorder.offer(frame)
        except Exception:
            _log.exception("capture")
            self._on_problem(tr("The picture broke off; the log has the details."))
        self.ended.set()

    def _analyse(self) -> None:
        while (frame := self._frames.take()) is not None:
            captured = self._captured_at[-1]
            successor = self._next_analyser.take(0)
            if successor is not None:
                successor.follow(self._analyser)
                self._analyser = successor
            self._analyser.profile = self.profile
            try:
                reading = self._analyser.analyse(frame)
            except Exception:
                _log.exception("analysis")
                self._on_problem(tr("A frame could not be read; the log has the details."))
                continue
            self._readings.put(reading)
            with self._recorder_lock:
                if self._recorder is not None:
                    self._recorder.note(reading)
            now = time.monotonic()
            self._read_at.append(now)
            self._behind_ms.append((now - captured) * 1000)
            self._on_reading(reading)


def _open(settings: AnalysisSettings) -> Analyser:
    analyser = Analyser.open(settings)
    analyser.most = _MOST
    return analyser


def _rate(moments: deque[float]) -> float:
    taken = list(moments)
    return (len(taken) - 1) / (taken[-1] - taken[0]) if len(taken) > 1 and taken[-1] > taken[0] else 0.0
