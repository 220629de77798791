"""How well a face fits what is wanted, at a moment."""

from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.calibration import NEUTRAL, Profile
from acting_mirror.core.labels import EMOTIONS

Values = npt.NDArray[np.float64]

CLEAR: Final = 0.5
"""Strong enough where no strength is asked for: more than all other emotions and rest together."""
TOLERANCE: Final = 0.1
"""A strength this close to the one asked for is right: readings of a face that holds still differ by about as much
(measured: standard deviations of up to 0.1 within half a second of a clip)."""
_OVERDONE: Final = 0.5
"""So much above the strength asked for, the tolerance aside, is wholly overdone."""
_STRENGTH_SHARE: Final = 0.5
"""The right emotion at a wholly wrong strength is half of what was asked for."""
_LOST: Final = 0.4
"""The target's share in the pair of it and its strongest rival at which nothing of it counts: the rival is half as
strong again, which is no longer a close call."""


def shown(probs: npt.ArrayLike, profile: Profile | None) -> Values:
    """How strong each emotion shows, (…, 7): of the actor's own range with a profile, else the probabilities."""
    return np.asarray(probs if profile is None else profile.strengths(probs), np.float64)


def rivals(strengths: Values, emotion: str, wanted: float | None = None) -> Values:
    """What stands against an emotion, (…, 7): the strengths of the others.

    Rest is no rival as far as it is asked for: at 40 %, 60 % of the face may rest.
    """
    others = np.array(strengths, np.float64)
    target = EMOTIONS.index(emotion)
    if target != NEUTRAL and wanted is not None:
        others[..., NEUTRAL] = np.maximum(0, others[..., NEUTRAL] - (1 - wanted))
    others[..., target] = 0
    return others


def lead_of(strengths: Values, emotion: str, wanted: float | None = None) -> Values:
    """An emotion's share in the pair of it and its strongest rival, (…): it shows from 0.5 on.

    So an emotion at a wanted strength w, with nothing but rest beside it, shows from half of w on; one without a wanted
    strength when it leads.
    """
    own = strengths[..., EMOTIONS.index(emotion)]
    both = own + rivals(strengths, emotion, wanted).max(axis=-1)
    return np.asarray(own / np.maximum(both, 1e-9))


def strength_fit(strength: Values | float, wanted: float | None) -> Values:
    """How right a strength is, 0 to 1: 1 within the tolerance, falling towards none and towards overdone."""
    enough = np.minimum(1, strength / (CLEAR if wanted is None else max(wanted - TOLERANCE, wanted / 2)))
    if wanted is None:
        return np.asarray(enough)
    return np.asarray(np.minimum(enough, np.clip(1 - (strength - wanted - TOLERANCE) / _OVERDONE, 0, 1)))


def fit_of(strengths: Values, emotion: str, wanted: float | None = None) -> Values:
    """How well strengths (…, 7) fit an emotion at a wanted strength, (…), 0 to 1.

    The lead counts in full where the emotion leads and not at all where a rival is half as strong again; the
    strength counts by half.
    """
    lead = np.clip((lead_of(strengths, emotion, wanted) - _LOST) / (0.5 - _LOST), 0, 1)
    right = strength_fit(strengths[..., EMOTIONS.index(emotion)], wanted)
    return np.asarray(lead * (1 - _STRENGTH_SHARE * (1 - right)))
