"""Making a profile: the face at rest for five seconds, then, if the actor likes, each emotion at its strongest."""

from typing import Final

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import LEAST_RANGE, NEUTRAL, Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.scores import Probs
from acting_mirror.core.timeline import STALE_S

STEP_S: Final = 5.0
"""So much readable time makes a step; what can't be read does not count."""
_LEAST_S: Final = {"neutral": 3.0}
_LEAST_STRONG_S: Final = 1.0
"""A step that was ended early needs so much: a baseline must not be a blink, and nobody holds a grimace for long."""
_STRONGEST: Final = 80
"""The percentile that is an emotion at its strongest: held for a second of five, so no flicker makes it."""


class Calibrating:
    """Collects the readings of person 0, step by step; a step is begun by its emotion and can be done again.

    Attributes:
        emotion: What is collected now; None before the first step.
        model: Name of the model whose readings these are; "" where that is not known.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.emotion: str | None = None
        self.model = ""
        self._seen: dict[str, list[Probs]] = {}
        self._seconds: dict[str, float] = {}
        self._last_s: float | None = None

    def begin(self, emotion: str) -> None:
        """Begin a step, "neutral" for the face at rest; what an earlier one of that emotion collected is dropped."""
        self.emotion, self._last_s = emotion, None
        self._seen[emotion], self._seconds[emotion] = [], 0.0

    def leave_out(self, emotion: str) -> None:
        """Drop a step, as if it had not been begun."""
        self._seen.pop(emotion, None)
        self.emotion = None if self.emotion == emotion else self.emotion

    def take(self, reading: FrameAnalysis) -> None:
        """Take a reading, later than the last one."""
        since, self._last_s = self._last_s, reading.t_s
        face = next((face for face in reading.faces if face.person == 0 and face.scores is not None), None)
        if self.emotion is None or face is None or face.scores is None:
            return
        self._seen[self.emotion].append(face.scores.probs)
        self._seconds[self.emotion] += min(reading.t_s - since, STALE_S) if since is not None else 0.0

    @property
    def share(self) -> float:
        """How much of this step is collected, 0 to 1."""
        return min(self._seconds.get(self.emotion or "", 0.0) / STEP_S, 1.0)

    def profile(self, name: str) -> Profile:
        """What all steps say.

        Raises:
            UserError: Too little could be read in a step, or an emotion at its strongest is not above rest.
        """
        neutral = np.median(self._of("neutral"), axis=0)
        strongest = np.ones(len(EMOTIONS), np.float32)
        for at, emotion in enumerate(EMOTIONS):
            if at == NEUTRAL or emotion not in self._seen:
                continue
            strongest[at] = np.percentile(self._of(emotion)[:, at], _STRONGEST)
            if strongest[at] - neutral[at] < LEAST_RANGE:
                raise UserError(
                    f"{SHOWN_NAMES[emotion]} at its strongest reads much like your face at rest: show it more clearly, "
                    "or leave it out."
                )
        return Profile(name, neutral, strongest, self.model)

    def _of(self, emotion: str) -> Probs:
        """What was collected for an emotion, (n, 7); raises `UserError` when it is too little."""
        if self._seconds.get(emotion, 0.0) < _LEAST_S.get(emotion, _LEAST_STRONG_S):
            what = "at rest" if emotion == "neutral" else f"for {SHOWN_NAMES[emotion]}"
            raise UserError(
                f"Too little of your face {what} could be read: face the camera in good light, and try again."
            )
        return np.array(self._seen[emotion], np.float32)
