"""The eyeline: whether a face looks into the lens, at its partner, down at the script, or away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import dist
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from acting_mirror.core.blinks import blinks
from acting_mirror.core.errors import UserError
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.language import tr

Gaze = tuple[float, float]
"""Degrees to the person's own left and up, as measured, see `Eyes`."""

_NEAR_DEG: Final = 8.0
"""So far from a point one still looks at it: 96 of 100 eyes that look into the lens measure nearer (CK+)."""
_STAY_DEG: Final = 2.0
"""So much farther a look stays what it was, and so does not flicker."""
_DOWN_DEG, _DOWN_OWN_DEG = 7.0, 5.0
"""So far below the lens one looks down, where it is usually and where one's own eyes saw it. That is little, as a fifth
is measured of how far eyes go down: lids hide them, and go with them."""
_LID_DEG: Final = 5.0
"""Shut lids count as so much lower."""
_LOWERED_DEG: Final = 10.0
"""So low are lids that hide the irises of eyes that look down; those of eyes that are squeezed are mostly higher."""
_SEEN: Final = 0.5
"""The share of pictures in which eyes must be seen, to say anything of them all."""
_FEWEST: Final = 10
_USUAL: Final = (0.0, 0.0)
"""Where the lens is measured of most people."""
_OFTEN: Final = 0.25
"""The share of pictures in which one looks at somebody to whom one speaks, at least."""
_SCATTERED_DEG: Final = 4.0
"""Eyes that rest on a point measure half as far from their median at most."""
_APART_DEG: Final = 5.0
"""Two points closer together can't be told apart."""
_ASIDE_DEG: Final = 25.0
"""Farther from where the lens is usually measured, one does not look into it."""
_REOPENING_S: Final = 0.1
"""After a blink lids still hide a part of the irises."""


class Look(StrEnum):
    """Where a face looks, as tables have it."""

    LENS = "lens"
    PARTNER = "partner"
    DOWN = "down"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Eyeline:
    """Where the lens and the partner's mark are, as a person's eyes are measured.

    Attributes:
        lens: Measured while they look into the lens.
        partner: Measured while they look at their partner's mark; None while it is not known.
    """

    lens: Gaze = _USUAL
    partner: Gaze | None = None

    @classmethod
    def of(cls, lens: Sequence[Eyes], partner: Sequence[Eyes]) -> Self:
        """An eyeline of two seconds of each look.

        Raises:
            UserError: The eyes were not seen, wandered, did not look into the lens, or the two looks are too alike.
        """
        eyeline = cls(_steady(lens), _steady(partner))
        if dist(eyeline.lens, _USUAL) > _ASIDE_DEG:
            raise UserError(tr("You looked beside the lens: look into the lens of the camera for two seconds."))
        if eyeline.partner is None or dist(eyeline.lens, eyeline.partner) < _APART_DEG:
            raise UserError(tr("Your partner's mark is too close to the lens: put it farther away."))
        return eyeline

    def with_partner_in(self, times_s: npt.ArrayLike, eyes: npt.ArrayLike) -> Self:
        """With a partner where eyes rest that look neither into the lens nor down.

        Args:
            times_s: (N,), rising, while one is to look at them.
            eyes: (N, 3), as `Eyes` has them.

        Returns:
            As it is where they hardly look aside, as at a partner just beside the lens, or at no one point.
        """
        rows = np.asarray(eyes, np.float64).tolist()
        aside = [Eyes(*row) for row, look in zip(rows, self.looks(times_s, eyes), strict=True) if look is Look.AWAY]
        if len(aside) < _OFTEN * len(rows):
            return self
        try:
            return replace(self, partner=_steady(aside))
        except UserError:
            return self

    def at(self, eyes: Eyes, before: Look | None = None) -> Look | None:
        """Where eyes look.

        Args:
            eyes: They must not blink, as lids that hide the irises look down.
            before: Where they looked just before; it stays until it is clearly left.

        Returns:
            None where they were not measured, or are squeezed.
        """
        if np.isnan(eyes.closed):
            return None
        if np.isnan(eyes.gaze_yaw_deg):
            return Look.DOWN if eyes.gaze_pitch_deg < self.lens[1] - _LOWERED_DEG else None
        point = _point(eyes)
        from_lens = dist(point, self.lens) - _STAY_DEG * (before is Look.LENS)
        if self.partner is not None:
            from_partner = dist(point, self.partner) - _STAY_DEG * (before is Look.PARTNER)
            if from_partner <= min(from_lens, _NEAR_DEG):
                return Look.PARTNER
        down = _DOWN_DEG if self.lens == _USUAL else _DOWN_OWN_DEG
        if point[1] < self.lens[1] - down + _STAY_DEG * (before is Look.DOWN):
            return Look.DOWN
        return Look.LENS if from_lens <= _NEAR_DEG else Look.AWAY

    def looks(self, times_s: npt.ArrayLike, eyes: npt.ArrayLike) -> list[Look | None]:
        """Where eyes look over time; a blink leaves it as it was.

        Args:
            times_s: (N,), rising.
            eyes: (N, 3), as `Eyes` has them.

        Returns:
            For each time a look; None where it is not known.
        """
        times, rows = np.asarray(times_s, np.float64), np.asarray(eyes, np.float64)
        blinking = np.zeros(len(times), bool)
        for start, end in blinks(times, rows[:, 2]):
            blinking |= (times >= start - _REOPENING_S) & (times <= end + _REOPENING_S)
        looks: list[Look | None] = []
        look = None
        for row, shut in zip(rows.tolist(), blinking.tolist(), strict=True):
            look = look if shut else self.at(Eyes(*row), look)
            looks.append(look)
        return looks


def shares(looks: Sequence[Look | None]) -> dict[Look, float] | None:
    """The share of each look, 0 to 1, among those that are known; None where more than half are not."""
    known = [look for look in looks if look is not None]
    if not known or len(known) < _SEEN * len(looks):
        return None
    return {look: known.count(look) / len(known) for look in Look}


def _point(eyes: Eyes) -> Gaze:
    """Where eyes look, with what their lids tell of it."""
    return eyes.gaze_yaw_deg, eyes.gaze_pitch_deg - _LID_DEG * eyes.closed


def _steady(samples: Sequence[Eyes]) -> Gaze:
    """The one point that eyes look at."""
    points = np.array([_point(eyes) for eyes in samples]).reshape(-1, 2)
    seen = points[np.isfinite(points).all(axis=1)]
    if len(seen) < max(_FEWEST, _SEEN * len(samples)):
        raise UserError(tr("Your eyes could hardly be seen: face the camera, with light on your face."))
    yaw, pitch = np.median(seen, axis=0).tolist()
    if np.median(np.hypot(*(seen - (yaw, pitch)).T)) > _SCATTERED_DEG:
        raise UserError(tr("Your eyes wandered: look at one point for two seconds."))
    return yaw, pitch
