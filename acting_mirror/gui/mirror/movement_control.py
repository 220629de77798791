"""What the Mirror shows of what the face does: its card, lines over the picture, and curves; measured while wanted."""

from PySide6.QtCore import QObject

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame
from acting_mirror.gui.mirror.face_card import FaceCard
from acting_mirror.gui.mirror.picture_tracer import PictureTracer
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.curve_sets import only_first
from acting_mirror.gui.widgets.over_time import OverTimePanel
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.settings.schema import Settings


class MovementControl(QObject):
    """Keeps what is chosen there, and asks for what it takes."""

    def __init__(
        self,
        card: FaceCard,
        view: PictureView,
        curves: OverTimePanel,
        current: CurrentSession,
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        """Show what was chosen last."""
        super().__init__(view)
        self._card, self._view, self._curves = card, view, curves
        self._current, self._preferences = current, preferences
        self._tracer = PictureTracer(jobs)
        self._shown: tuple[FrameAnalysis | None, int, bool] = (None, 0, False)
        card.unfolded.connect(lambda on: preferences.change_window(face_unfolded=on))
        curves.choice.wanted.connect(
            lambda kind, movements: preferences.change_window(curves=kind, curve_movements=movements)
        )
        preferences.changed.connect(self._on_settings)
        current.movements.changed.connect(lambda: self.show(*self._shown))
        current.changed.connect(self._use_eyeline)
        self._on_settings(None, preferences.settings)

    def show(self, reading: FrameAnalysis | None, person: int, mirrored: bool) -> None:
        """Show what the face does in a reading; movements are only measured of person 0."""
        self._shown = reading, person, mirrored
        face = reading.person_0 if reading is not None else None
        why = self._current.movements.problem or only_first(person)
        if reading is None or face is None or why:
            self._card.show_movements(None, 0.0, mirrored, why)
        else:
            self._card.show_movements(face.movements, reading.t_s, mirrored, still=self._stands)

    def traced(self, frame: Frame | None, reading: FrameAnalysis | None) -> FrameAnalysis | None:
        """What was read, with landmarks where a clip stands still and lines are wanted."""
        wanted = self._preferences.settings.window.landmarks and self._current.movements.granted
        if frame is None or reading is None or not (wanted and self._stands):
            return reading
        return self._tracer.traced(frame, reading)

    def close(self) -> None:
        """Look for nothing any more."""
        self._tracer.close()

    @property
    def _stands(self) -> bool:
        """Whether the picture stands: of a clip that does not play, or a photo."""
        session = self._current.session
        return session is not None and not session.live and not session.playing

    @property
    def in_curves(self) -> bool:
        """Whether the curves are of what the face does."""
        return self._curves.set.kind != "emotions"

    def why_no_curves(self, person: int) -> str:
        """What stands in place of curves that are not there yet."""
        problem = self._current.movements.problem if self.in_curves else ""
        return problem or self._curves.set.promise(person)

    def _on_settings(self, before: Settings | None, after: Settings) -> None:
        window, want = after.window, self._current.movements.want
        self._card.head.setChecked(window.face_unfolded)
        self._view.trace(window.landmarks)
        chosen = window.curves, window.curve_movements
        if before is None or chosen != (before.window.curves, before.window.curve_movements):
            self._curves.show_set(*chosen)
        want("the Mirror's card", window.face_unfolded)
        want("the Mirror's picture", window.landmarks)
        want("the Mirror's curves", window.curves != "emotions")
        self._use_eyeline()
        self.show(*self._shown)

    def _use_eyeline(self) -> None:
        self._card.looking.eyeline = self._current.eyeline
