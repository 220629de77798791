"""Readings made up for tests: what a face shows is a function of time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import GENERAL, MOVEMENTS, Measured, Movements, OwnRange, Values
from acting_mirror.core.scores import EmotionScores, Probs
from acting_mirror.core.timeline import Timeline

Shown = Mapping[str, float] | None
"""Probabilities of some emotions, neutral gets what is left; None: the face can't be read."""


def probs_of(shown: Mapping[str, float]) -> Probs:
    """Seven probabilities."""
    probs = np.array([shown.get(name, 0.0) for name in EMOTIONS], np.float32)
    probs[-1] += 1 - probs.sum()
    return probs


RESTS = GENERAL.rest + np.float32(0.05) * (GENERAL.strongest - GENERAL.rest)
"""How a face rests whose movements are made up: not quite as others."""


def doing(
    rest: Values = RESTS,
    yaw_deg: float = 0.0,
    pitch_deg: float = 0.0,
    gaze_pitch_deg: float = 0.0,
    contrast: float = 0.2,
    **strengths_of: float,
) -> Movements:
    """What a face does that rests in a known way: movements by their names, 0 to 1."""
    steps = [strengths_of.get(each.name, 0.0) * (each.strongest - each.rest) for each in MOVEMENTS]
    alike = np.array([[one.measure is other.measure for other in MOVEMENTS] for one in MOVEMENTS])
    measures = np.asarray(rest + alike @ steps, np.float32)  # corners that sink are measured as those that rise
    face = Measured(HeadPose(yaw_deg, pitch_deg, 0.0), (0.0, gaze_pitch_deg), measures)
    return replace(face.from_rest(OwnRange.from_rest(rest)), lip_contrast=contrast)


AHEAD: Final = HeadPose(0.0, 0.0, 0.0)
LENS: Final = Eyes(0.0, 0.0, 0.0)


def looking(eyes: Eyes = LENS, head: HeadPose = AHEAD, **strengths_of: float) -> Movements:
    """What a face does that looks into the lens and is still, but for what is given."""
    return replace(doing(**strengths_of), eyes=eyes, head=head)


def timeline_of(
    show: Callable[[float], Shown],
    seconds: float,
    rate: float = 30.0,
    noise: float = 0.0,
    times: Sequence[float] = (),
    move: Callable[[float], Movements | None] = lambda _: None,
) -> Timeline:
    """A timeline of person 0.

    Args:
        show: What the face shows at a time in seconds.
        seconds: Length.
        rate: Frames a second.
        noise: Standard deviation of each frame's probabilities.
        times: The frames' times, instead of a length and a rate.
        move: What the face does at a time in seconds; None: it isn't measured.
    """
    rng, timeline, box = np.random.default_rng(0), Timeline(), FaceBox(10, 10, 100, 100)
    for number, t_s in enumerate(times or np.arange(0, seconds, 1 / rate).tolist()):
        shown = show(t_s)
        if shown is None:
            face = TrackedFace(0, box, Unreadable.TURNED_AWAY, movements=move(t_s))
        else:
            probs = np.clip(probs_of(shown) + rng.normal(0, noise, 7), 0, None) if noise else probs_of(shown)
            scores = EmotionScores((probs / probs.sum()).astype(np.float32))
            face = TrackedFace(0, box, None, scores, scores, scores.label, move(t_s))
        timeline.append(FrameAnalysis(number, t_s, (face,), 0.0))
    return timeline
