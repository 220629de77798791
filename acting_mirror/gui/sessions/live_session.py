"""A camera, or the drawn actor, through the live engine."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import tr
from acting_mirror.core.take import Take, TakeFacts
from acting_mirror.files.whole_file import make_folder
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.loop_thread import LoopThread
from acting_mirror.gui.sessions.session import Badge, Session
from acting_mirror.pipeline.analyser import inputs_of
from acting_mirror.pipeline.clip import Outputs, write_texts
from acting_mirror.pipeline.engine import EngineFigures, LiveEngine
from acting_mirror.pipeline.take_recording import TakeRecording
from acting_mirror.record.microphone import Microphone
from acting_mirror.report.moments import in_minutes
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.camera import Camera
from acting_mirror.vision.sources.live_actor import LiveActor

T = TypeVar("T")

SourceMaker = Callable[[Callable[[str], None]], FrameSource]
"""Makes a source; gets whom to tell what happens to it."""

_LOOK_MS = 100
"""How often the engine is asked whether its source or its recording has ended."""


class LiveSession(Session):
    """Opens, reads and records a live source; every command runs in a worker thread, one after the other."""

    recorded = Signal(object)
    """The `Path` of a finished recording."""
    take_saved = Signal(object)
    """A finished `Take`."""
    silent = Signal(str)
    """What is recorded has no sound: what to do about it."""
    loaded = Signal()
    """Another model or detector reads from now on."""
    not_loaded = Signal(str)
    """Another model or detector can't be had, and the old ones go on: a sentence for the user."""

    live = True

    _read_in_thread = Signal(object)
    _told_in_thread = Signal(str)

    def __init__(
        self,
        name: str,
        make_source: SourceMaker,
        settings: AnalysisSettings,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Begin to open it.

        Args:
            name: What the user calls it.
            make_source: Called once, in a worker.
            settings: How to read.
            jobs: Whose threads the commands run in.
            parent: Its owner.
        """
        super().__init__(name, parent)
        self.recording = False
        self.busy = False
        self.sound: Microphone | None = None
        self.take: TakeRecording | None = None
        self._engine: LiveEngine | None = None
        self._source: FrameSource | None = None
        self._ended = False
        self._lane = jobs.lane()
        self._loads = jobs.lane()  # TensorFlow takes seconds to load, and recording should not wait for it
        self._wanted = self._asked = settings  # to be read by, and last loaded or being loaded
        self._profile: Profile | None = None
        self._read_in_thread.connect(self.read, Qt.ConnectionType.QueuedConnection)
        self._told_in_thread.connect(self.problem, Qt.ConnectionType.QueuedConnection)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_after)
        self._lane.run(lambda _: self._open(make_source), self._on_opened, self.failed.emit)

    # What the page asks

    def picture(self) -> Frame | None:
        """The newest captured frame; none before `opened` was told, as words cover the picture until then."""
        return self._engine.frame if self._engine and self.is_open else None

    def reading(self) -> FrameAnalysis | None:
        """The newest reading."""
        return self._engine.reading if self._engine else None

    def now_s(self) -> float:
        """The time of the newest frame."""
        frame = self.picture()
        return frame.t_s if frame else 0.0

    def clock(self) -> Callable[[], float]:
        """A clock of that time, which goes on evenly between its pictures."""
        ahead_s = self.now_s() - time.monotonic()
        return lambda: time.monotonic() + ahead_s

    @property
    def figures(self) -> EngineFigures | None:
        """How the engine keeps up."""
        return self._engine.figures if self._engine else None

    @property
    def recorded_s(self) -> float:
        """How long the recording is so far."""
        recorder = self._engine.recording if self._engine else None
        return recorder.seconds if recorder else 0.0

    @property
    def recorded_bytes(self) -> int:
        """How large the recording is so far."""
        recorder = self._engine.recording if self._engine else None
        return recorder.bytes_written if recorder else 0

    @property
    def badge(self) -> Badge:
        """Whether it is recorded."""
        if not self.recording:
            return Badge(tr("Live"))
        return Badge(tr("Recording {time}", time=in_minutes(self.recorded_s)), "record")

    @property
    def pace(self) -> str:
        """That the reading can't keep up with the camera; "" while it does."""
        figures = self.figures
        return figures.slowness if figures is not None else ""

    @property
    def model(self) -> str:
        """Full name of the model that reads now; "" before it is open."""
        return self._engine.analyser.classifier.card.full_name if self._engine else ""

    @property
    def settings(self) -> AnalysisSettings:
        """How it is read now."""
        return self._engine.analyser.settings if self._engine else self._wanted

    @property
    def profile(self) -> Profile | None:
        """Whose face person 0 is."""
        return self._profile

    @property
    def engine(self) -> LiveEngine | None:
        """The engine, once it is open."""
        return self._engine

    @property
    def source(self) -> FrameSource | None:
        """What is captured, once it is open."""
        return self._source

    @property
    def is_demo(self) -> bool:
        """Whether it is the drawn actor and not somebody before a camera."""
        return isinstance(self._source, LiveActor)

    # Commands

    def record(self, path: Path, microphone: Microphone | None, annotated: bool) -> None:
        """Begin to record into a file, which is numbered when its name is taken; its folder is made if missing."""
        if self.recording or self._engine is None or self.busy:
            return
        self.busy, engine = True, self._engine

        def begin(_: Job) -> None:
            make_folder(path.parent)
            engine.record(path, microphone, annotated)

        self._lane.run(begin, lambda _: self._on_recording(microphone), self._on_not_recording)

    def record_take(self, takes: Path, facts: TakeFacts, script: Path | None, microphone: Microphone | None) -> None:
        """Begin to record a take; `take` is there from the next `changed` on, until it is finished.

        Args:
            takes: The folder with one folder a take.
            facts: What is known of the take.
            script: The script's file, which is copied.
            microphone: Where the sound comes from; None for a silent take.
        """
        if self.recording or self._engine is None or self.busy:
            return
        self.busy, engine = True, self._engine

        def began(take: TakeRecording) -> None:
            self.take = take
            self._on_recording(microphone)

        self._lane.run(lambda _: TakeRecording(engine, takes, facts, script, microphone), began, self._on_not_recording)

    def in_take(
        self, work: Callable[[TakeRecording], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Do something with the take that is recorded, in a worker thread and before it is finished.

        Args:
            work: Runs in a thread.
            done: Gets the result, in the GUI thread.
            failed: Gets a sentence for the user, in the GUI thread.
        """
        if (take := self.take) is not None:
            self._lane.run(lambda _: work(take), done, failed)

    def stop_recording(self) -> None:
        """Finish the recording; `recorded`, `take_saved` or `problem` tells how it went."""
        if not self.recording or self._engine is None or self.busy:
            return
        self.busy, engine, take = True, self._engine, self.take
        if take is not None:
            self._lane.run(lambda _: self._finish(take), self._on_recorded, self._on_not_recording)
        else:
            self._lane.run(lambda _: engine.stop_recording(), self._on_recorded, self._on_not_recording)

    def change(self, settings: AnalysisSettings) -> bool:
        """Read in another way as soon as that is loaded; `loaded` or `not_loaded` tells."""
        self._wanted, engine = settings, self._engine
        if engine is None or settings == self._asked:
            return False
        self._asked = settings
        self._loads.run(lambda _: engine.load(settings), lambda _: self.loaded.emit(), self._on_not_loaded)
        return True

    def act(self, emotion: str | None, strength: float | None = None) -> None:
        """Let the drawn actor show an emotion, as `LiveActor.act` says; a camera shows who is there."""
        if isinstance(self._source, LiveActor):
            self._source.act(emotion, strength)

    def set_profile(self, profile: Profile | None) -> None:
        """Read person 0 on their own scale from now on; None for the general one."""
        self._profile = profile
        if self._engine is not None:
            self._engine.profile = profile

    def export(self, outputs: Outputs, job: Job) -> None:
        """Save the numbers of all that was seen."""
        engine, source = self._engine, self._source
        if engine is not None and source is not None:
            card, settings = engine.analyser.classifier.card, engine.analyser.settings
            outputs.check(inputs_of(settings))
            write_texts(self.timeline, source, card, settings, outputs, interrupted=False)

    def end(self, done: Callable[[str | None], None]) -> None:
        """Stop capture, analysis and recording in a worker thread."""
        self._look.stop()
        self._give_up()

        def ended(saved: Path | Take | None) -> None:
            self._tell_saved(saved)
            done(None)

        # One that only begins has no picture to lose.
        self._lane.run(lambda _: self._stop(), ended, done if self.recording else lambda _: done(None))

    def close(self) -> None:
        """Stop at once, waiting for the threads; a recording that runs is finished."""
        self._look.stop()
        self._give_up()
        self._lane.close()
        self._loads.close(wait=False)  # TensorFlow can't be stopped while it loads
        with suppress(UserError):  # its file is kept, and the next start offers it
            self._stop()

    def _stop(self) -> Path | Take | None:
        """Stop the engine; what was recorded, finished. Raises `UserError` when it could not be."""
        take = self.take
        if self._engine is None or take is None:
            return self._engine.stop() if self._engine else None
        with suppress(UserError):  # the take itself says what became of it
            self._engine.stop()
        return self._finish(take)

    def _finish(self, take: TakeRecording) -> Take:
        """Finish a take, once."""
        try:
            return take.finish()
        finally:
            self.take = None

    def _give_up(self) -> None:
        """Wait no longer for a camera that is being opened."""
        if isinstance(self._source, Camera):
            self._source.give_up()

    def _open(self, make_source: SourceMaker) -> None:
        self._source = source = make_source(self._told_in_thread.emit)
        self._asked = settings = self._wanted
        engine = LiveEngine(settings, self._on_reading, self._told_in_thread.emit, LoopThread)
        engine.profile = self._profile
        engine.start(source)
        self._engine = engine

    def _on_reading(self, reading: FrameAnalysis) -> None:
        """The analysis thread."""
        self.timeline.append(reading)
        self._read_in_thread.emit(reading)

    def _on_opened(self, _: None) -> None:
        self._look.start()
        self.set_profile(self._profile)  # it may have changed meanwhile, and so may the settings
        self.change(self._wanted)
        self.opened.emit()

    def _on_not_loaded(self, words: str) -> None:
        self._asked = self.settings
        self.not_loaded.emit(words)

    def _on_recording(self, microphone: Microphone | None) -> None:
        self.recording, self.busy, self.sound = True, False, microphone
        if microphone is not None and microphone.remedy is not None:
            self.silent.emit(microphone.remedy)
        self.changed.emit()

    def _on_recorded(self, saved: Path | Take | None) -> None:
        self.busy = False
        self._tell_saved(saved)

    def _tell_saved(self, saved: Path | Take | None) -> None:
        self.recording, self.sound, self.take = False, None, None
        self.changed.emit()
        if isinstance(saved, Take):
            self.take_saved.emit(saved)
        elif saved is not None:
            self.recorded.emit(saved)

    def _on_not_recording(self, words: str) -> None:
        self.recording = self.busy = False
        self.sound = self.take = None
        self.changed.emit()
        self.problem.emit(words)

    def _look_after(self) -> None:
        """Notice what ended by itself."""
        engine = self._engine
        if engine is None:
            return
        if self.recording and not self.busy and engine.recording is not None and engine.recording.failed:
            self.stop_recording()
        if engine.ended.is_set() and not self._ended and not self.busy:
            self._ended = True
            because = getattr(self._source, "ended_because", None) or tr("{name} has ended.", name=self.name)
            self.end(lambda words: self.failed.emit(words or because))
