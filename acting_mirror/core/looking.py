"""Where a face looks from moment to moment."""

from typing import Final

import numpy as np

from acting_mirror.core.eyeline import Eyeline, Look
from acting_mirror.core.eyes import Eyes

_SHUT: Final = 0.5
"""Eyes that are farther closed may blink: they look where they looked, as long as a blink takes."""
_BLINK_S: Final = 0.4


class Looking:
    """Follows one pair of eyes.

    Attributes:
        eyeline: Where lens and partner are as the eyes are measured.
        look: Where they look; None where that is not known.
        shut: Whether they are closed for longer than a blink.
    """

    def __init__(self) -> None:
        """Begin without eyes."""
        self.eyeline = Eyeline()
        self.restart()

    def restart(self) -> None:
        """Forget what they did."""
        self.look: Look | None = None
        self.shut = False
        self._open_s = -np.inf

    def update(self, t_s: float, eyes: Eyes) -> None:
        """Take what they do at a time in seconds; it may be another moment altogether."""
        closed = eyes.closed > _SHUT
        if not closed:
            self._open_s = t_s
        self.shut = closed and abs(t_s - self._open_s) > _BLINK_S
        if self.shut or not closed:
            self.look = self.eyeline.at(eyes, self.look)
