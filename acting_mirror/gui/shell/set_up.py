"""Guides through the set-up: asks camera and microphone, and says what is good and what to do."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from acting_mirror.core.faces import TrackedFace
from acting_mirror.core.language import marked, tr
from acting_mirror.core.picture_check import distance_advice, light_advice, picture_advice, reading_advice
from acting_mirror.gui.dialogs.set_up import LISTENING, SetUpDialog, Step
from acting_mirror.gui.sessions.factory import DEMO
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.microphone import SILENT, Microphone, list_microphones

_LOOK_MS: Final = 33
_SPEAKS: Final = 0.5
_LOUD: Final = 0.01
"""Peak of a voice that is recorded well, 40 dB below the loudest."""
_BREATH_S: Final = 0.5
"""A voice goes on over pauses as short as this."""
_SYSTEM: Final = marked("The system's microphone")


class SetUp(QObject):
    """Fills the dialog while it is open.

    Attributes:
        dialog: None before it was first asked for.
    """

    def __init__(
        self,
        window: QWidget,
        current: CurrentSession,
        preferences: Preferences,
        jobs: Jobs,
        heard: Callable[[], Microphone | None],
    ) -> None:
        """Belong to a window; `heard` is the microphone that is listened to."""
        super().__init__(window)
        self._window, self._current, self._preferences, self._heard = window, current, preferences, heard
        self.dialog: SetUpDialog | None = None
        self._lane = jobs.lane()
        self._microphones: list[str] = []
        self._spoke_s = -_BREATH_S
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def wants_voice(self) -> bool:
        """Whether a microphone is to be listened to."""
        return self.dialog is not None and self.dialog.isVisible() and self.dialog.step is Step.MICROPHONE

    def show(self) -> None:
        """Begin at the first step."""
        if self.dialog is None:
            self.dialog = dialog = SetUpDialog(self._window)
            dialog.camera_chosen.connect(self._choose_camera)
            dialog.microphone_chosen.connect(self._choose_microphone)
            dialog.look_wanted.connect(self._current.find_camera)
            dialog.demo_wanted.connect(self._current.open_demo)
            dialog.finished.connect(self._timer.stop)
        self.dialog.begin()
        self._current.look_for_cameras()
        self._lane.run(lambda _: list_microphones(), self._on_microphones)
        self._look()
        self.dialog.show()
        self.dialog.raise_()
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._lane.close()

    def _on_microphones(self, names: list[str]) -> None:
        self._microphones = names

    def _choose_camera(self, place: int) -> None:
        cameras = self._current.cameras or []
        if place < len(cameras):
            self._current.open_camera(cameras[place])
        elif place == len(cameras):
            self._current.open_demo()

    def _choose_microphone(self, name: str) -> None:
        self._preferences.change_window(sound=True, microphone=None if name == tr(_SYSTEM) else name)

    def _look(self) -> None:
        dialog, live, window = self.dialog, self._current.live, self._preferences.settings.window
        if dialog is None:
            return
        frame, reading = (live.picture(), live.reading()) if live is not None else (None, None)
        dialog.show_picture(frame, reading, window.mirrored)
        cameras = [camera.name for camera in self._current.cameras or ()]
        dialog.show_cameras([*cameras, tr(DEMO)], live.name if live is not None else "")
        dialog.show_microphones([tr(_SYSTEM), *self._microphones], window.microphone or tr(_SYSTEM))
        faces = dialog.view.reading.faces if dialog.view.reading is not None else ()
        face = next((face for face in faces if face.person == 0), None)
        dialog.show_face(face)
        dialog.check(time.monotonic(), self._advice(dialog, face))

    def _advice(self, dialog: SetUpDialog, face: TrackedFace | None) -> str:
        """What to do about the step of now; "" where it is good."""
        frame = dialog.view.frame
        if dialog.step is Step.MICROPHONE:
            return self._advice_on_voice(dialog)
        if frame is None:
            return self._why_no_picture()
        if dialog.step is Step.CAMERA:
            return picture_advice(frame.bgr)
        if dialog.step is Step.LIGHT:
            return light_advice(frame.bgr, face)
        if dialog.step is Step.DISTANCE:
            return distance_advice(frame.size, face)
        return reading_advice(face)

    def _why_no_picture(self) -> str:
        current, state = self._current, self._current.state
        if current.session is not None and current.live is None:
            return tr("You are looking at something that you opened: choose a camera, or the demo actor.")
        if current.cameras == [] and current.session is None:
            return tr("No camera found: plug one in and press Look again, or look at the demo actor.")
        if state is None:
            return tr("Waiting for the picture…")
        return f"{state.heading} {state.words}".strip() if state.waiting else state.words

    def _advice_on_voice(self, dialog: SetUpDialog) -> str:
        heard, now_s = self._heard(), time.monotonic()
        level = heard.sound.level if heard is not None and heard.sound is not None else 0.0
        dialog.meter.show_level(level)
        if heard is not None and heard.remedy is not None:
            return f"{tr(SILENT)} {heard.remedy}"
        if heard is None or heard.sound is None:  # some take a second to be opened
            return tr(LISTENING)
        if level >= _LOUD and (heard.speech is None or heard.speech >= _SPEAKS):
            self._spoke_s = now_s
        if dialog.good or now_s - self._spoke_s < _BREATH_S:
            return ""
        if level == 0:  # macOS gives this where it refuses
            return tr("The microphone gives no sound at all: switch it on, or allow its use in the system's settings.")
        return tr("No voice heard yet: speak up, or choose another microphone.")
