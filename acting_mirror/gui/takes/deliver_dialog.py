"""Deliver a self-tape: what to send, from where to where, to whom, and under which name."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import MEDIA_FILE, ListedTake
from acting_mirror.core.text import printable
from acting_mirror.files.disk import in_bytes
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.clip_work import CLIPS, ProfileChoice, telling
from acting_mirror.gui.takes.deliver_clips import DeliverClips
from acting_mirror.gui.takes.script_choice import ScriptChoice
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField, PathField
from acting_mirror.gui.widgets.form import Section, button, grow, page_of
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.delivery.deliver import Delivered, Order, deliver
from acting_mirror.pipeline.delivery.part import proposal, whole_part
from acting_mirror.pipeline.delivery.subtitles import words_by_times
from acting_mirror.rehearsal.slate import NAME
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
        script: What is spoken in a clip that is no take, for subtitles.
        times: When each of its lines is.
        deliver: Begins.
        close_button: Stops, or closes.
    """

    def __init__(self, folder: Path, preferences: Preferences, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out; files go into a folder until another is chosen."""
        super().__init__(parent)
        self.setWindowTitle(tr("Deliver a self-tape"))
        self._preferences, self._lane = preferences, jobs.lane()
        self._job: Job | None = None
        self._proposed: Path | None = None
        self._progress = Progress()
        self.clips = DeliverClips(self._lane, self._progress)
        self.slate = PathField(tr("Choose the slate"), tr("Clips ({endings});;All (*)", endings=CLIPS))
        self.slate_first = QCheckBox(tr("Slate first"))
        self.profile, self.role, self.name = ProfileChoice(), QLineEdit(), QLineEdit()
        self.folder, self.subtitles = FolderField(folder), QCheckBox(tr("Subtitles"))
        self.script = ScriptChoice(preferences, self._lane, self)
        self.times = PathField(tr("Choose the table of times"), tr("Tables ({endings})", endings="*.csv *.tsv *.txt"))
        self.deliver = button(tr("Deliver it"), tr("Write the file that you send"), "primary")
        self.close_button = button(tr("Close"), tr("Stop, or close this (Esc)"))
        self._lay_out()
        fields = (self.clips.changed, self.role.textChanged, self.name.textChanged, self.subtitles.toggled)
        for signal in fields:
            signal.connect(self._show_fields)
        self.script.told.connect(lambda words: self._progress.say(words, "warning"))
        self.deliver.clicked.connect(self._begin)
        self.close_button.clicked.connect(self.reject)
        self._show_fields()

    def offer(self, clips: Mapping[Path, str], role: str) -> None:
        """Show it, with the profiles that there are now, and with the clips that were chosen, by their names."""
        self.profile.renew()
        known = dict(self._preferences.settings.rehearsal.slate)
        self.name.setText(self.name.text() or known.get(NAME, ""))
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
        script, character, times = self.script.file, self.script.character.currentText(), self.times.path
        by_script = self._lacks_words and subtitles

        def work(job: Job) -> Delivered | None:
            with suppress(CancelledError):
                said = proposal(whole_part(slate), job.stop) if slate is not None else None
                spoken = takes
                if by_script and script is not None and times is not None:
                    spoken = [replace(takes[0], words=words_by_times(script.script, character, times))]
                order = Order(
                    takes=spoken,
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

    @property
    def _lacks_words(self) -> bool:
        """Whether one clip is sent of which is not known what is spoken in it."""
        return [bool(part.words) for part in self.clips.parts] == [False]

    def _show_fields(self) -> None:
        busy = self._job is not None
        named = all(field.text().strip() for field in (self.role, self.name))
        self.deliver.setEnabled(bool(self.clips.parts) and named and not busy)
        self._page.setEnabled(not busy)
        self._spoken.setVisible(self.subtitles.isChecked() and self._lacks_words)
        self.close_button.setText(tr("Stop") if busy else tr("Close"))
        grow(self)

    def _lay_out(self) -> None:
        what, how, self._spoken = Section(tr("What you send")), Section(tr("How you send it")), Section(tr("Subtitles"))
        what.add_wide(self.clips)
        how.add_row(tr("Slate"), _beside(self.slate, self.slate_first), tr("Where you say who you are"))
        how.add_row(tr("For"), self.profile, tr("What is asked of it"))
        how.add_row(tr("Role"), self.role, tr("Who you play, for the file's name"))
        how.add_row(tr("Your name"), self.name, tr("For the file's name"))
        how.add_row(tr("Folder"), self.folder, tr("Where the file goes"))
        how.add_row(tr("Words"), self.subtitles, tr("Write the words of the takes beside it, as .srt."))
        self._spoken.add_row(tr("Script"), self.script.script, tr("What is spoken in the clip"))
        self._spoken.add_row(tr("You play"), self.script.character, tr("Whose lines are written"))
        self._spoken.add_row(tr("Times"), self.times, tr("A table with the columns line, start_s and end_s"))
        self._page = page_of((what, how, self._spoken))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.deliver)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(16, 0, 16, 16)
        bottom.setSpacing(12)
        bottom.addWidget(self._progress)
        bottom.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addLayout(bottom)
        self.resize(680, 780)


def _beside(field: QWidget, choice: QWidget) -> QWidget:
    """A field and a choice in one row."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(field, 1)
    row.addWidget(choice)
    made.setFocusProxy(field)
    return made
