"""Whether someone speaks, from the level of a microphone."""

import math
from typing import Final

from acting_mirror.core.smoothing import blend

START_DB: Final = 12.0
STOP_DB: Final = 7.0
"""So far above the noise of the room speech begins, and below the other it ends: peaks of speech stand 20 dB and more
above a quiet room, those of steady noise a few decibels around their mean."""
_QUIETEST_DB: Final = -60.0
"""Below this nothing counts: the hiss of the microphone itself, and the silence of one that is muted."""
_FALL_S: Final = 0.3
_RISE_S: Final = 4.0
_RISE_SPEAKING_S: Final = 30.0
"""The noise floor follows a level below it quickly, one above it slowly, and while someone speaks very slowly: speech
has gaps within a second, a fan that was switched on has none."""
_START_S: Final = 0.05
_SYLLABLE_S: Final = 0.3
"""Speech begins when it was loud at two moments so far apart, and no further: a knock on the table is one moment."""
UNHEARD_S: Final = 10.0
"""When nothing was heard for so long while someone should speak, there may be no microphone that hears."""


class Voice:
    """Follows the peaks of a microphone's blocks (`record.microphone`), at any steady or unsteady rate.

    Attributes:
        speaking: Whether someone speaks; stays so over pauses shorter than the one that ends a line.
        heard: Whether someone spoke since the last `listen`.
        first_s: When the speech that was heard last began, in seconds; None before.
        last_s: When speech was last heard, in seconds; None before.
        unheard: Whether nothing was heard for `UNHEARD_S` since the last `listen`, or there is no microphone.
    """

    def __init__(self, pause_s: float = 0.8) -> None:
        """Set how long a pause ends a line, in seconds."""
        self.pause_s = pause_s
        self._floor_db: float | None = None
        self._now_s: float | None = None
        self.listen()

    def listen(self) -> None:
        """Begin to listen for a line; what is known of the room's noise stays."""
        self.speaking = self.heard = self.unheard = False
        self.first_s: float | None = None
        self.last_s: float | None = None
        self._since_s = self._now_s

    def update(self, t_s: float, level: float | None) -> bool:
        """Take a level.

        Args:
            t_s: When, in seconds; later than the last time.
            level: Peak of the newest block, 0 to 1 of full scale; None when there is no microphone.

        Returns:
            Whether a line just ended: someone spoke and has been silent for the pause.
        """
        elapsed_s = 0.0 if self._now_s is None else t_s - self._now_s
        self._now_s = t_s
        self._since_s = t_s if self._since_s is None else self._since_s
        self.unheard = not self.heard and (level is None or t_s - self._since_s >= UNHEARD_S)
        above_db = 0.0 if level is None else self._above_floor(level, elapsed_s)
        if above_db >= (STOP_DB if self.speaking else START_DB):
            self._loud(t_s)
            return False
        if not self.speaking or self.last_s is None or t_s - self.last_s < self.pause_s:
            return False
        self.speaking = False
        return True

    def _loud(self, t_s: float) -> None:
        if self.first_s is None or self.last_s is None or t_s - self.last_s > _SYLLABLE_S:
            self.first_s = t_s
        self.last_s = t_s
        if t_s - self.first_s >= _START_S:
            self.speaking, self.heard, self.unheard = True, True, False

    def _above_floor(self, level: float, elapsed_s: float) -> float:
        """How far a level is above the noise floor, in decibels; the floor follows it."""
        level_db = max(20 * math.log10(level) if level > 0 else _QUIETEST_DB, _QUIETEST_DB)
        if self._floor_db is None:
            self._floor_db = level_db
        above_db = level_db - self._floor_db
        rise_s = _RISE_SPEAKING_S if self.speaking else _RISE_S
        self._floor_db += blend(elapsed_s, rise_s if above_db > 0 else _FALL_S) * above_db
        return above_db
