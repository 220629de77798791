"""Making a profile: the face at rest for five steady seconds, then each emotion at its strongest."""

from collections import deque
from typing import Final

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import LEAST_RANGE, NEUTRAL, Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.movements import MOVEMENTS, NAMES, OwnRange, Values
from acting_mirror.core.scores import Probs
from acting_mirror.core.timeline import STALE_S

STEP_S: Final = 5.0
"""So much readable time makes a step; what can't be read does not count."""
_LEAST_S: Final = {"neutral": 3.0}
_LEAST_STRONG_S: Final = 1.0
"""A step that was ended early needs so much: a baseline must not be a blink, and nobody holds a grimace for long."""
_STRONGEST: Final = 80
"""The percentile that is an emotion at its strongest: held for a second of five, so no flicker makes it."""
_REST_S: Final = 1.0
"""What a face shows at rest is what it showed over so long, so that no blink counts."""
_MOVED: Final = 0.25
"""Total variation from which on two readings are not of the same face at rest."""


class Calibrating:
    """Collects the readings of person 0, step by step; a step is begun by its emotion and can be done again.

    Attributes:
        emotion: What is collected now; None before the first step.
        model: Name of the model whose readings these are; "" where that is not known.
        restless: Whether the face that was to be at rest moved just now, which does not count.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.emotion: str | None = None
        self.model = ""
        self.restless = False
        self._recent: deque[tuple[float, Probs]] = deque()
        self._astray_s = 0.0
        self._seen: dict[str, list[Probs]] = {}
        self._moved: dict[str, list[Values]] = {}
        self._seconds: dict[str, float] = {}
        self._last_s: float | None = None

    def begin(self, emotion: str) -> None:
        """Begin a step, "neutral" for the face at rest; what an earlier one of that emotion collected is dropped."""
        self.emotion, self._last_s = emotion, None
        self._recent.clear()
        self._drop(emotion)

    def leave_out(self, emotion: str) -> None:
        """Drop a step, as if it had not been begun."""
        self._seen.pop(emotion, None)
        self._moved.pop(emotion, None)
        self.emotion = None if self.emotion == emotion else self.emotion

    def take(self, reading: FrameAnalysis) -> None:
        """Take a reading, later than the last one; of a face at rest, only what is steady counts."""
        since, self._last_s = self._last_s, reading.t_s
        face = next((face for face in reading.faces if face.person == 0 and face.scores is not None), None)
        if self.emotion is None or face is None or face.scores is None:
            return
        passed_s = min(reading.t_s - since, STALE_S) if since is not None else 0.0
        self.restless = self.emotion == EMOTIONS[NEUTRAL] and not self._rests(reading.t_s, face.scores.probs, passed_s)
        if not self.restless:
            self._seen[self.emotion].append(face.scores.probs)
            if face.movements is not None:
                self._moved[self.emotion].append(face.movements.measures)
            self._seconds[self.emotion] += passed_s

    def _rests(self, t_s: float, probs: Probs, passed_s: float) -> bool:
        """Whether the face is as it was; when it has come to rest otherwise, that is begun anew."""
        self._recent.append((t_s, probs))
        while self._recent[0][0] < t_s - _REST_S:
            self._recent.popleft()
        lately = np.median([each for _, each in self._recent], axis=0)
        kept = self._seen[EMOTIONS[NEUTRAL]]
        same = not kept or _apart(lately, np.median(kept, axis=0)) <= _MOVED
        self._astray_s = 0.0 if same else self._astray_s + passed_s
        if self._astray_s > _REST_S:
            self._drop(EMOTIONS[NEUTRAL])
        return same and _apart(probs, lately) <= _MOVED

    def _drop(self, emotion: str) -> None:
        self._seen[emotion], self._moved[emotion], self._seconds[emotion] = [], [], 0.0
        self._astray_s, self.restless = 0.0, False

    @property
    def rest(self) -> Probs | None:
        """What the face showed at rest, (7,); None before it was seen."""
        kept = self._seen.get(EMOTIONS[NEUTRAL])
        return np.median(kept, axis=0).astype(np.float32) if kept else None

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
                    tr(
                        "{emotion} at its strongest reads much like your face at rest: show it more clearly, "
                        "or leave it out.",
                        emotion=shown_name(emotion),
                    )
                )
        return Profile(name, neutral, strongest, self.model, self._movements())

    def _movements(self) -> OwnRange | None:
        """Each movement at rest, and in the step of the emotion that it belongs to; None where hardly any was seen."""
        if not self._saw_movements(EMOTIONS[NEUTRAL]):
            return None
        rest = np.median(self._moved[EMOTIONS[NEUTRAL]], axis=0)
        strongest = {}
        for at, movement in enumerate(MOVEMENTS):
            if self._saw_movements(movement.emotion):
                percent = _STRONGEST if movement.strongest > movement.rest else 100 - _STRONGEST
                measures = np.array(self._moved[movement.emotion])[:, at]
                strongest[movement.name] = float(np.percentile(measures, percent))
        return OwnRange.of(dict(zip(NAMES, rest.tolist(), strict=True)), strongest)

    def _saw_movements(self, emotion: str) -> bool:
        """Whether they were measured in most of the readings of a step."""
        return len(self._moved.get(emotion, ())) > len(self._seen.get(emotion, ())) / 2

    def _of(self, emotion: str) -> Probs:
        """What was collected for an emotion, (n, 7); raises `UserError` when it is too little."""
        if self._seconds.get(emotion, 0.0) < _LEAST_S.get(emotion, _LEAST_STRONG_S):
            raise UserError(_too_little(emotion))
        return np.array(self._seen[emotion], np.float32)


def _too_little(emotion: str) -> str:
    if emotion == "neutral":
        return tr("Too little of your face at rest could be read: face the camera in good light, and try again.")
    return tr(
        "Too little of your face for {emotion} could be read: face the camera in good light, and try again.",
        emotion=shown_name(emotion),
    )


def _apart(one: Probs, other: Probs) -> float:
    """The total variation between two readings, 0 to 1."""
    return float(np.abs(one - other).sum()) / 2
