"""The synthetic actor: a drawn face that plays the seven expressions on a known schedule."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.vision.sources.drawn.eyes import looking
from acting_mirror.vision.sources.drawn.face import DrawnFace
from acting_mirror.vision.sources.drawn.pose import POSES, Bearing, Motion, Pose

PLAYED: Final = ("neutral", "surprise", "fear", "sad", "angry", "disgust", "happy")
"""The order of the performance: a small drama with a happy end."""

_SCENE_S: Final = 3.0
_CHANGE_S: Final = 0.6
_CLOSING_S, _CLOSED_S, _OPENING_S = 0.09, 0.03, 0.16


class SyntheticActor:
    """A source that draws its frames; frame `n` depends on nothing but the arguments and `n`.

    Attributes:
        name: What the user calls it.
        size: (width, height) of the frames in pixels.
        rate: Frames a second.
        length_s: Seconds from the first frame to the end of the last.
        frame_count: How many frames there are.
        live: It waits for whoever takes its frames.
        sound_path: It is silent.
        broke_at: It never breaks off.
    """

    def __init__(
        self,
        size: tuple[int, int] = (640, 360),
        rate: float = 30.0,
        seconds: float = 21.0,
        seed: int = 0,
        rest: Pose = POSES["neutral"],
        blinks: Sequence[float] | None = None,
        bearing: Callable[[float], Bearing] = lambda _: Bearing(),
    ) -> None:
        """Plan the performance; nothing is drawn yet.

        Args:
            size: (width, height) of the frames in pixels, at least 64 by 64.
            rate: Frames a second.
            seconds: Length. The seven expressions share it in turns of about three seconds.
            seed: Decides when the eyes blink and how the head moves.
            rest: The face at rest, which it plays for neutral: some look sad then.
            blinks: When its eyes begin to close, in seconds, rising; None for when the seed says.
            bearing: Where its head turns and its eyes look at a time in seconds; both follow the expression else.

        Raises:
            ValueError: A size, rate or length that can't be drawn.
        """
        if min(size) < 64 or rate <= 0 or seconds <= 0:
            raise ValueError(
                f"the actor needs at least 64 by 64 pixels, a rate and a length, not {size}, {rate}, {seconds}"
            )
        self.name = "drawn actor"
        self.size = size
        self.rate = rate
        self.frame_count: int | None = round(seconds * rate)
        self.length_s: float | None = self.frame_count / rate
        self.live = False
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self._count = self.frame_count
        self._poses = {**POSES, "neutral": rest}
        turns = len(PLAYED) * max(1, round(seconds / (_SCENE_S * len(PLAYED))))
        self._turn_s = seconds / turns
        self._change_s = min(_CHANGE_S, self._turn_s / 2)
        self._last_turn = turns - 1
        rng = np.random.default_rng(seed)
        self._phases = rng.uniform(0, 2 * math.pi, (5, 2)).tolist()
        by_chance: list[float] = np.cumsum(rng.uniform(2.0, 4.2, int(seconds) + 1)).tolist()
        self._blinks = by_chance if blinks is None else blinks
        self._bearing = bearing

    def __enter__(self) -> Self:
        """Paint what all frames share."""
        _ = self._portrait
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to release."""

    def __iter__(self) -> Iterator[Frame]:
        """Yield all frames in order."""
        return (self.frame(index) for index in range(self._count))

    def frame(self, index: int) -> Frame:
        """The frame with this number, from 0."""
        t_s = index / self.rate
        return Frame(index, t_s, self.picture(t_s, self.pose_at(t_s)))

    def picture(self, t_s: float, pose: Pose) -> Image:
        """What it looks like in a pose at a time in seconds, uint8 (H, W, 3), BGR: the head moves, the eyes blink."""
        shown = looking(pose, self._bearing(t_s))
        return self._portrait.draw(shown, self._motion_at(t_s, pose), self._blink_at(t_s))

    def pose_at(self, t_s: float) -> Pose:
        """What its performance shows at a time in seconds."""
        turn, share = self._turn_at(t_s)
        here, there = (self._poses[PLAYED[at % len(PLAYED)]] for at in (turn, turn + 1))
        strength = 0.96 + 0.04 * math.sin(1.9 * t_s)
        return self._poses["neutral"].towards(here.towards(there, eased(share)), strength)

    def emotion_at(self, t_s: float) -> str | None:
        """The emotion played at a time in seconds; None while one passes into the next."""
        turn, share = self._turn_at(t_s)
        return PLAYED[turn % len(PLAYED)] if share == 0.0 else None

    def box_at(self, t_s: float) -> FaceBox:
        """The square around the face at a time in seconds, as Haar's frontal cascade frames it."""
        return self._portrait.face_box(self._motion_at(t_s, self.pose_at(t_s)))

    @cached_property
    def _portrait(self) -> DrawnFace:
        return DrawnFace(self.size)

    def _turn_at(self, t_s: float) -> tuple[int, float]:
        """Number of the turn, and how far its expression has given way to the next one, 0 to 1."""
        nearest = round(t_s / self._turn_s)
        share = (t_s - nearest * self._turn_s) / self._change_s + 0.5
        if 0 < share < 1 and 0 < nearest <= self._last_turn:
            return nearest - 1, share
        return min(max(int(t_s / self._turn_s), 0), self._last_turn), 0.0

    def _motion_at(self, t_s: float, pose: Pose) -> Motion:
        """Two slow sines a direction, never in step, and breath; the expression adds its own bearing."""
        bearing = self._bearing(t_s)
        sway = [0.65 * math.sin(0.61 * t_s + one) + 0.35 * math.sin(0.97 * t_s + two) for one, two in self._phases]
        return Motion(
            x=0.055 * sway[0],
            y=0.020 * sway[1] + 0.010 * math.sin(1.5 * t_s),
            tilt=0.030 * sway[2] + 0.10 * pose.lean,
            scale=1 + 0.012 * math.sin(1.5 * t_s + 0.5),
            yaw=0.060 * sway[3],
            pitch=0.025 * sway[4] + 0.10 * pose.nod - math.radians(bearing.pitch_deg),
            turn=math.radians(bearing.yaw_deg),
        )

    def _blink_at(self, t_s: float) -> float:
        """How far the eyes are shut, 0 to 1."""
        begun = bisect_right(self._blinks, t_s)
        since = t_s - self._blinks[begun - 1] if begun else math.inf
        return min(eased(since / _CLOSING_S), 1 - eased((since - _CLOSING_S - _CLOSED_S) / _OPENING_S))


def eased(share: float) -> float:
    """0 to 1 with a gentle start and end (Perlin's smoother step)."""
    share = min(max(share, 0.0), 1.0)
    return share**3 * (share * (6 * share - 15) + 10)
