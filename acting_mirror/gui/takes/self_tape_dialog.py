"""Score a finished clip against its script; the clip becomes a take."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import TAKES, Take
from acting_mirror.files.whole_file import check_outputs, write_new
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.clip_work import CLIPS, telling
from acting_mirror.gui.takes.line_placing import LinePlacing
from acting_mirror.gui.takes.script_choice import ScriptChoice
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import PathField
from acting_mirror.gui.widgets.form import Section, button, grow, label
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.analyser import with_movements
from acting_mirror.pipeline.self_tape import Place, find_lines, score_self_tape
from acting_mirror.pipeline.take_import import import_take
from acting_mirror.rehearsal.placing import Placing
from acting_mirror.rehearsal.tapping import Taps
from acting_mirror.rehearsal.times_table import times_csv
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.profiles import Profiles

_PACE: Final = marked("{count} words a minute")
_PLACES: Final = {
    "pauses": marked("pauses in the sound"),
    "times": marked("a table of times"),
    "taps": marked("tapping along as it plays"),
    "pace": marked("a steady pace"),
}
_NOWHERE: Final = Placing("hand", (), (), "")
_CHECK: Final = (
    marked("Check the times…"),
    marked("See and hear where your lines are, and correct it before they are scored"),
)
_TAP: Final = marked("Tap along…"), marked("Play the clip, and tap where each of your lines starts and ends")
_READING: Final = (
    marked("Reading the clip: picture {number}"),
    marked("Reading the clip: picture {number} of {total}"),
)
_COPYING: Final = (
    marked("Copying the clip: picture {number}"),
    marked("Copying the clip: picture {number} of {total}"),
)
_ROOM: Final = QSize(1040, 700)
"""Of the dialog where lines are placed, if the screen has it."""


class SelfTapeDialog(Dialog):
    """Asks what the command asks for, and shows how far it is."""

    made = Signal(object)
    """The `Take` that the clip has become."""

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setWindowTitle(tr("Score a clip"))
        self._preferences, self._jobs, self._lane = preferences, jobs, jobs.lane()
        self._job: Job | None = None
        self.video = PathField(tr("Choose the clip"), tr("Clips ({endings});;All (*)", endings=CLIPS))
        self._choice = ScriptChoice(preferences, self._lane, self)
        self.script, self.character, self.place = self._choice.script, self._choice.character, QComboBox()
        self.times = PathField(tr("Choose the table of times"), tr("Tables ({endings})", endings="*.csv *.tsv *.txt"))
        before, _, after = tr(_PACE).partition("{count}")
        self.pace = QSpinBox(minimum=40, maximum=600, prefix=before, suffix=after)
        for name, words in _PLACES.items():
            self.place.addItem(tr(words), name)
        self._progress = Progress()
        self.check = button(*map(tr, _CHECK))
        self.keep = button(tr("Keep the times…"), tr("Save where your lines are as a table, for another time"))
        self.score = button(tr("Score it"), tr("Read the clip, score the lines, and keep it as a take"), "primary")
        self.cancel = button(tr("Close"), tr("Stop, or close this (Esc)"))
        self._placed: tuple[object, ...] | None = None  # for what the lines have their places by hand
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    @cached_property
    def placing(self) -> LinePlacing:
        """Where lines are placed by hand; made when it is first asked for, as most clips are scored without."""
        made = LinePlacing(self._jobs)
        self._pages.addWidget(made)
        made.changed.connect(self._show_fields)
        return made

    def offer(self, script: Path | None) -> None:
        """Show it, with the script that was rehearsed last."""
        if self.script.path is None and script is not None:
            self.script.field.setText(str(script))
        self.pace.setValue(self._preferences.settings.rehearsal.words_a_minute)
        self.show()
        self.raise_()

    def reject(self) -> None:
        """Stop what is done, else go back, else close."""
        if self._job is not None:
            self._job.stop.set()
        elif self._by_hand:
            self._turn_back()
        else:
            super().reject()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the clip, which others may want to move."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._turn_back()

    def close_down(self) -> None:
        """Let go of everything."""
        self._lane.close()
        if self._placed is not None:
            self.placing.close_down()

    # What the user does

    def _begin(self) -> None:
        script, video, settings = self._choice.file, self.video.path, self._preferences.settings
        place = self._place()
        if script is None or video is None or place is None:
            return
        character, takes = self.character.currentText(), recordings_folder(settings.window) / TAKES
        if self._by_hand:
            self.placing.pause()

        def work(job: Job) -> Take | None:
            face = Profiles().load(settings.rehearsal.profile) if settings.rehearsal.profile else None
            analysis = with_movements(settings.analysis) if settings.rehearsal.movement_tips else settings.analysis
            with suppress(CancelledError):
                tape = score_self_tape(
                    script, video, character, place, analysis, face, telling(job, *_READING), job.stop
                )
                return import_take(tape, takes, telling(job, *_COPYING), job.stop)
            return None

        self._job = self._lane.run(work, self._on_made, self._on_failed, self._progress.show_share)
        self._progress.show_share(0, None, tr("Opening the clip…"))
        self._show_fields()

    def _place(self) -> Place | None:
        """How the lines are placed: by hand once that was done; None while it can't be said."""
        how = self.place.currentData()
        if self._what == self._placed and (spans := self.placing.taps.spans):
            return Place(spans=spans)
        if how == "taps" or self._by_hand or (how == "times" and self.times.path is None):
            return None
        return Place(self.times.path if how == "times" else None, self.pace.value() if how == "pace" else None)

    def _begin_to_place(self) -> None:
        """Look where the lines are, to have it corrected; where they are tapped, begin with none."""
        script, video, what = self._choice.file, self.video.path, self._what
        if script is None or video is None:
            return
        character = self.character.currentText()
        if what == self._placed:
            self._turn_to_placing(video)
            return
        mine, place = script.script.of(character), self._place()

        def find(job: Job) -> Placing | None:
            with suppress(CancelledError):
                return find_lines(script, video, character, place, job.stop) if place is not None else _NOWHERE
            return None

        def found(placing: Placing | None) -> None:
            self._end(tr("Stopped.") if placing is None else placing.words)
            if placing is not None:
                self._placed = what
                self.placing.place(mine, placing.spans)
                self._turn_to_placing(video)

        self._job = self._lane.run(find, found, self._on_failed)
        self._progress.show_share(0, None, tr("Looking for your lines…"))
        self._show_fields()

    @property
    def _what(self) -> tuple[object, ...]:
        """Of what lines are placed, and how."""
        how = self.place.currentData()
        detail = {"times": _version(self.times.path), "pace": self.pace.value()}.get(how)
        script = self._choice.file.script if self._choice.file is not None else None
        return _version(self.video.path), script, self.character.currentText(), how, detail

    @property
    def _by_hand(self) -> bool:
        """Whether the lines are shown over the sound."""
        return self._pages.currentIndex() > 0

    def _turn_to_placing(self, video: Path) -> None:
        self._pages.setCurrentWidget(self.placing)
        self.resize(self.size().expandedTo(_ROOM.boundedTo(self.screen().availableSize() * 0.9)))
        self._show_fields()
        self.placing.open(video)

    def _turn_back(self) -> None:
        if self._by_hand:
            self.placing.let_go()
        self._pages.setCurrentIndex(0)
        self._show_fields()

    def _keep(self) -> None:
        """Save the places of the lines as a table that can be chosen another time."""
        video, taps = self.video.path, self.placing.taps
        if video is None:
            return
        beside = video.with_name(f"{video.stem} times.csv")
        # The dialog itself asks before it lets a file be replaced.
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Keep the times"), str(beside), tr("Table of times ({endings})", endings="*.csv")
        )
        if chosen:
            self.write_times(Path(chosen), taps)

    def write_times(self, path: Path, taps: Taps) -> None:
        """Save a table of times."""
        inputs = [each for each in (self.video.path, self.script.path, self.times.path) if each is not None]
        content = times_csv(taps.times).encode()

        def write(_: Job) -> None:
            check_outputs([path], force=True, inputs=inputs)
            write_new(path, content, force=True)

        self._lane.run(write, lambda _: self._progress.say(tr("Saved {name}", name=path.name)), self._warn)

    def _on_made(self, take: Take | None) -> None:
        self._end("" if take is not None else tr("Stopped; nothing was kept."))
        if take is not None:
            self.hide()
            self.made.emit(take)

    def _on_failed(self, words: str) -> None:
        self._end("")
        self._warn(words)

    def _end(self, words: str) -> None:
        self._job = None
        self._progress.say(words)
        self._show_fields()

    def _on_told(self, words: str) -> None:
        self._progress.say(words, "warning" if words else "second")

    def _warn(self, words: str) -> None:
        self._progress.say(words, "warning")

    def _show_fields(self) -> None:
        busy, how, by_hand = self._job is not None, self.place.currentData(), self._by_hand
        self._pages.setEnabled(not busy)
        self.times.setVisible(how == "times")
        self.pace.setVisible(how == "pace")
        known = self.video.path is not None and self._choice.file is not None and not busy
        placed = self._place() is not None
        self.score.setEnabled(known and placed)
        self.check.setEnabled(known and (placed or how == "taps"))
        words, tip = map(tr, _TAP if how == "taps" else _CHECK)
        self.check.setText(words)
        self.check.setToolTip(tip)
        self.check.setAccessibleName(words)
        self.check.setVisible(not by_hand)
        self.keep.setVisible(by_hand)
        self.keep.setEnabled(placed and not busy)
        self.cancel.setText(tr("Stop") if busy else tr("Back") if by_hand else tr("Close"))
        grow(self)

    def _connect(self) -> None:
        self._choice.told.connect(self._on_told)
        asked = (self.video.changed, self.times.changed, self.place.currentIndexChanged)
        for signal in (*asked, self._choice.changed, self.pace.valueChanged):
            signal.connect(self._show_fields)
        self.check.clicked.connect(self._begin_to_place)
        self.keep.clicked.connect(self._keep)
        self.score.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        self._show_fields()

    def _lay_out(self) -> None:
        section = Section(tr("A clip you have filmed"))
        section.add_row(tr("Clip"), self.video, tr("The film of your scene; it is never changed"))
        section.add_row(tr("Script"), self.script, tr("What you speak, with a target for each line"))
        section.add_row(tr("You play"), self.character, tr("Whose lines are scored"))
        section.add_row(tr("Find my lines by"), self.place, tr("How the program knows when you speak each line"))
        section.add_wide(self.times, tr("A table with the columns line, start_s and end_s"))
        section.add_wide(self.pace, tr("As on the prompter"))
        form = QWidget()
        inside = QVBoxLayout(form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(section)
        inside.addWidget(label(tr("The clip becomes a take, with a copy of film and script."), "small"))
        inside.addStretch(1)
        self._pages.addWidget(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._pages, 1)
        column.addWidget(self._progress)
        column.addLayout(_right(self.cancel, self.keep, self.check, self.score))
        self.resize(620, 400)


def _right(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row


def _version(path: Path | None) -> tuple[Path | None, int]:
    """A file as it is now: what was placed in another version of it holds no more."""
    try:
        return path, path.stat().st_mtime_ns if path is not None else 0
    except OSError:
        return path, 0
