"""How the face fits the line now, and when to say that it does not."""

from dataclasses import dataclass
from typing import Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import NEUTRAL, Profile
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import STALE_S
from acting_mirror.rehearsal.fit import CLEAR, Values, fit_of, shown

ON: Final = 0.5
"""From this fit on the face is on target: the emotion leads, or nearly so at the right strength."""
AGAIN_S: Final = 8.0
"""A cue that changed nothing is said again after so long; sooner it nags."""


@dataclass(frozen=True, slots=True)
class FitNow:
    """How the face fits at a moment, for a gauge.

    Attributes:
        emotion: What is wanted now.
        fit: 0 to 1.
        strength: Of the wanted emotion, 0 to 1 of the actor's own range.
        wanted: The strength asked for; where none is, from which on it is clear.
    """

    emotion: str
    fit: float
    strength: float
    wanted: float


def fit_now(
    reading: FrameAnalysis, target: Target, profile: Profile | None = None, share: float | None = None
) -> FitNow | None:
    """How person 0's face fits a target now, by its smoothed scores.

    Args:
        reading: The newest one, read without a profile or with the same one.
        target: What the line wants.
        profile: The actor's own scale. Smoothed scores of an engine with a profile are on it already: pass None then.
        share: How much of the line has passed, 0 to 1, if it is known: a target that turns wants the first emotion in
            its first third and the second in its last. In between, and when it is not known, either will do.

    Returns:
        The fit; None for an open target and for a face that can't be read.
    """
    face = next((face for face in reading.faces if face.person == 0 and face.smoothed is not None), None)
    if target.emotion is None or face is None or face.smoothed is None:
        return None
    strengths = shown(face.smoothed.probs, profile)
    return max(
        (_fit(strengths, emotion, target.strength) for emotion in _wanted(target, share)), key=lambda now: now.fit
    )


def _wanted(target: Target, share: float | None) -> list[str]:
    both = [emotion for emotion in (target.emotion, target.then) if emotion is not None]
    if share is not None and share < 1 / 3:
        return both[:1]
    return both[-1:] if share is not None and share > 2 / 3 else both


def _fit(strengths: Values, emotion: str, wanted: float | None) -> FitNow:
    at = EMOTIONS.index(emotion)
    wanted = None if at == NEUTRAL else wanted
    fit = float(fit_of(strengths, emotion, wanted))
    return FitNow(emotion, fit, float(strengths[at]), CLEAR if wanted is None else wanted)


class CueTimer:
    """Decides when a cue is due: when the face has been off target for a while.

    It is not due again before the face was on target, or `AGAIN_S` have passed. Time in which the face can't be read
    neither counts nor cues.
    """

    def __init__(self, delay_s: float) -> None:
        """Set for how long the face must have been off, in seconds."""
        self.delay_s = delay_s
        self.restart()

    def restart(self) -> None:
        """Begin anew: another line wants something else."""
        self._last_s: float | None = None
        self._off_s = 0.0
        self._cued = False

    def update(self, t_s: float, now: FitNow | None) -> bool:
        """Take the fit at a time in seconds, None when there is none; returns whether a cue is due now."""
        since, self._last_s = self._last_s, t_s if now is not None else None
        if now is None:
            return False
        if now.fit >= ON:
            self._off_s, self._cued = 0.0, False
            return False
        self._off_s += min(t_s - since, STALE_S) if since is not None else 0.0
        if self._off_s < (AGAIN_S if self._cued else self.delay_s):
            return False
        self._off_s, self._cued = 0.0, True
        return True
