"""Score a finished clip against its script; the clip becomes a take."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.take import TAKES, Take
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import PathField
from acting_mirror.gui.widgets.form import Section, button, label
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.self_tape import Place, score_self_tape
from acting_mirror.pipeline.take_import import import_take
from acting_mirror.rehearsal.script_file import FORMATS, ScriptFile
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.profiles import Profiles

_SCRIPTS: Final = f"Scripts ({' '.join(f'*{ending}' for ending in FORMATS)})"
_PLACES: Final = {"pauses": "pauses in the sound", "times": "a table of times", "pace": "a steady pace"}


class SelfTapeDialog(Dialog):
    """Asks what the command asks for, and shows how far it is."""

    made = Signal(object)
    """The `Take` that the clip has become."""

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setWindowTitle("Score a clip")
        self._preferences, self._lane = preferences, jobs.lane()
        self._job: Job | None = None
        self.video = PathField("Choose the clip", "Clips (*.mp4 *.mov *.m4v *.avi *.mkv *.webm *.mpg *.wmv);;All (*)")
        self.script = PathField("Choose the script", _SCRIPTS)
        self.times = PathField("Choose the table of times", "Tables (*.csv *.tsv *.txt)")
        self.character, self.place = QComboBox(), QComboBox()
        self.pace = QSpinBox(minimum=40, maximum=600, suffix=" words a minute")
        for name, words in _PLACES.items():
            self.place.addItem(words, name)
        self._progress = Progress()
        self.score = button("Score", "Read the clip, score the lines, and keep it as a take", "primary")
        self.cancel = button("Close", "Stop, or close this (Esc)")
        self._file: ScriptFile | None = None
        self._lay_out()
        self._connect()

    def offer(self, script: Path | None) -> None:
        """Show it, with the script that was rehearsed last."""
        if self.script.path is None and script is not None:
            self.script.field.setText(str(script))
        self.pace.setValue(self._preferences.settings.rehearsal.words_a_minute)
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

    # What the user does

    def _look(self) -> None:
        """Read the script for its characters."""
        path, self._file = self.script.path, None
        self.character.clear()
        self._show_fields()
        if path is not None and path.is_file():
            self._lane.run(lambda _: ScriptFile.open(path), self._on_script, self._warn)

    def _on_script(self, file: ScriptFile) -> None:
        if file.path != self.script.path:
            return
        self._file = file
        played = file.script.named(dict(self._preferences.settings.rehearsal.scripts).get(str(file.path), ""))
        self.character.addItems(file.script.characters)
        if played is not None:
            self.character.setCurrentText(played)
        self._progress.say(file.doubt, "warning" if file.doubt else "second")
        self._show_fields()

    def _begin(self) -> None:
        script, video, settings = self._file, self.video.path, self._preferences.settings
        if script is None or video is None:
            return
        character, how, takes = (
            self.character.currentText(),
            self.place.currentData(),
            recordings_folder(settings.window) / TAKES,
        )
        place = Place(self.times.path if how == "times" else None, self.pace.value() if how == "pace" else None)

        def work(job: Job) -> Take | None:
            face = Profiles().load(settings.rehearsal.profile) if settings.rehearsal.profile else None
            with suppress(CancelledError):
                tape = score_self_tape(
                    script, video, character, place, settings.analysis, face, _telling(job, "Reading"), job.stop
                )
                return import_take(tape, takes, _telling(job, "Copying"), job.stop)
            return None

        self._job = self._lane.run(work, self._on_made, self._on_failed, self._progress.show_share)
        self._progress.show_share(0, None, "Opening the clip…")
        self._show_fields()

    def _on_made(self, take: Take | None) -> None:
        self._job = None
        self._progress.say("" if take is not None else "Stopped; nothing was kept.")
        self._show_fields()
        if take is not None:
            self.hide()
            self.made.emit(take)

    def _on_failed(self, words: str) -> None:
        self._job = None
        self._warn(words)
        self._show_fields()

    def _warn(self, words: str) -> None:
        self._progress.say(words, "warning")

    def _show_fields(self) -> None:
        busy, how = self._job is not None, self.place.currentData()
        for widget in (self.video, self.script, self.character, self.place, self.times, self.pace):
            widget.setEnabled(not busy)
        self.times.setVisible(how == "times")
        self.pace.setVisible(how == "pace")
        known = self.video.path is not None and self._file is not None and (how != "times" or self.times.path)
        self.score.setEnabled(bool(known) and not busy)
        self.cancel.setText("Stop" if busy else "Close")

    def _connect(self) -> None:
        self.script.changed.connect(self._look)
        for signal in (self.video.changed, self.times.changed, self.place.currentIndexChanged):
            signal.connect(self._show_fields)
        self.score.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        self._show_fields()

    def _lay_out(self) -> None:
        section = Section("A clip you have filmed")
        section.add_row("Clip", self.video, "The film of your scene; it is never changed")
        section.add_row("Script", self.script, "What you speak, with a target for each line")
        section.add_row("You play", self.character, "Whose lines are scored")
        section.add_row("Find my lines by", self.place, "How the program knows when you speak each line")
        section.add_wide(self.times, "A table with the columns line, start_s and end_s")
        section.add_wide(self.pace, "As on the prompter")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(section)
        column.addWidget(label("The clip becomes a take, with a copy of film and script.", "small"))
        column.addWidget(self._progress)
        column.addStretch(1)
        column.addLayout(_right(self.cancel, self.score))
        self.resize(620, 400)


def _right(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row


def _telling(job: Job, what: str) -> Callable[[int, int | None], None]:
    """Reports to a job every so often."""

    def tell(done: int, total: int | None) -> None:
        if done % 10 == 0:
            job.report(done, total, f"{what} the clip: picture {done}" + (f" of {total}" if total else ""))

    return tell
