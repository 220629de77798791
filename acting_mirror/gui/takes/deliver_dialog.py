"""Deliver a self-tape: what to send, from where to where, to whom, and under which name."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.text import printable
from acting_mirror.files.disk import in_bytes
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.takes.clip_work import CLIPS, ProfileChoice, telling
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField, PathField
from acting_mirror.gui.widgets.form import Section, button, grow
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.gui.widgets.wave_spans import WaveSpan
from acting_mirror.gui.widgets.waveform import Waveform
from acting_mirror.pipeline.delivery.deliver import Delivered, Order, deliver
from acting_mirror.pipeline.delivery.part import Part, cut, proposal, whole_part
from acting_mirror.settings.tape_profile import load
from acting_mirror.vision.sources.sound_peaks import Peaks, peaks_of

_WRITING: Final = marked("Writing picture {number} of {total}")
_Heard = tuple[Part, Part, Peaks]
"""All of a clip, what is proposed of it, and its sound."""


class DeliverDialog(Dialog):
    """Asks for the clips and for whom they are, shows the cuts over the sound, and writes the tape.

    Attributes:
        take: The clip.
        slate: Who the actor is, said; may be empty.
        profile: For whom it is.
        role: Who is played.
        name: Who plays.
        folder: Where the file goes.
        wave: The sound of the clip, with what is sent of it.
        deliver: Begins.
        close_button: Stops, or closes.
    """

    def __init__(self, folder: Path, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out; files go into a folder until another is chosen."""
        super().__init__(parent)
        self.setWindowTitle(tr("Deliver a self-tape"))
        self._lane = jobs.lane()
        self._job: Job | None = None
        self._whole: Part | None = None
        kinds = tr("Clips ({endings});;All (*)", endings=CLIPS)
        self.take, self.slate = PathField(tr("Choose the clip"), kinds), PathField(tr("Choose the slate"), kinds)
        self.profile, self.role, self.name = ProfileChoice(), QLineEdit(), QLineEdit()
        self.folder, self.wave, self._progress = FolderField(folder), Waveform(tr("Sound of the clip")), Progress()
        self.deliver = button(tr("Deliver it"), tr("Write the file that you send"), "primary")
        self.close_button = button(tr("Close"), tr("Stop, or close this (Esc)"))
        self._lay_out()
        self.take.changed.connect(self._listen)
        self.wave.edited.connect(self.wave.show_spans)
        for field in (self.role, self.name):
            field.textChanged.connect(self._show_fields)
        self.deliver.clicked.connect(self._begin)
        self.close_button.clicked.connect(self.reject)
        self._show_fields()

    def offer(self, clip: Path | None, role: str) -> None:
        """Show it, with the profiles that there are now, and with a clip that was chosen."""
        self.profile.renew()
        if clip is not None and self._job is None:
            self.take.field.setText(str(clip))
            self.role.setText(role or self.role.text())
        self.show()
        self.raise_()

    def reject(self) -> None:
        """Stop what is done, else close."""
        if self._job is not None:
            self._job.stop.set()
        else:
            super().reject()

    def close_down(self) -> None:
        """Let go of everything."""
        self._lane.close()

    def _listen(self) -> None:
        """Find out what to propose of the clip that was chosen."""
        path, self._whole = self.take.path, None
        self.wave.show_spans(())
        if path is not None and path.is_file():

            def work(job: Job) -> _Heard:
                whole = whole_part(path)
                peaks = peaks_of(path, job.stop) if whole.sounds else np.zeros(0, np.float32)
                return whole, proposal(whole, job.stop), peaks

            self._lane.run(work, self._on_heard, self._on_failed, self._progress.show_share)
            self._progress.show_share(0, None, tr("Listening to the tape…"))
        self._show_fields()

    def _on_heard(self, heard: _Heard) -> None:
        whole, proposed, peaks = heard
        if whole.path != self.take.path:  # another was chosen meanwhile
            return
        self._whole = whole
        self.wave.show_length(whole.end_s)
        self.wave.show_peaks(peaks)
        self.wave.show_spans([WaveSpan(0, tr("What you send"), proposed.start_s, proposed.end_s)])
        self._progress.say(tr("Drag the ends of what you send, if a second of air around your words is not right."))
        self._show_fields()

    def _begin(self) -> None:
        if self._whole is None:
            return
        span, slate, profile = self.wave.spans[0], self.slate.path, self.profile.currentData()
        part, role, name, folder = self._whole, self.role.text(), self.name.text(), self.folder.folder

        def work(job: Job) -> Delivered | None:
            with suppress(CancelledError):
                said = proposal(whole_part(slate), job.stop) if slate is not None else None
                takes = [cut(part, span.start_s, span.end_s)]
                order = Order(takes=takes, slate=said, profile=load(profile), role=role, name=name, folder=folder)
                return deliver(order, telling(job, _WRITING, _WRITING), job.stop)
            return None

        self._job = self._lane.run(work, self._on_delivered, self._on_failed, self._progress.show_share)
        self._progress.show_share(0, None, tr("Listening to the tape…"))
        self._show_fields()

    def _on_delivered(self, done: Delivered | None) -> None:
        self._job = None
        if done is None:
            self._progress.say(tr("Stopped."))
        else:
            size = in_bytes(done.film.stat().st_size)
            told = tr("Saved as {file}, {size}.", file=printable(done.film.name), size=size)
            self._progress.say(" ".join((told, *done.doubts)))
        self._show_fields()

    def _on_failed(self, words: str) -> None:
        self._job = None
        self._progress.say(words, "warning")
        self._show_fields()

    def _show_fields(self) -> None:
        busy = self._job is not None
        named = all(field.text().strip() for field in (self.role, self.name))
        self.deliver.setEnabled(self._whole is not None and named and not busy)
        for widget in (self.take, self.slate, self.profile, self.role, self.name, self.folder, self.wave):
            widget.setEnabled(not busy)
        self.wave.setVisible(self._whole is not None)
        self.close_button.setText(tr("Stop") if busy else tr("Close"))
        grow(self)

    def _lay_out(self) -> None:
        section = Section(tr("What you send"))
        section.add_row(tr("Clip"), self.take, tr("Your self-tape; it is never changed"))
        section.add_row(tr("Slate"), self.slate, tr("Where you say who you are; it comes after the take"))
        section.add_row(tr("For"), self.profile, tr("What is asked of it"))
        section.add_row(tr("Role"), self.role, tr("Who you play, for the file's name"))
        section.add_row(tr("Your name"), self.name, tr("For the file's name"))
        section.add_row(tr("Folder"), self.folder, tr("Where the file goes"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.deliver)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(section)
        column.addWidget(self.wave, 1)
        column.addWidget(self._progress)
        column.addLayout(row)
        self.resize(680, 420)
