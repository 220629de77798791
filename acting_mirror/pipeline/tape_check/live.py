"""The same points live, while one sets up: of the last seconds of picture and sound."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame
from acting_mirror.core.language import marked, tr
from acting_mirror.core.picture_check import dark_advice
from acting_mirror.core.smoothing import Held
from acting_mirror.core.tape_point import ORDER, Point, Verdict
from acting_mirror.pipeline.tape_check.face_points import face_points
from acting_mirror.pipeline.tape_check.pictures import Glances, Look, Pictures
from acting_mirror.pipeline.tape_check.sound_points import sound_points
from acting_mirror.pipeline.tape_check.sounds import Listener, Samples
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.pauses import stretches_in
from acting_mirror.settings.tape_profile import TapeProfile

PARTS: Final = {"framing": marked("Framing"), "light": marked("Light"), "sound": marked("Sound")}
"""Of a check, what can be told before anything is recorded."""
_LOOKS_S: Final = 3.0
_ENOUGH_S: Final = 1.0
"""Of looks, and of speech, to judge by."""
_HEARD_S: Final = 10.0
_HOLD_S: Final = 1.0
"""Another point is the worst, or is better or worse, when it has been so for this long."""
_LIVE: Final = {
    ("framing.face", Verdict.WONT): marked("Your face is not seen."),
    ("framing.face", Verdict.LOOK): marked("Your face is not always seen."),
    ("framing.alone", Verdict.WONT): marked("Somebody else is in the picture."),
    ("framing.alone", Verdict.LOOK): marked("Somebody else is in the picture."),
}
"""What is said where there is no tape yet."""
_UNSAID: Final = ("framing.face", "sound.there")
"""Where these are good, there is something else to say."""


class LiveCheck:
    """Looks at pictures, some ten a second, and listens; use it from one thread at a time."""

    def __init__(self, profile: TapeProfile) -> None:
        """Begin to check against a profile."""
        self._profile = profile
        self._glances, self._looks = Glances(), deque[Look]()
        self._began_s: float | None = None
        self._listeners, self._heard_s = deque[Listener](maxlen=2), 0.0
        self._worst = {part: _Worst() for part in PARTS}

    @property
    def worst(self) -> Mapping[str, Point]:
        """The point that matters most of each of the `PARTS` that can be told."""
        return {part: worst.point for part, worst in self._worst.items() if worst.point is not None}

    def look(self, frame: Frame, reading: FrameAnalysis) -> None:
        """Look at a picture, unless it was looked at before, with what was read in it or shortly before."""
        face, looks = reading.person_0, self._looks
        if looks and frame.t_s <= looks[-1].t_s:
            return
        if self._began_s is None:
            self._began_s = frame.t_s
        begins = frame.t_s - self._began_s < _ENOUGH_S
        if begins and face is not None and face.movements is None:
            return  # that reading may be from before they were measured
        faces = [each.box for each in reading.faces] if face is not None else []
        looks.append(self._glances.look(frame, faces, face.movements if face is not None else None))
        while frame.t_s - looks[0].t_s > _LOOKS_S:
            looks.popleft()
        if frame.t_s - looks[0].t_s >= _ENOUGH_S:
            points = face_points(Pictures(looks=list(looks)), self._profile)
            lit = [point for point in points if point.point.startswith("light")]
            self._worst["framing"].take(frame.t_s, [point for point in points if point not in lit])
            self._worst["light"].take(frame.t_s, lit or _darkness(frame))

    def hear(self, samples: Samples, rate: int) -> None:
        """Listen to what follows.

        Each listener hears `_HEARD_S`, in the second half of which the next one begins: so what is told is never
        of the whole evening.

        Args:
            samples: float32 (1, samples), -1 to 1.
            rate: Samples a second.

        Raises:
            UserError: Speech can't be told here.
        """
        if not self._listeners or self._listeners[-1].heard.length_s >= _HEARD_S / 2:
            self._listeners.append(Listener(rate, 1))
        for listener in self._listeners:
            listener.hear(samples)
        self._heard_s += samples.shape[1] / rate
        heard = self._listeners[0].heard
        stretches = stretches_in(heard.speech, BLOCK_S)
        if sum(stretch.end_s - stretch.start_s for stretch in stretches) >= _ENOUGH_S:
            points = sound_points(heard, stretches, Pictures(), self._profile)
            self._worst["sound"].take(self._heard_s, points)


def _darkness(frame: Frame) -> list[Point]:
    """That it is too dark to see a face, if so."""
    advice = dark_advice(frame.bgr)
    return [Point("light.dark", Verdict.WONT, None, "", None, advice)] if advice else []


class _Worst:
    """The worst of some points, which does not flicker."""

    def __init__(self) -> None:
        self.point: Point | None = None
        self._held: Held[tuple[str, Verdict]] = Held(_HOLD_S)

    def take(self, t_s: float, points: Sequence[Point]) -> None:
        if not points:
            self.point = None
            return
        worst = min(points, key=lambda point: (ORDER.index(point.verdict), point.point in _UNSAID))
        now = worst.point, worst.verdict
        holds = self._held.propose(t_s, now)
        if self.point is None or holds == now:
            said = _LIVE.get(now)
            self.point = worst if said is None else replace(worst, sentence=tr(said))
