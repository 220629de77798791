"""Feedback of the moment: the gauge's fit, its mark and its words, and the cue."""

from statistics import fmean

from PySide6.QtCore import QObject

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.direction import words_of
from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.line_results import LineResults
from acting_mirror.gui.sessions.cue_sound import CueSound
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.rehearsal.directing_now import DirectingNow
from acting_mirror.rehearsal.feedback import ON, CueTimer, FitNow, fit_now
from acting_mirror.rehearsal.fit import CLEAR, TOLERANCE
from acting_mirror.settings.schema import RehearsalSettings

_WELL = 0.85


class Coach(QObject):
    """Watches readings against a target.

    Attributes:
        now: The newest fit; None where there is none.
        directing: Follows the face through a line; it has the eyeline.
        followed: Whether each direction is followed now, of those of which that is known.
        sound: What a cue is heard by.
    """

    def __init__(self, results: LineResults, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        """Watch nothing yet; `results` say how strong the actor usually is."""
        super().__init__(parent)
        self.now: FitNow | None = None
        self.sound = CueSound(jobs, self)
        self._results, self._preferences = results, preferences
        self.followed: dict[str, bool] = {}
        self._timer, self.directing = CueTimer(self._settings.cue_delay_s), DirectingNow()

    @property
    def _settings(self) -> RehearsalSettings:
        return self._preferences.settings.rehearsal

    def restart(self) -> None:
        """Begin anew: a line begins."""
        self._timer.restart()
        self.directing.restart()

    def look(self, reading: FrameAnalysis, target: Target | None, share: float | None, recording: bool) -> None:
        """Take a reading, on the actor's own scale already, and give a cue when one is due and wanted.

        Args:
            reading: The newest one.
            target: What is wanted now; None for nothing.
            share: How much of the line has passed; None while nothing runs.
            recording: Whether a take is recorded, which would hear a cue.
        """
        self._timer.delay_s = self._settings.cue_delay_s
        self.now = now = fit_now(reading, target, None, share) if target is not None else None
        face, directions = reading.person_0, target.directions if target is not None else ()
        movements = face.movements if face is not None else None
        self.followed = self.directing.update(reading.t_s, movements, directions)
        due = self._timer.update(reading.t_s, now)
        wanted = self._settings.cue != "off" and (not recording or self._settings.cue_recording)
        if due and wanted and share is not None and now is not None:
            self.sound.play(self._settings.cue, now.emotion, self._settings.cue_loudness)

    def mark(self, target: Target | None) -> tuple[float | None, str]:
        """Where the gauge has its mark, and what that is."""
        if target is None or target.emotion is None:
            return None, ""
        if target.strength is not None:
            return target.strength, tr("target: {percent:g} %", percent=100 * target.strength)
        usual = self._results.usual_strength(target.emotion)
        return (usual, tr("your usual strength")) if usual is not None else (CLEAR, tr("counts from here"))

    def gauge(self, reading: FrameAnalysis, target: Target | None) -> tuple[str, float | None, str]:
        """The wanted emotion, how strong it is now, and how that and directions fit in words.

        Where directions alone are wanted, it is the share of them that is followed.
        """
        asked = target.directions if target is not None and reading.person_0 is not None else ()
        told = " · ".join(filter(None, (self._words(reading, target), *map(self._direction_words, asked))))
        if self.now is not None:
            return self.now.emotion, self.now.strength, told
        alone = target is not None and target.emotion is None and self.followed
        return "", fmean(self.followed.values()) if alone else None, told

    def _words(self, reading: FrameAnalysis, target: Target | None) -> str:
        now = self.now
        if target is None or target.open:
            return tr("No target for this line") if target is None else tr("Open: play what you like")
        if reading.person_0 is None:
            return tr("Step into the picture")
        if target.emotion is None:
            return ""
        if now is None:
            reason = reading.person_0.reason
            return tr("Step into the picture") if reason is None else tr("Can't read you: {reason}", reason=tr(reason))
        shown = shown_name(now.emotion)
        if target.strength is not None and now.strength > now.wanted + TOLERANCE:
            return tr("{emotion}: more than the target", emotion=shown)
        if now.fit >= _WELL:
            return tr("{emotion}: spot on", emotion=shown)
        return tr("{emotion}: nearly", emotion=shown) if now.fit >= ON else tr("{emotion}: not yet", emotion=shown)

    def _direction_words(self, name: str) -> str:
        """A direction, and whether it is followed where that is known before the line ends."""
        followed, direction = self.followed.get(name), words_of(name)
        if followed is None:
            return direction
        return tr("{direction}: yes", direction=direction) if followed else tr("{direction}: no", direction=direction)
