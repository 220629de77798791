"""What a face does, made up for tests of eyes, head and movements."""

from collections.abc import Callable
from typing import Final

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.core.timeline import Timeline

AHEAD: Final = HeadPose(0.0, 0.0, 0.0)
LENS: Final = Eyes(0.0, 0.0, 0.0)


def moving(eyes: Eyes = LENS, head: HeadPose = AHEAD, **movements: float) -> Movements:
    """A face that looks into the lens, is still and rests, but for what is given."""
    strengths = np.array([movements.get(name, 0.0) for name in NAMES], np.float32)
    return Movements(head, np.zeros(len(NAMES), np.float32), strengths, eyes)


def moved_timeline(move: Callable[[float], Movements | None], seconds: float) -> Timeline:
    """A timeline of a face whose emotions can't be read, of 30 frames a second."""
    timeline = Timeline()
    for number in range(round(seconds * 30)):
        face = TrackedFace(0, FaceBox(1, 2, 30, 40), Unreadable.TURNED_AWAY, movements=move(number / 30))
        timeline.append(FrameAnalysis(number, number / 30, (face,), 0.0))
    return timeline
