"""Feedback of the moment: the gauge's fit in words, and when a cue is due."""

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import Unreadable
from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.feedback import ON, CueTimer, FitNow, fit_now
from acting_mirror.rehearsal.fit import TOLERANCE

_WELL = 0.85


class Coach:
    """Watches readings against a target.

    Attributes:
        timer: Decides when a cue is due.
        now: The newest fit; None where there is none.
    """

    def __init__(self, delay_s: float) -> None:
        """Set after how many seconds off target a cue is due."""
        self.timer = CueTimer(delay_s)
        self.now: FitNow | None = None

    def look(self, reading: FrameAnalysis, target: Target | None, share: float | None) -> bool:
        """Take a reading, on the actor's own scale already; returns whether a cue is due.

        Args:
            reading: The newest one.
            target: What is wanted now; None for nothing.
            share: How much of the line has passed; None while nothing runs.
        """
        self.now = fit_now(reading, target, None, share) if target is not None else None
        due = self.timer.update(reading.t_s, self.now)
        return due and share is not None

    def words(self, reading: FrameAnalysis, target: Target | None) -> str:
        """The fit in words, or why there is none."""
        now = self.now
        if target is None or target.emotion is None:
            return "Nothing is wanted here" if target is None else "Open: play what you like"
        if now is None:
            reason = next((face.reason for face in reading.faces if face.person == 0), None)
            return f"Can't read you: {reason}" if isinstance(reason, Unreadable) else "Step into the picture"
        shown = SHOWN_NAMES[now.emotion]
        if target.strength is not None and now.strength > now.wanted + TOLERANCE:
            return f"{shown}, more than wanted"
        if now.fit >= _WELL:
            return f"{shown}: fits well"
        return f"{shown}: nearly" if now.fit >= ON else f"{shown}: not yet"
