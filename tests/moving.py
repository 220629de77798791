"""Movements made up for tests: what a face does is a function of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import MOVEMENTS, NAMES, Movements
from acting_mirror.core.timeline import Timeline


@dataclass(frozen=True)
class Doing:
    """What a face does at a moment; left out, it looks into the lens and does nothing."""

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    gaze_yaw_deg: float = 0.0
    gaze_pitch_deg: float = 0.0
    closed: float = 0.0
    strong: Mapping[str, float] = field(default_factory=dict)

    def movements(self) -> Movements:
        """As they are measured."""
        rest = np.array([movement.rest for movement in MOVEMENTS], np.float32)
        strengths = np.array([self.strong.get(name, 0) for name in NAMES], np.float32)
        eyes = Eyes(self.gaze_yaw_deg, self.gaze_pitch_deg, self.closed)
        return Movements(HeadPose(self.yaw_deg, self.pitch_deg, 0), rest, strengths, eyes)


def moving_timeline(do: Callable[[float], Doing | None], seconds: float, rate: float = 30.0) -> Timeline:
    """A timeline of person 0, who can't be read; None where nothing is measured."""
    timeline, face = Timeline(), TrackedFace(0, FaceBox(10, 10, 100, 100), Unreadable.TOO_DARK)
    for number in range(round(seconds * rate)):
        doing = do(number / rate)
        movements = doing.movements() if doing is not None else None
        timeline.append(FrameAnalysis(number, number / rate, (replace(face, movements=movements),), 0.0))
    return timeline


def acting(t_s: float) -> Doing | None:
    """Twenty seconds: a look down, a smile, two blinks, a nod, a shake, and one second that is not measured."""
    blink = max(1 - abs(t_s - at) / 0.15 for at in (1.0, 11.0))
    nod = (1 - np.cos(2 * np.pi * 2 * min(max(t_s - 13, 0), 1))) / 2
    shake = np.sin(2 * np.pi * 1.5 * min(max(t_s - 16, 0), 2 / 1.5))
    if t_s >= 19:
        return None
    return Doing(
        yaw_deg=12 * shake,
        pitch_deg=-10 * nod,
        gaze_pitch_deg=-20 if 4 <= t_s < 8 else 0,
        closed=max(0, blink),
        strong={"mouth_corners_up": 0.8} if 2 <= t_s < 3 else {"jaw_open": 0.4},
    )
