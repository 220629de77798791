"""The eyeline: two seconds into the lens, two seconds at the partner's mark."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import marked, tr
from acting_mirror.core.look_words import look_words
from acting_mirror.core.looking import Looking
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.sessions.session import Badge
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import Section, button, footer, label, page_of, set_role
from acting_mirror.gui.widgets.picture_view import PictureView

STEP_S: Final = 2.0
_FEWEST: Final = 12
"""A slow computer takes longer for so many readings."""
_COUNT_FROM: Final = 3
_FORM_PX: Final = 400
_ABOUT: Final = marked(
    "Stick a mark beside the camera where your scene partner stands. Then the program can tell whether you look into "
    "the lens, at your partner, or down at the script. It is kept for this camera: measure again when you move it."
)
_ASKED: Final = (
    (marked("Into the lens"), marked("Look into the lens of the camera until you hear a sound.")),
    (marked("At your partner"), marked("Look at your partner's mark until you hear a sound.")),
)
_NO_CAMERA: Final = marked("Open a camera on the Mirror page first, or try the demo actor.")


class EyelineDialog(Dialog):
    """Collects where the eyes look, step by step, and says where they look now.

    Attributes:
        looking: Where they look now; it has the eyeline by which that is said.
        step: Which look is asked for, from 0; 2 when both were measured.
    """

    measured = Signal(object)
    """An `Eyeline`, or None to go by the general one."""
    shown = Signal(bool)
    """Whether it is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self.setWindowTitle(tr("Eyeline"))
        self.looking, self.step = Looking(), 0
        self._live, self._problem = False, ""
        self._collecting, self._since_s = False, 0.0
        self._samples: tuple[list[Eyes], list[Eyes]] = ([], [])
        self._countdown = Countdown(self)
        self._countdown.over.connect(self._collect)
        self._countdown.changed.connect(self._show_step)
        self.view = PictureView(named=False)
        self.heading, self.words = label("", "heading"), label("")
        self.bar = QProgressBar(maximum=100, textVisible=False)
        self.bar.setAccessibleName(tr("How much of this step is done"))
        self.start = button(tr("Start"), tr("Begin after a countdown"), "primary")
        self.start.clicked.connect(self._start)
        self.forget = button(tr("Forget"), tr("Forget what was measured with this camera"))
        self.forget.clicked.connect(lambda: self._end(None, tr("Forgotten: the lens is where the camera is.")))
        self._note = label("", "quiet")
        self._lay_out()

    @property
    def running(self) -> bool:
        """Whether a step is counted down or collected."""
        return self._countdown.running or self._collecting

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    def begin(self, eyeline: Eyeline, live: bool, problem: str = "") -> None:
        """Begin at the first step.

        Args:
            eyeline: The one of the camera that is looked at.
            live: Whether one is.
            problem: Why eyes can't be measured, a sentence; "" where they can.
        """
        self.looking.eyeline, self._live, self._problem = eyeline, live, problem
        self._break_off()

    def show_picture(self, frame: Frame | None, reading: FrameAnalysis | None, mirrored: bool) -> None:
        """Show a newer picture."""
        self.view.show_picture(frame, reading, mirrored, 0)

    def take(self, reading: FrameAnalysis) -> None:
        """Take a reading, later than the last one."""
        face = reading.person_0
        eyes = face.movements.eyes if face is not None and face.movements is not None else None
        self.looking.update(reading.t_s, eyes or UNSEEN)
        look = self.looking.look
        self.view.say(Badge(), "" if look is None else look_words(look))
        self.view.setAccessibleDescription(self.view.footnote)
        if not self._collecting:
            return
        self.words.setText(tr("Step into the picture") if eyes is None else tr(_ASKED[self.step][1]))
        if eyes is None:
            return
        samples = self._samples[self.step]
        self._since_s = self._since_s if samples else reading.t_s
        samples.append(eyes)
        share = min((reading.t_s - self._since_s) / STEP_S, len(samples) / _FEWEST)
        self.bar.setValue(round(100 * min(share, 1)))
        if share >= 1:
            self._done()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have the eyes measured."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Measure no more while nobody looks."""
        self._break_off()
        self.shown.emit(False)
        super().hideEvent(event)

    def _start(self) -> None:
        if self.running:
            self._break_off()
            return
        self._say("")
        self.step, self._samples = 0, ([], [])
        self._countdown.start(_COUNT_FROM)

    def _collect(self) -> None:
        self._collecting = True
        self._show_step()

    def _done(self) -> None:
        """A step is whole; after the second one, see what both say."""
        self._collecting = False
        QApplication.beep()  # the eyes are elsewhere
        if self.step == 0:
            self.step = 1
            self._countdown.start(_COUNT_FROM)
            return
        try:
            eyeline = Eyeline.of(*self._samples)
        except UserError as error:
            self._break_off()
            self._say(sentence_of(error), "warning")
            return
        self._end(eyeline, tr("Kept: look about, and see whether the words on the picture are right."))

    def _end(self, eyeline: Eyeline | None, words: str) -> None:
        self.looking.eyeline = eyeline or Eyeline()
        self._break_off()
        self._say(words)
        self.measured.emit(eyeline)

    def _break_off(self) -> None:
        """Back to the first step."""
        self.step, self._collecting = 0, False
        self.looking.restart()
        self._countdown.cancel()
        self.bar.setValue(0)
        self._say("")

    def _show_step(self) -> None:
        heading, words = (tr(each) for each in _ASKED[self.step])
        if self._problem or not self._live:
            words = self._problem or tr(_NO_CAMERA)
        counting = self._countdown.running
        self.heading.setText(tr("Get ready… {seconds}", seconds=self._countdown.words) if counting else heading)
        self.words.setText(words)
        self.view.count_down(self._countdown.words)
        self.start.setText(tr("Stop") if self.running else tr("Start"))
        self.start.setEnabled(self._live and not self._problem)
        self.forget.setEnabled(self.looking.eyeline.partner is not None and not self.running)

    def _say(self, words: str, role: str = "quiet") -> None:
        self._note.setText(words)
        set_role(self._note, role)

    def _lay_out(self) -> None:
        section, buttons = Section(tr("Measure")), QWidget()
        for widget in (label(tr(_ABOUT), "small"), self.heading, self.words, self.bar, buttons):
            section.add_wide(widget)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start)
        row.addStretch(1)
        row.addWidget(self.forget)
        close = button(tr("Close"), tr("Close this; a step in progress is dropped (Esc)"))
        close.clicked.connect(self.close)
        steps = page_of((section,))
        steps.setFixedWidth(_FORM_PX)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.view, 1)
        beside.addWidget(steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(beside, 1)
        column.addWidget(footer(self._note, close))
        self.setMinimumSize(_FORM_PX + 340, 380)
        self.resize(_FORM_PX + 440, 480)
