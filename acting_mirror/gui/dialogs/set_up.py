"""Set-up: camera, light, distance and microphone, each checked while one looks, and a first reading."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import TrackedFace
from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import marked, tr
from acting_mirror.core.scores import percent
from acting_mirror.core.smoothing import Held
from acting_mirror.gui.widgets.bottom_bar import Bar, row
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import WheelToScroll, button, label, page_of, set_role
from acting_mirror.gui.widgets.level_meter import LevelMeter
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.step_bar import StepBar, StepMark


class Step(IntEnum):
    """The steps, in their order."""

    CAMERA, LIGHT, DISTANCE, MICROPHONE, READING = range(5)


_TITLES: Final = {
    Step.CAMERA: marked("Camera"),
    Step.LIGHT: marked("Light"),
    Step.DISTANCE: marked("Distance"),
    Step.MICROPHONE: marked("Microphone"),
    Step.READING: marked("First reading"),
}
_ASKED: Final = {
    Step.CAMERA: marked("Choose the camera that looks at your face. It works best at eye level."),
    Step.LIGHT: marked("A face is read best in even light from the front."),
    Step.DISTANCE: marked("Sit so that your head and shoulders fill the picture."),
    Step.MICROPHONE: marked("Say a line as loudly as you will in rehearsal."),
    Step.READING: marked("Smile, frown, raise your brows, and watch the word change."),
}
_GOOD: Final = {
    Step.CAMERA: marked("Your picture is coming through."),
    Step.LIGHT: marked("The light is good."),
    Step.DISTANCE: marked("The distance is good."),
    Step.MICROPHONE: marked("Your voice is coming through."),
    Step.READING: marked("That is what the face shows, not what you feel."),
}
LISTENING: Final = marked("Listening…")
HOLD_S: Final = 1.0
"""What is told of a step has been so for this long."""
_SIDE_PX: Final = 400
_INSIDE_PX: Final = _SIDE_PX - 72


class SetUpDialog(Dialog):
    """Shows the picture, and beside it one step after the other; each can be skipped.

    Attributes:
        step: The one of now.
        view: The picture.
        says: How the step stands, and what to do.
    """

    camera_chosen = Signal(int)
    """The place of a camera among those that were shown."""
    microphone_chosen = Signal(str)
    """The name of a microphone."""
    look_wanted = Signal()
    """Cameras are to be looked for again."""
    demo_wanted = Signal()
    """The drawn actor is to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out, at the first step."""
        super().__init__(parent)
        self.setWindowTitle(tr("Set up"))
        self.step = Step.CAMERA
        self._advice: Held[str] = Held(HOLD_S)
        self.view = PictureView(named=False)
        self._done: set[Step] = set()
        self._steps = StepBar([tr(title) for title in _TITLES.values()])
        self._heading, self._asked = label("", "heading"), label("")
        self._mark, self.says = StepMark(), label("", "title")
        self.camera = _choice(tr("Camera"), tr("Choose the camera, or the demo actor"))
        self.microphone = _choice(tr("Microphone"), tr("Choose the microphone"))
        self.meter = LevelMeter()
        self.meter.setFixedWidth(_INSIDE_PX)
        self.word = FittedText(38, 16, "quiet", QFont.Weight.Bold)
        self.again = button(tr("Look again"), tr("Look for cameras again"))
        self.demo = button(tr("Demo actor"), tr("Look at an actor who is drawn, and needs no camera"))
        self.close_it = button(tr("Close"), tr("Close this; the menu of the cameras has it again (Esc)"), "flat")
        self.back = button(tr("Back"), tr("Go back to the step before"))
        self.go_on = button("", tr("Go on to the next step, whether this one is done or not"))
        self.go_on.setDefault(True)
        self._lay_out()
        self._connect()
        self.begin()

    @property
    def good(self) -> bool:
        """Whether nothing is left to do about this step."""
        return self.step in self._done

    def begin(self) -> None:
        """Start at the first step, with none done."""
        self._done.clear()
        self.go_on.setFocus()
        self._turn_to(Step.CAMERA)

    def check(self, t_s: float, advice: str) -> None:
        """Take how the step stands at a time; told when it has been so for `HOLD_S`.

        Args:
            t_s: In seconds, on any clock.
            advice: What to do, in a sentence; "" where it is good.
        """
        before = self._advice.value
        if self._advice.propose(t_s, advice) != before:
            self._show_advice()

    def show_picture(self, frame: Frame | None, reading: FrameAnalysis | None, mirrored: bool) -> None:
        """Show the newest picture and its reading."""
        self.view.show_picture(frame, reading, mirrored, 0)

    def show_face(self, face: TrackedFace | None) -> None:
        """Say the word of the first reading."""
        if face is None or face.label is None or face.smoothed is None:
            self.word.show_text("\N{EN DASH}")
        else:
            share = percent(face.smoothed.of(face.label))
            self.word.show_text(f"{shown_name(face.label)} {share}", face.label)

    def show_cameras(self, names: Sequence[str], current: str) -> None:
        """Offer what can be looked at, the drawn actor last; `current` is what is, "" for nothing."""
        _fill(self.camera, names, current or tr("No camera"))
        nothing = len(names) == 1 and not current
        set_role(self.demo, "primary" if nothing else "")  # what most would choose where there is no camera

    def show_microphones(self, names: Sequence[str], current: str) -> None:
        """Offer what can be listened to."""
        _fill(self.microphone, names, current)

    def _turn_to(self, step: Step) -> None:
        self.step = step
        self.view.named = step is Step.READING
        self._advice = Held(HOLD_S)
        self._advice.propose(0.0, tr(LISTENING) if step is Step.MICROPHONE else tr("Looking…"))
        self._heading.setText(tr(_TITLES[step]))
        self._asked.setText(tr(_ASKED[step]))
        for part, its_step in self._parts.items():
            part.setVisible(step is its_step)
        self.back.setEnabled(step > 0)
        self._show_advice()

    def _show_advice(self) -> None:
        advice = self._advice.value
        self._done.discard(self.step) if advice else self._done.add(self.step)
        self._steps.show_steps(self.step, self._done)
        self._mark.show_step(self.good, True)
        self.says.setText(advice or tr(_GOOD[self.step]))
        last = self.step is Step.READING
        words = tr("Done") if last else tr("Next") if self.good else tr("Skip")
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
        set_role(self.go_on, "primary" if self.good or last else "")

    def _next(self) -> None:
        if self.step is Step.READING:
            self.accept()
        else:
            self._turn_to(Step(self.step + 1))

    def _connect(self) -> None:
        self.camera.activated.connect(self.camera_chosen)
        self.microphone.textActivated.connect(self.microphone_chosen)
        for changed in (self.camera.activated, self.microphone.activated, self.again.clicked, self.demo.clicked):
            changed.connect(lambda: self._turn_to(self.step))  # what was told was of the one before
        self.again.clicked.connect(self.look_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        self.demo.clicked.connect(self.go_on.setFocus)  # Enter goes on then, and does not look anew
        self.close_it.clicked.connect(self.close)
        self.back.clicked.connect(lambda: self._turn_to(Step(self.step - 1)))
        self.go_on.clicked.connect(self._next)

    def _lay_out(self) -> None:
        camera, microphone = QWidget(), QWidget()
        sees, hears = QVBoxLayout(camera), QVBoxLayout(microphone)
        for inside in (sees, hears):
            inside.setContentsMargins(0, 0, 0, 0)
        sees.addWidget(self.camera)
        looks = row(self.again, self.demo)
        looks.addStretch(1)
        sees.addLayout(looks)
        hears.addWidget(self.microphone)
        hears.addWidget(self.meter)
        self._parts = {camera: Step.CAMERA, microphone: Step.MICROPHONE, self.word: Step.READING}
        told = row(self._mark, self.says, spacing=10)
        told.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(14)
        for widget in (self._heading, self._asked, *self._parts):
            inside.addWidget(widget)
        inside.addLayout(told)
        beside = page_of([card])
        beside.setFixedWidth(_SIDE_PX)
        picture, across = QHBoxLayout(), QHBoxLayout()
        picture.setContentsMargins(16, 16, 0, 16)
        picture.addWidget(self.view)
        across.setSpacing(0)
        across.addLayout(picture, 1)
        across.addWidget(beside)
        foot = Bar()
        foot.place((self.close_it,), (), (self.back, self.go_on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._steps)
        column.addLayout(across, 1)
        column.addWidget(foot)
        self.setMinimumSize(_SIDE_PX + 340, 400)
        self.resize(_SIDE_PX + 460, 460)


def _choice(words: str, tip: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(words)
    choice.setToolTip(tip)
    choice.installEventFilter(WheelToScroll(choice))
    return choice


def _fill(choice: QComboBox, names: Sequence[str], current: str) -> None:
    """Show other names, or another one as chosen, which may not be among them; a list that is open stays open."""
    shown = list(names) if current in names else [*names, current]
    if [choice.itemText(place) for place in range(choice.count())] != shown:
        choice.clear()
        choice.addItems(shown)
    choice.setCurrentIndex(shown.index(current))
