"""Check a self-tape before it is sent: what is good of it, what is not, and what to do."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.frame import Image
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import MEDIA_FILE, TakeFacts
from acting_mirror.core.tape_point import ORDER, VERDICTS, Point, Verdict
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.clip_work import CLIPS, ProfileChoice, telling
from acting_mirror.gui.takes.script_choice import ScriptChoice
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import PathField
from acting_mirror.gui.widgets.form import Section, button, grow
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.pipeline.tape_check.check import TapeCheck, check_tape, stills_of
from acting_mirror.record.take_facts import read_facts
from acting_mirror.report.moments import in_minutes
from acting_mirror.settings.tape_profile import load

_STILL: Final = QSize(160, 90)
_ROOM: Final = QSize(680, 680)
"""Of the dialog with what was found, if the screen has it."""
_LOOKING: Final = (
    marked("Looking at picture {number}"),
    marked("Looking at picture {number} of {total}"),
)
_Checked = tuple[TapeCheck, dict[float, Image]]


class CheckDialog(Dialog):
    """Asks for the tape, for whom it is and what is played in it, and lists its points.

    Attributes:
        tape: The tape.
        profile: For whom it is.
        script: What is played in it; may be empty. A take brings its own.
        character: Whom the actor plays in it.
        points: What was found, what matters most first.
        check: Begins.
        deliver: Goes on to deliver the tape.
        close_button: Stops, or closes.
    """

    deliver_wanted = Signal(object)
    """The tape, a `Path`, is to be delivered; None while none is chosen."""

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QWidget) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setWindowTitle(tr("Check a self-tape"))
        self._preferences, self._lane = preferences, jobs.lane()
        self._job: Job | None = None
        self.tape = PathField(tr("Choose the clip"), tr("Clips ({endings});;All (*)", endings=CLIPS))
        self._choice = ScriptChoice(preferences, self._lane, self, forgiving=True)
        self.script, self.character = self._choice.script, self._choice.character
        self._brought: Path | None = None
        self.profile, self.points, self._progress = ProfileChoice(), _list(), Progress()
        self.check = button(tr("Check it"), tr("Look at the whole tape, and listen to it"), "primary")
        self.deliver = button(tr("Deliver…"), tr("Make the file that you send of it"))
        self.close_button = button(tr("Close"), tr("Stop, or close this (Esc)"))
        self._lay_out()
        self.tape.changed.connect(self._on_tape)
        self._choice.changed.connect(self._show_fields)
        self._choice.told.connect(lambda words: self._progress.say(words, "warning" if words else "quiet"))
        self.check.clicked.connect(self._begin)
        self.deliver.clicked.connect(lambda: self.deliver_wanted.emit(self.tape.path))
        self.close_button.clicked.connect(self.reject)
        self._show_fields()

    def offer(self, tape: Path | None = None) -> None:
        """Show it, with the profiles that there are now, and with a tape that was chosen."""
        self.profile.renew()
        if tape is not None and self._job is None:
            self.tape.field.setText(str(tape))
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

    def _on_tape(self) -> None:
        """A take of ours brings its script and its character; another tape is not of them."""
        path, brought, self._brought = self.tape.path, self._brought, None
        if brought is not None and brought == self.script.path:
            self.script.field.clear()
        if path is not None and path.name == MEDIA_FILE:
            self._lane.run(lambda _: read_facts(path.parent), lambda facts: self._on_take(path, facts), lambda _: None)
        self._show_fields()

    def _on_take(self, path: Path, facts: TakeFacts) -> None:
        if path == self.tape.path and facts.script_file:
            self._brought = path.with_name(facts.script_file)
            self._choice.choose(self._brought, facts.character)

    def _begin(self) -> None:
        path, name, settings = self.tape.path, self.profile.currentData(), self._preferences.settings.analysis
        script, character = self._choice.file.script if self._choice.file else None, self.character.currentText()
        if path is None:
            return

        def work(job: Job) -> _Checked | None:
            with suppress(CancelledError):
                checked = check_tape(path, load(name), settings, script, character, telling(job, *_LOOKING), job.stop)
                return checked, stills_of(checked)
            return None

        self.points.clear()
        self._job = self._lane.run(work, self._on_checked, self._on_failed, self._progress.show_share)
        self._progress.show_share(0, None, tr("Listening to the tape…"))
        self._show_fields()

    def _on_checked(self, done: _Checked | None) -> None:
        self._job = None
        self._progress.say(tr("Stopped.") if done is None else done[0].profile.age(date.today()))
        if done is not None:
            checked, stills = done
            for point in (point for verdict in ORDER for point in checked.of(verdict)):
                self.points.addItem(_item(point, stills))
            self.points.setCurrentRow(0)
            self.resize(self.size().expandedTo(_ROOM.boundedTo(self.screen().availableSize() * 0.9)))
        self._show_fields()

    def _on_failed(self, words: str) -> None:
        self._job = None
        self._progress.say(words, "warning")
        self._show_fields()

    def _show_fields(self) -> None:
        busy = self._job is not None
        read = self.script.path is None or self._choice.file is not None
        self.check.setEnabled(self.tape.path is not None and read and not busy)
        for field in (self.tape, self.profile, self.script):
            field.setEnabled(not busy)
        self.character.setEnabled(self._choice.file is not None and not busy)
        self.points.setVisible(self.points.count() > 0)
        self.close_button.setText(tr("Stop") if busy else tr("Close"))
        grow(self)

    def _lay_out(self) -> None:
        section = Section(tr("Before you send it"))
        section.add_row(tr("Clip"), self.tape, tr("Your self-tape; it is never changed"))
        section.add_row(tr("For"), self.profile, tr("What is asked of it"))
        tip = tr("What you play in it, to check pace and pauses of your lines; it may stay empty")
        section.add_row(tr("Script"), self.script, tip)
        section.add_row(tr("You play"), self.character, tr("Whose lines are yours"))
        row = QHBoxLayout()
        row.addWidget(self.deliver)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(section)
        column.addWidget(self.points, 1)
        column.addWidget(self._progress)
        column.addLayout(row)
        self.resize(680, 340)


def _list() -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(tr("What was found"))
    made.setWordWrap(True)
    made.setIconSize(_STILL)
    made.setMinimumHeight(140)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _item(point: Point, stills: dict[float, Image]) -> QListWidgetItem:
    """A point as a row: its verdict, what was found, what to do, and the moment that shows it."""
    verdict = tr(VERDICTS[point.verdict])
    words = [verdict[:1].upper() + verdict[1:], point.sentence]
    faulty = point.verdict is not Verdict.GOOD
    if faulty and point.t_s is not None:
        words[0] += f"  {in_minutes(point.t_s)}"
    item = QListWidgetItem("\n".join([*words, point.advice] if point.advice else words))
    still = stills.get(point.t_s) if faulty and point.t_s is not None else None
    if still is not None:
        item.setIcon(QIcon(_pixmap(still)))
    return item


def _pixmap(still: Image) -> QPixmap:
    height, width = still.shape[:2]
    return QPixmap.fromImage(QImage(still.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888))
