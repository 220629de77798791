"""Deliver a self-tape: what to send, from where to where, to whom, and under which name."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import MEDIA_FILE, ListedTake
from acting_mirror.core.text import printable
from acting_mirror.files.disk import in_bytes
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.takes.clip_work import CLIPS, ProfileChoice, telling
from acting_mirror.gui.takes.deliver_clips import DeliverClips
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField, PathField
from acting_mirror.gui.widgets.form import Section, button, grow
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.delivery.deliver import Delivered, Order, deliver
from acting_mirror.pipeline.delivery.part import proposal, whole_part
from acting_mirror.settings.tape_profile import load

_WRITING: Final = marked("Writing picture {number} of {total}")


class DeliverDialog(Dialog):
    """Asks for the clips and for whom they are, shows the cuts over the sound, and writes the tape.

    Attributes:
        clips: What is sent, in its order.
        slate: Who the actor is, said; may be empty.
        slate_first: Whether that comes before the clips.
        profile: For whom it is.
        role: Who is played.
        name: Who plays.
        folder: Where the file goes.
        subtitles: Whether the words are written beside it.
        deliver: Begins.
        close_button: Stops, or closes.
    """

    def __init__(self, folder: Path, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out; files go into a folder until another is chosen."""
        super().__init__(parent)
        self.setWindowTitle(tr("Deliver a self-tape"))
        self._lane = jobs.lane()
        self._job: Job | None = None
        self._proposed: Path | None = None
        self._progress = Progress()
        self.clips = DeliverClips(self._lane, self._progress)
        self.slate = PathField(tr("Choose the slate"), tr("Clips ({endings});;All (*)", endings=CLIPS))
        self.slate_first = QCheckBox(tr("Slate first"))
        self.profile, self.role, self.name = ProfileChoice(), QLineEdit(), QLineEdit()
        self.folder, self.subtitles = FolderField(folder), QCheckBox(tr("Subtitles"))
        self.deliver = button(tr("Deliver it"), tr("Write the file that you send"), "primary")
        self.close_button = button(tr("Close"), tr("Stop, or close this (Esc)"))
        self._lay_out()
        for signal in (self.clips.changed, self.role.textChanged, self.name.textChanged):
            signal.connect(self._show_fields)
        self.deliver.clicked.connect(self._begin)
        self.close_button.clicked.connect(self.reject)
        self._show_fields()

    def offer(self, clips: Mapping[Path, str], role: str) -> None:
        """Show it, with the profiles that there are now, and with the clips that were chosen, by their names."""
        self.profile.renew()
        if clips and self._job is None:
            self.clips.offer(clips)
            self.role.setText(role or self.role.text())
        self.show()
        self.raise_()

    def propose_slate(self, takes: Sequence[ListedTake]) -> None:
        """Fill in the newest slate among takes, the newest first, unless it was proposed before or is sent anyway."""
        newest = next((take.folder / MEDIA_FILE for take in takes if take.slate), None)
        if newest not in (None, self._proposed, *self.clips.paths) and self._job is None:
            self._proposed = newest
            self.slate.field.setText(str(newest))

    def reject(self) -> None:
        """Stop what is done, else close."""
        if self._job is not None:
            self._job.stop.set()
        else:
            super().reject()

    def close_down(self) -> None:
        """Let go of everything."""
        self._lane.close()

    def _begin(self) -> None:
        takes, slate, profile = self.clips.parts, self.slate.path, self.profile.currentData()
        role, name, folder = self.role.text(), self.name.text(), self.folder.folder
        first, subtitles = self.slate_first.isChecked(), self.subtitles.isChecked()

        def work(job: Job) -> Delivered | None:
            with suppress(CancelledError):
                said = proposal(whole_part(slate), job.stop) if slate is not None else None
                order = Order(
                    takes=takes,
                    slate=said,
                    slate_first=first,
                    profile=load(profile),
                    role=role,
                    name=name,
                    folder=folder,
                    subtitles=subtitles,
                )
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
        self.deliver.setEnabled(bool(self.clips.parts) and named and not busy)
        self._form.setEnabled(not busy)
        self.clips.setEnabled(not busy)
        self.close_button.setText(tr("Stop") if busy else tr("Close"))
        grow(self)

    def _lay_out(self) -> None:
        self._form = Section(tr("What you send"))
        slate = QWidget()
        beside = QHBoxLayout(slate)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.slate, 1)
        beside.addWidget(self.slate_first)
        slate.setFocusProxy(self.slate)
        self._form.add_row(tr("Slate"), slate, tr("Where you say who you are; it comes after the take"))
        self._form.add_row(tr("For"), self.profile, tr("What is asked of it"))
        self._form.add_row(tr("Role"), self.role, tr("Who you play, for the file's name"))
        self._form.add_row(tr("Your name"), self.name, tr("For the file's name"))
        self._form.add_row(tr("Folder"), self.folder, tr("Where the file goes"))
        self._form.add_row(tr("Words"), self.subtitles, tr("Write the words of the takes beside it, as .srt."))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.deliver)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._form)
        column.addWidget(self.clips, 1)
        column.addWidget(self._progress)
        column.addLayout(row)
        self.resize(680, 480)
