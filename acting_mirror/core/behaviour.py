"""What the largest face did over a time, besides its movements: where it looked, how often it blinked, its head."""

import math
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from acting_mirror.core.blinks import blinks
from acting_mirror.core.eyeline import Eyeline, Look, shares
from acting_mirror.core.head_motion import HeadMotion, head_motion
from acting_mirror.core.moved import EYES, HEAD
from acting_mirror.core.swings import Span
from acting_mirror.core.timeline import Timeline

_RATE_S: Final = 10.0
"""A rate of blinks needs so long: people blink 5 to 26 times a minute (Bentivoglio et al. 1997)."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a face did.

    Attributes:
        measured_s: For how many seconds it was measured.
        blinks: When it blinked; None where its eyes were not measured, as before they could be.
        blinks_per_minute: None where they were measured too short.
        looks: In which share of the time it looked where, 0 to 1; None where its eyes were hardly seen.
        head: How its head moved.
    """

    measured_s: float
    blinks: list[Span] | None
    blinks_per_minute: float | None
    looks: dict[Look, float] | None
    head: HeadMotion

    @classmethod
    def of(
        cls, timeline: Timeline, eyeline: Eyeline | None = None, start_s: float = -math.inf, end_s: float = math.inf
    ) -> Self | None:
        """What person 0 did from a time up to another.

        Args:
            timeline: What was read.
            eyeline: Where the lens and the partner's mark are; None for what is usual.
            start_s: In seconds.
            end_s: Later.

        Returns:
            None where it was not measured.
        """
        if timeline.moved is None:
            return None
        times = timeline.frame_times
        part = slice(*np.searchsorted(times, (start_s, end_s)).tolist())
        times, moved = times[part], timeline.moved[part]
        head, eyes = moved[:, HEAD], moved[:, EYES]
        frame_s = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
        measured_s = frame_s * float(np.isfinite(head[:, 0]).sum())
        seen_s = frame_s * float(np.isfinite(eyes[:, -1]).sum())
        if not measured_s:
            return None
        blinked = blinks(times, eyes[:, -1]) if seen_s else None
        rate = 60 * len(blinked) / seen_s if blinked is not None and seen_s >= _RATE_S else None
        looks = shares((eyeline or Eyeline()).looks(times, eyes))
        return cls(measured_s, blinked, rate, looks, head_motion(times, head))
