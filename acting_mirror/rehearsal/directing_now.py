"""Whether directions are followed at this moment, for a gauge."""

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from acting_mirror.core.direction import DIRECTIONS, STILL
from acting_mirror.core.eyeline import Eyeline, Look
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.movements import Movements
from acting_mirror.rehearsal.fit import CLEAR

_SHUT: Final = 0.5
"""Eyes that are farther closed may blink: they look where they looked, as long as a blink takes."""
_BLINK_S: Final = 0.4
_STILL_S: Final = 1.0
"""A head is still now by so much of what it did last."""


class DirectingNow:
    """Follows one face through a line.

    Attributes:
        eyeline: Where lens and partner are as the actor's eyes are measured.
    """

    def __init__(self) -> None:
        """Begin without a face."""
        self.eyeline = Eyeline()
        self.restart()

    def restart(self) -> None:
        """Begin anew: another line begins."""
        self._look: Look | None = None
        self._open_s = -np.inf
        self._heads: deque[tuple[float, float, float, float]] = deque()

    def update(self, t_s: float, movements: Movements | None, directions: Sequence[str]) -> dict[str, bool]:
        """Take what the face does at a time.

        Args:
            t_s: In seconds, later than the last one.
            movements: What it does; None where that is not measured.
            directions: What is asked for.

        Returns:
            Whether each direction is followed, of those for which that can be told; blinks and nods are told after the
            line.
        """
        if movements is None:
            self.restart()
            return {}
        self._follow(t_s, movements)
        told = ((name, self._followed(name, movements)) for name in directions)
        return {name: followed for name, followed in told if followed is not None}

    def _follow(self, t_s: float, movements: Movements) -> None:
        head, eyes = movements.head, movements.eyes
        if eyes.closed <= _SHUT or t_s - self._open_s > _BLINK_S:
            self._look = self.eyeline.at(eyes, self._look)
        if eyes.closed <= _SHUT:
            self._open_s = t_s
        self._heads.append((t_s, head.yaw_deg, head.pitch_deg, head.roll_deg))
        while t_s - self._heads[0][0] > _STILL_S:
            self._heads.popleft()

    def _followed(self, name: str, movements: Movements) -> bool | None:
        direction = DIRECTIONS[name]
        if direction.movement:
            return movements.of(direction.movement) >= CLEAR
        if direction.part == "gaze":
            wanted = Look(name.removeprefix("look: "))
            unknown = self._look is None or (wanted is Look.PARTNER and self.eyeline.partner is None)
            return None if unknown else self._look is wanted
        if name != STILL:
            return None
        times, *angles = zip(*self._heads, strict=True)
        still = head_motion(times, np.transpose(angles)).still
        return None if still is None else still >= 0.5
