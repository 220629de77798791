"""When someone speaks and when they have stopped, from how likely they do at each moment."""

from typing import Final

_LIKELY: Final = 0.5
"""From here on it is speech: as likely as not."""
_START_S: Final = 0.09
_SYLLABLE_S: Final = 0.3
"""Speech begins when it was likely at two moments so far apart, and no further. The shortest words that a synthesiser
spoke, "go" and "stop", were likely for 0.1 s and more, the chords of a piano for less."""
_JOINED_S: Final = 0.2
"""What is silent for no longer is a stop within a word, and is spoken too."""
UNHEARD_S: Final = 10.0
"""When nothing was heard for so long while someone should speak, there may be no microphone that hears."""


class Voice:
    """Follows how likely somebody speaks (`record.voice_activity`), at any steady or unsteady rate.

    Attributes:
        speaking: Whether someone speaks; stays so over pauses shorter than the one that ends a line.
        heard: Whether someone spoke since the last `listen`.
        first_s: When the speech that is heard began, in seconds; None before and after.
        last_s: When speech was last heard, in seconds; None before.
        spoken_s: How long was spoken since the last `listen`, without the pauses.
        syllables: How many were heard meanwhile.
        unheard: Whether nothing was heard for `UNHEARD_S` since the last `listen`, or there is no microphone.
    """

    def __init__(self, pause_s: float = 0.8) -> None:
        """Set how long a pause ends a line, in seconds."""
        self.pause_s = pause_s
        self._now_s: float | None = None
        self._counted = 0
        self.listen()

    def listen(self) -> None:
        """Begin to listen for a line."""
        self.speaking = self.heard = self.unheard = False
        self.first_s: float | None = None
        self.last_s: float | None = None
        self.spoken_s, self.syllables = 0.0, 0
        self._since_s = self._now_s

    def update(self, t_s: float, speech: float | None, syllables: int = 0) -> bool:
        """Take a moment.

        Args:
            t_s: When, in seconds; later than the last time.
            speech: How likely somebody speaks, 0 to 1; None when there is no microphone.
            syllables: How many were heard since the microphone listens.

        Returns:
            Whether a line just ended: someone spoke and has been silent for the pause.
        """
        self._now_s = t_s
        self._since_s = t_s if self._since_s is None else self._since_s
        counted, self._counted = syllables - self._counted, syllables
        if self.last_s is not None and t_s - self.last_s <= _JOINED_S:
            self.syllables += counted
        self.unheard = not self.heard and (speech is None or t_s - self._since_s >= UNHEARD_S)
        if speech is not None and speech >= _LIKELY:
            self._spoken(t_s)
            return False
        if not self.speaking or self.last_s is None or t_s - self.last_s < self.pause_s:
            return False
        self.speaking, self.first_s = False, None
        return True

    def _spoken(self, t_s: float) -> None:
        if self.first_s is None or self.last_s is None or t_s - self.last_s > _SYLLABLE_S:
            self.first_s = t_s
        elif t_s - self.last_s <= _JOINED_S:
            self.spoken_s += t_s - self.last_s
        self.last_s = t_s
        if t_s - self.first_s >= _START_S:
            self.speaking, self.heard, self.unheard = True, True, False
