"""A clip that is played: any picture of it, with its sound, beside what was read of it."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.clock import PlayClock
from acting_mirror.gui.sessions.loop_thread import LoopThread
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.sessions.session import Badge, Session
from acting_mirror.pipeline.slot import LatestSlot
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.clip_seeker import ClipSeeker

_LONGEST: Final = 40
"""Letters of a name over the picture."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which picture the decoder should find: the one at a time, or the one `step` after or before that."""

    t_s: float = 0.0
    step: int = 0


class ClipPlayer(Session):
    """Plays a clip from a thread; what was read of it is given, or comes while it plays.

    Attributes:
        path: The file.
        clock: Plays, pauses and seeks.
    """

    plays = True

    _opened_in_thread = Signal(object)
    _failed_in_thread = Signal(str)
    _stepped_in_thread = Signal(object)

    def __init__(
        self, path: Path, name: str | None = None, timeline: Timeline | None = None, parent: QObject | None = None
    ) -> None:
        """Begin to open it.

        Args:
            path: The file.
            name: What the user calls it; the file's name when None.
            timeline: What was read of it, by its own times; None while nothing is.
            parent: Its owner.
        """
        super().__init__(name or printable(path.name), parent)
        self.path = path
        self.clock = PlayClock(self)
        if timeline is not None:
            self.timeline = timeline
        self._frame: Frame | None = None
        self._wanted: LatestSlot[_Wanted] = LatestSlot()
        self._asked_s = 0.0
        self._stop = threading.Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._opened_in_thread.connect(self._on_opened, queued)
        self._failed_in_thread.connect(self.failed, queued)
        self._stepped_in_thread.connect(self._on_stepped, queued)
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

    @property
    def playing(self) -> bool:  # type: ignore[override]
        """Whether it plays now."""
        return self.clock.playing

    @property
    def badge(self) -> Badge:
        """Its name."""
        return Badge(self.name if len(self.name) <= _LONGEST else f"{self.name[: _LONGEST - 1]}…", "link")

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

    def set_speed(self, speed: float) -> None:
        """Play faster or slower."""
        self.clock.set_speed(speed)

    def change(self, settings: AnalysisSettings) -> bool:
        """Nothing: what was read is given."""
        return False

    def close(self) -> None:
        """Let go of the file."""
        self.clock.close()
        self._stop.set()
        self._wanted.end()
        self._decoder.join()

    # The decoder's thread

    def _decode(self) -> None:
        try:
            with ClipSeeker(self.path) as seeker:
                self._frame = seeker.at(0.0)
                self._opened_in_thread.emit(seeker)
                while (wanted := self._wanted.take()) is not None:
                    self._find(seeker, wanted)
        except UserError as error:
            self._failed_in_thread.emit(sentence_of(error))

    def _find(self, seeker: ClipSeeker, wanted: _Wanted) -> None:
        found = seeker.at(wanted.t_s)
        if wanted.step and found is not None:
            found = (seeker.after(found) if wanted.step > 0 else seeker.before(found)) or found
        if found is None or found is self._frame:
            return
        if wanted.step:
            self._stepped_in_thread.emit(found)
        else:
            self._frame = found

    def _on_stepped(self, found: Frame) -> None:
        """Show a picture and set the clock to it at once: the next step starts from where the clock stands."""
        self._frame = found
        self._asked_s = found.t_s
        self.clock.seek(found.t_s)

    def _on_opened(self, seeker: ClipSeeker) -> None:
        if self._stop.is_set():  # closed meanwhile
            return
        self.length_s = seeker.length_s
        if seeker.has_sound:
            self.clock.load_sound(self.path)
            if self.clock.why_silent is not None:
                self.problem.emit(self.clock.why_silent)
        self.opened.emit()
