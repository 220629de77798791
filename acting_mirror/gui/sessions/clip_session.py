"""A clip: watched at once, read once, instant from then on."""

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.pipeline.export import export_clip
from acting_mirror.pipeline.kept import read_once
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.clip_seeker import ClipSeeker

_TELLS_EVERY_S: Final = 0.1
"""How much of it has been read."""


class ClipSession(ClipPlayer):
    """Plays a clip from one thread and reads it in another.

    Attributes:
        settings: How it is read.
        broke_at: Where in seconds the file broke off before its end; None when it did not.
    """

    def __init__(
        self,
        path: Path,
        settings: AnalysisSettings,
        jobs: Jobs,
        name: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Begin to open and to read it.

        Args:
            path: The file.
            settings: How to read.
            jobs: Whose threads it is read in.
            name: What the user calls it; the file's name when None.
            parent: Its owner.
        """
        super().__init__(path, name, None, parent)
        self.share_read, self.complete = 0.0, False
        self.broke_at: float | None = None
        self.settings = settings
        self._reading: Job | None = None
        self._lane = jobs.lane()

    def cancel_reading(self) -> None:
        """Read no further; what was read stays to be seen."""
        if self._reading is not None:
            self._reading.stop.set()

    @property
    def being_read(self) -> bool:
        """Whether it is being read from beginning to end."""
        return self._reading is not None and not self._reading.over

    def read_again(self) -> None:
        """Read it from its start, after it was cancelled."""
        self._begin_to_read()

    @property
    def export_name(self) -> str:
        """The clip's own."""
        return self.path.stem

    def export(self, outputs: Outputs, job: Job) -> None:
        """Save the annotated clip and its numbers."""
        timeline, settings = self.timeline, self.settings
        if not timeline.frames:
            raise UserError(tr("The clip is not read yet: wait a moment, then export again."))
        card = load_bundle(settings.model).card
        export_clip(self.path, timeline, card, settings, outputs, job.report, job.stop)

    def change(self, settings: AnalysisSettings) -> bool:
        """Read it anew in another way."""
        before, self.settings = self.settings, settings
        if self.is_open and settings != before:
            self.cancel_reading()
            self._begin_to_read()
        return False

    def close(self) -> None:
        """Let go of the file; what was read so far and not to its end is forgotten."""
        self.clock.close()
        self._lane.close()
        super().close()

    # Reading it

    def _on_opened(self, seeker: ClipSeeker) -> None:
        super()._on_opened(seeker)
        if not self._stop.is_set():
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

        self._reading = self._lane.run(
            lambda job: self._read(job, settings, timeline), self._on_read, self.failed.emit, on_progress
        )
        self.changed.emit()

    def _read(self, job: Job, settings: AnalysisSettings, timeline: Timeline) -> tuple[Timeline, float | None] | None:
        told = time.monotonic()

        def progress(frames: int, total: int | None) -> None:
            nonlocal told
            if total and time.monotonic() - told > _TELLS_EVERY_S:
                told = time.monotonic()
                job.report(min(1.0, frames / total))

        return read_once(self.path, settings, progress, job.stop, timeline)

    def _on_read(self, result: tuple[Timeline, float | None] | None) -> None:
        if result is None:  # it was cancelled
            self.changed.emit()
            return
        self.timeline, self.broke_at = result
        self.share_read, self.left_s, self.complete = 1.0, 0.0, True
        if self.length_s is None:
            self.length_s = self.timeline.end_s
        if self.broke_at is not None:
            self.problem.emit(
                tr("The clip breaks off at {seconds:.1f} s: everything up to there was read.", seconds=self.broke_at)
            )
        self.changed.emit()
