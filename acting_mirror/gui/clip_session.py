"""A clip: watched at once, read once, instant from then on."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.jobs import Job, Jobs
from acting_mirror.gui.loop_thread import LoopThread
from acting_mirror.gui.play_clock import PlayClock
from acting_mirror.gui.session import Session
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.pipeline.kept import keep, kept
from acting_mirror.pipeline.slot import LatestSlot
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import ModelCard, load_bundle
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.file import ClipFile

_WAIT_S = 0.1
"""How soon the decoder notices that it should end."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which picture the decoder should find: the one at a time, or the one `step` after or before that."""

    t_s: float = 0.0
    step: int = 0


class ClipSession(Session):
    """Plays a clip from one thread and reads it in another.

    Attributes:
        path: The file.
        clock: Plays, pauses and seeks.
        share_read: How much of it has been read, 0 to 1.
        left_s: Seconds until it is read, as far as one can tell; None before that is known.
        complete: Whether it has been read to its end.
        settings: How it is read.
        card: Of the model that reads it; None before it is loaded.
        broke_at: Where in seconds the file broke off before its end; None when it did not.
    """

    _opened_aside = Signal(object)
    _failed_aside = Signal(str)
    _stepped_aside = Signal(float)

    def __init__(
        self, path: Path, settings: AnalysisSettings, name: str | None = None, parent: QObject | None = None
    ) -> None:
        """Begin to open and to read it.

        Args:
            path: The file.
            settings: How to read.
            name: What the user calls it; the file's name when None.
            parent: Its owner.
        """
        super().__init__(name or path.name, parent)
        self.path = path
        self.clock = PlayClock(self)
        self.share_read, self.complete = 0.0, False
        self.left_s: float | None = None
        self.broke_at: float | None = None
        self._frame: Frame | None = None
        self._wanted: LatestSlot[_Wanted] = LatestSlot()
        self._asked_s = 0.0
        self._stop = threading.Event()
        self.settings = settings
        self.card: ModelCard | None = None
        self._jobs = Jobs(1, self)
        self._reading: Job | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._opened_aside.connect(self._on_opened, queued)
        self._failed_aside.connect(self.failed, queued)
        self._stepped_aside.connect(self.clock.seek, queued)
        self.clock.told.connect(self.problem)
        self._decoder = LoopThread("decode", self._decode)
        self._decoder.start()

    # What the page asks

    def picture(self) -> Frame | None:
        """The picture of this moment, or the newest one that the decoder has brought."""
        now_s = self.clock.now_s
        if self.clock.playing and self.length_s is not None and now_s >= self.length_s:
            self.clock.pause()
            self.clock.seek(self.length_s)
            self.changed.emit()
        if now_s != self._asked_s:
            self._asked_s = now_s
            self._wanted.put(_Wanted(now_s))
        return self._frame

    def reading(self) -> FrameAnalysis | None:
        """What was read in that picture."""
        frame = self._frame
        return self.timeline.reading_at(frame.t_s) if frame is not None else None

    def now_s(self) -> float:
        """Where it stands."""
        return min(self.clock.now_s, self.length_s or self.clock.now_s)

    # Commands

    def toggle(self) -> None:
        """Play, or pause; at the end, play from the start."""
        if self.clock.playing:
            self.clock.pause()
        else:
            if self.length_s is not None and self.clock.now_s >= self.length_s - 0.05:
                self.seek(0.0)
            self.clock.play()
        self.changed.emit()

    def seek(self, t_s: float) -> None:
        """Go to a time in seconds."""
        self.clock.seek(min(max(0.0, t_s), self.length_s or t_s))
        self.changed.emit()

    def step(self, pictures: int) -> None:
        """Pause, and show the picture after (1) or before (-1) this one."""
        if self.clock.playing:
            self.toggle()
        self._asked_s = self.clock.now_s  # or the next look would put that time in the place of the step
        self._wanted.put(_Wanted(self._asked_s, pictures))

    def cancel_reading(self) -> None:
        """Read no further; what was read stays to be seen."""
        if self._reading is not None:
            self._reading.stop.set()

    @property
    def reading_on(self) -> bool:
        """Whether it is being read."""
        return self._reading is not None and not self._reading.over

    def read_again(self) -> None:
        """Read it from its start, after it was cancelled."""
        self._begin_to_read()

    def change(self, settings: AnalysisSettings) -> None:
        """Read it anew in another way."""
        self.settings = settings
        self.cancel_reading()
        self._begin_to_read()

    def close(self) -> None:
        """Let go of the file; what was read so far and not to its end is forgotten."""
        self.clock.close()
        self._stop.set()
        self._jobs.close()
        self._decoder.join()

    # The decoder's thread

    def _decode(self) -> None:
        try:
            with ClipSeeker(self.path) as seeker:
                self._frame = seeker.at(0.0)
                self._opened_aside.emit(seeker)
                while not self._stop.is_set():
                    wanted = self._wanted.take(_WAIT_S)
                    if wanted is not None:
                        self._find(seeker, wanted)
        except UserError as error:
            self._failed_aside.emit(str(error))

    def _find(self, seeker: ClipSeeker, wanted: _Wanted) -> None:
        found = seeker.at(wanted.t_s)
        if wanted.step and found is not None:
            found = (seeker.after(found) if wanted.step > 0 else seeker.before(found)) or found
        if found is None or found is self._frame:
            return
        self._frame = found
        if wanted.step:
            self._asked_s = found.t_s
            self._stepped_aside.emit(found.t_s)

    # Reading it

    def _on_opened(self, seeker: ClipSeeker) -> None:
        if self._stop.is_set():  # closed meanwhile
            return
        self.length_s = seeker.length_s
        if seeker.has_sound:
            self.clock.load_sound(self.path)
            if self.clock.why_silent is not None:
                self.problem.emit(self.clock.why_silent)
        self.opened.emit()
        self._begin_to_read()
        self.toggle()

    def _begin_to_read(self) -> None:
        self.timeline = timeline = Timeline()
        self.share_read, self.left_s, self.complete = 0.0, None, False
        settings, started = self.settings, time.monotonic()

        def on_progress(share: float) -> None:
            self.share_read = share
            self.left_s = (time.monotonic() - started) * (1 - share) / share if share > 0.02 else None
            self.changed.emit()

        self._reading = self._jobs.run(
            lambda job: self._read(job, settings, timeline), self._on_read, self.failed.emit, on_progress
        )
        self.changed.emit()

    def _read(self, job: Job, settings: AnalysisSettings, timeline: Timeline) -> tuple[Timeline, float | None] | None:
        self.card = load_bundle(settings.model).card
        digest = self.card.digest
        before = kept(self.path, settings, digest)
        if before is not None:
            return before, None
        with ClipFile(self.path) as clip:
            total, told = clip.frame_count or 0, time.monotonic()

            def progress(frames: int) -> None:
                nonlocal told
                if total and time.monotonic() - told > _WAIT_S:
                    told = time.monotonic()
                    job.report(min(1.0, frames / total))

            analyse_clip(clip, settings, Outputs(), progress, job.stop, timeline)
            if job.stop.is_set():
                return None
            if clip.broke_at is None:
                keep(self.path, settings, digest, timeline)
            return timeline, clip.broke_at

    def _on_read(self, result: tuple[Timeline, float | None] | None) -> None:
        if result is None:  # it was cancelled
            self.changed.emit()
            return
        self.timeline, self.broke_at = result
        self.share_read, self.left_s, self.complete = 1.0, 0.0, True
        if self.length_s is None:
            self.length_s = self.timeline.end_s
        if self.broke_at is not None:
            self.problem.emit(f"The clip breaks off at {self.broke_at:.1f} s: what is there was read.")
        self.changed.emit()
