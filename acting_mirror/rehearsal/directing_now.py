"""Whether directions are followed at this moment, for a gauge."""

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from acting_mirror.core.direction import DIRECTIONS, STILL
from acting_mirror.core.eyeline import Look
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.looking import Looking
from acting_mirror.core.movements import Movements
from acting_mirror.rehearsal.fit import CLEAR

_STILL_S: Final = 1.0
"""A head is still now by so much of what it did last."""


class DirectingNow:
    """Follows one face through a line.

    Attributes:
        looking: Where it looks; it has the eyeline.
    """

    def __init__(self) -> None:
        """Begin without a face."""
        self.looking = Looking()
        self.restart()

    def restart(self) -> None:
        """Begin anew: another line begins."""
        self.looking.restart()
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
        head = movements.head
        self.looking.update(t_s, movements.eyes)
        self._heads.append((t_s, head.yaw_deg, head.pitch_deg, head.roll_deg))
        while t_s - self._heads[0][0] > _STILL_S:
            self._heads.popleft()

    def _followed(self, name: str, movements: Movements) -> bool | None:
        direction = DIRECTIONS[name]
        if direction.movement:
            return movements.of(direction.movement) >= CLEAR
        if direction.part == "gaze":
            wanted = Look(name.removeprefix("look: "))
            looking = self.looking
            unknown = looking.look is None or (wanted is Look.PARTNER and looking.eyeline.partner is None)
            return None if unknown else looking.look is wanted
        if name != STILL:
            return None
        times, *angles = zip(*self._heads, strict=True)
        still = head_motion(times, np.transpose(angles)).still
        return None if still is None else still >= 0.5
