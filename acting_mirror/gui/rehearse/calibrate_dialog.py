"""Calibration: the face at rest for five seconds, then, as far as one likes, each emotion at its strongest."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.face_profile import FaceProfile
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.gui.widgets.emotion_row import EmotionRow
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import Section, button, footer, label, page_of, set_role
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.rehearsal.calibrating import Calibrating

STEPS: Final = ("neutral", *(emotion for emotion in EMOTIONS if emotion != "neutral"))
_COUNT_FROM: Final = 3
_NO_CAMERA: Final = marked("Open a camera on the Mirror page first, or try the demo actor.")
_ABOUT: Final = marked(
    "A face at rest may look sad or stern to the program. Five seconds of your own resting face tell it what neutral "
    "is for you, and your strongest faces where your range ends. Whether that helps with real faces is not proven: "
    "look into the mirror and judge for yourself."
)
_OTHER_MODEL: Final = marked("Another model reads now: begin with your face at rest again.")
_REST: Final = marked("Let your face go, look into the camera, and think of nothing for five seconds.")
_RESTLESS: Final = marked("Your face is moving: let it come to rest, and the five seconds go on.")
_UNUSUAL: Final = marked(
    "At rest you read as {emotion} {percent:.0f} %, not as neutral: if your face wasn't at rest, press Repeat."
)
_PICTURE_MS: Final = 33
_FORM_PX: Final = 560
_STRONG: Final = marked("{emotion}: as strongly as you ever would on a stage, and hold it. Skip it if you like.")


class CalibrateDialog(Dialog):
    """Guides through the steps; profiles are chosen and deleted at its top."""

    def __init__(
        self, current: CurrentSession, preferences: Preferences, face: FaceProfile, parent: QWidget | None = None
    ) -> None:
        """Offer all profiles, with the one that is used."""
        super().__init__(parent)
        self.setWindowTitle(tr("Calibrate"))
        self._preferences, self._face, self._profiles = preferences, face, face.profiles
        self._movements = current.movements
        self._session: LiveSession | None = None
        self._calibrating = Calibrating()
        self._at = 0
        self._countdown = Countdown(self)
        self._countdown.over.connect(lambda: self._calibrating.begin(self.step))
        self._countdown.changed.connect(lambda: self._show_step())
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(self._choose)
        self.delete = button(tr("Delete"), tr("Delete this profile for good"))
        self.delete.clicked.connect(self._delete)
        self.name = QLineEdit(tr("Me"))
        self.view = PictureView(named=False)
        self._pictures = QTimer(self, interval=_PICTURE_MS)
        self._pictures.timeout.connect(self._show_picture)
        self.heading, self.words = label("", "heading"), label("")
        self.bar = QProgressBar(maximum=100, textVisible=False)
        self.bar.setAccessibleName(tr("How much of this step is done"))
        self.rows = {emotion: EmotionRow(emotion) for emotion in STEPS}
        self.start = button(tr("Start"), tr("Begin this step after a countdown"), "primary")
        self.start.clicked.connect(self._start)
        self.skip = button(tr("Skip"), tr("Leave this emotion out"))
        self.skip.clicked.connect(self._next)
        self.repeat = button(tr("Repeat"), tr("Do the step before again"))
        self.repeat.clicked.connect(self._repeat)
        self.save = button(tr("Save profile"), tr("Keep what was measured, and use it from now on"))
        self.save.clicked.connect(self._save)
        self._note = label("", "quiet")
        self._lay_out()
        self._fill(face.profile.name if face.profile is not None else None)
        current.changed.connect(lambda: self.set_session(current.live))
        self.set_session(current.live)

    @property
    def step(self) -> str:
        """The emotion of the step of now; "" behind the last one."""
        return STEPS[self._at] if self._at < len(STEPS) else ""

    @property
    def running(self) -> bool:
        """Whether a step is counted down or collected."""
        return self._countdown.running or self._calibrating.emotion is not None

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    def set_session(self, session: LiveSession | None) -> None:
        """Take the readings of another session."""
        if self._session is not None and self._session is not session:
            self._session.read.disconnect(self._on_read)
        if session is not None and session is not self._session:
            session.read.connect(self._on_read)
        if session is not self._session and self.running:
            self._begin_anew()
        self._session = session
        self._show_step()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the face while it is looked at."""
        super().showEvent(event)
        self._movements.want("calibration", self._preferences.settings.rehearsal.movement_tips)
        self._pictures.start()

    def hideEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Measure no more while nobody looks."""
        self._pictures.stop()
        self._movements.want("calibration", False)
        self._begin_anew()
        super().hideEvent(event)  # type: ignore[arg-type]

    # Steps

    def _start(self) -> None:
        if self.running:
            self._begin_anew()
            return
        self._say("")
        self._countdown.start(_COUNT_FROM)

    def _show_picture(self) -> None:
        session, mirrored = self._session, self._preferences.settings.window.mirrored
        frame, reading = (session.picture(), session.reading()) if session is not None else (None, None)
        self.view.show_picture(frame, reading, mirrored, 0)

    def _on_read(self, reading: FrameAnalysis) -> None:
        face = next((face for face in reading.faces if face.person == 0), None)
        probs = face.scores.probs if face is not None and face.scores is not None else None
        for emotion, row in self.rows.items():
            if row.isVisible():
                share = None if probs is None else float(probs[EMOTIONS.index(emotion)])
                row.aim(share, True)
                row.draw(share or 0.0)
        if self._calibrating.emotion is None:
            return
        model = self._model()
        if self._calibrating.model not in ("", model):
            self._stop()
            self._measure_anew()
            self._say(tr(_OTHER_MODEL), "warning")
            return
        self._calibrating.model = model
        self._calibrating.take(reading)
        self.bar.setValue(round(100 * self._calibrating.share))
        if face is None:
            self.words.setText(tr("Step into the picture"))
        elif face.reason is not None:
            self.words.setText(tr("Can't read you: {reason}", reason=tr(face.reason)))
        else:
            self.words.setText(tr(_RESTLESS) if self._calibrating.restless else self._hint())
        if self._calibrating.share >= 1:
            self._done()

    def _model(self) -> str:
        """The model that reads now; "" where none does."""
        return self._session.model if self._session is not None else ""

    def _done(self) -> None:
        """A step is whole: tell at once when it is of no use."""
        emotion, self._calibrating.emotion = self.step, None
        try:
            self._calibrating.profile("trial")
        except UserError as error:
            self._calibrating.leave_out(emotion)
            self._say(sentence_of(error), "warning")
            self._show_step()
            return
        if emotion == "neutral":
            self._say_rest()
        self._next()

    def _say_rest(self) -> None:
        """Tell what the face read as, where that may not have been its rest."""
        rest = self._calibrating.rest
        leader = EMOTIONS[int(rest.argmax())] if rest is not None else "neutral"
        if rest is not None and leader != "neutral":
            self._say(tr(_UNUSUAL, emotion=shown_name(leader), percent=100 * rest.max()))

    def _repeat(self) -> None:
        self._at -= 1
        self._calibrating.leave_out(self.step)
        self._say("")
        self._show_step()

    def _next(self) -> None:
        self._stop()
        self._at = min(self._at + 1, len(STEPS))
        self._show_step()

    def _begin_anew(self) -> None:
        """Break a step off."""
        if self._calibrating.emotion is not None:
            self._calibrating.leave_out(self._calibrating.emotion)
        self._stop()
        self._show_step()

    def _measure_anew(self) -> None:
        """Go back to the first step, with nothing measured."""
        self._calibrating, self._at = Calibrating(), 0
        self._show_step()

    def _stop(self) -> None:
        self._calibrating.emotion = None
        self._countdown.cancel()
        self.bar.setValue(0)

    def _hint(self) -> str:
        return tr(_REST) if self.step == "neutral" else tr(_STRONG, emotion=shown_name(self.step))

    def _title(self) -> str:
        number = tr("{number} of {total}", number=self._at + 1, total=len(STEPS))
        rest, step = self.step == "neutral", self.step
        what = tr("Your face at rest") if rest else tr("{emotion} at its strongest", emotion=shown_name(step))
        return f"{number} · {what}"

    def _show_step(self) -> None:
        live, counting = self._session is not None, self._countdown.running
        if not self.step:
            self.heading.setText(tr("That is all"))
            self.words.setText(tr("Save the profile under the name above; it is used from then on."))
        else:
            ready = tr("Get ready… {seconds}", seconds=self._countdown.words)
            self.heading.setText(ready if counting else self._title())
            self.words.setText(self._hint() if live else tr(_NO_CAMERA))
        self.view.count_down(self._countdown.words)
        for emotion, row in self.rows.items():
            row.setVisible(emotion == self.step)
        self.start.setText(tr("Stop") if self.running else tr("Start"))
        self.start.setEnabled(live and bool(self.step))
        self.repeat.setEnabled(self._at > 0 and not self.running)
        self.skip.setEnabled(0 < self._at < len(STEPS) and not self.running)
        self.save.setEnabled(self._at > 0 and not self.running)
        self.bar.setEnabled(bool(self.step))

    # Profiles

    def _save(self) -> None:
        name = self.name.text().strip()
        try:
            profile: Profile = self._calibrating.profile(name)
            self._profiles.save(profile, replace=name in self._profiles.names())
        except UserError as error:
            self._say(sentence_of(error), "warning")
            return
        self._fill(name)
        self._measure_anew()
        self._say(tr("Saved; {name} is used from now on.", name=name))
        self._face.choose(name)

    def _choose(self, row: int) -> None:
        name = self.choice.itemText(row) if row else None
        try:
            if name is not None:
                self._profiles.load(name)
                self.name.setText(name)
        except UserError as error:
            self._say(sentence_of(error), "warning")
            return
        self.delete.setEnabled(name is not None)
        self._say("")
        self._face.choose(name)

    def _delete(self) -> None:
        try:
            self._profiles.delete(self.choice.currentText())
        except UserError as error:
            self._say(sentence_of(error), "warning")
            return
        self._fill(None)
        self._say(tr("Deleted."))
        self._face.choose(None)

    def _fill(self, name: str | None) -> None:
        self.choice.clear()
        self.choice.addItems([tr("No profile"), *self._profiles.names()])
        self.choice.setCurrentIndex(max(0, self.choice.findText(name, Qt.MatchFlag.MatchExactly) if name else 0))
        self.delete.setEnabled(self.choice.currentIndex() > 0)
        if name:
            self.name.setText(name)

    def _say(self, words: str, role: str = "quiet") -> None:
        self._note.setText(words)
        set_role(self._note, role)

    def _lay_out(self) -> None:
        using = Section(tr("Profile"))
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.choice, 1)
        beside.addWidget(self.delete)
        row.setFocusProxy(self.choice)
        using.add_row(tr("Use"), row, tr("Whose face the mirror and the scores go by"))
        using.add_wide(label(tr(_ABOUT), "small"))
        measure = Section(tr("Measure"))
        measure.add_row(tr("Save as"), self.name, tr("The profile's name; an older one of this name is replaced"))
        for widget in (self.heading, self.words, self.bar, *self.rows.values()):
            measure.add_wide(widget)
        buttons = QWidget()
        steps = QHBoxLayout(buttons)
        steps.setContentsMargins(0, 0, 0, 0)
        for each in (self.start, self.skip, self.repeat):
            steps.addWidget(each)
        steps.addStretch(1)
        steps.addWidget(self.save)
        measure.add_wide(buttons)
        close = button(tr("Close"), tr("Close this; a step in progress is dropped (Esc)"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.view, 1)
        steps_and_profile = page_of((measure, using))
        steps_and_profile.setFixedWidth(_FORM_PX)
        beside.addWidget(steps_and_profile)
        column.addLayout(beside, 1)
        column.addWidget(footer(self._note, close))
        self.setMinimumSize(_FORM_PX + 320, 420)
        self.resize(_FORM_PX + 340, 540)
