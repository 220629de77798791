"""Help for who forgets a hidden line: the next word, then all of it; and a note of where it was needed."""

from typing import Final

from acting_mirror.rehearsal.hiding import word_count
from acting_mirror.rehearsal.script import ScriptLine

STALLED_S: Final = 1.7
"""Who is silent for so long amid a line has forgotten it: pauses that are acted last 1.5 s."""
BEGIN_S: Final = 3.0
"""The same before its first word."""
READ_S: Final = 2.0
"""To read a word that was shown, and go on; who does not, gets the line."""


class Prompting:
    """Follows the actor through their lines while words are hidden.

    Attributes:
        shown: How many words of the line of now are shown all the same, from its first on.
        needed: Of the actor's lines that were said with hidden words, whether help was needed; by the lines' indices.
    """

    def __init__(self) -> None:
        """Know of no line."""
        self.shown = 0
        self.needed: dict[int, bool] = {}
        self._line: ScriptLine | None = None
        self._helped = False
        self._spoken = 0.0
        self._helped_s = 0.0

    def begin(self) -> None:
        """Another run begins: nothing was said yet."""
        self.needed = {}

    def listen(self, line: ScriptLine | None) -> None:
        """A line of the actor's begins, or begins again; None for one of another."""
        self._line, self._helped, self.shown = line, False, 0
        self._spoken = self._helped_s = 0.0

    def follow(self, spoken: float, silent_s: float | None) -> None:
        """Let time pass in a line.

        Args:
            spoken: How much of it was spoken, 0 to 1.
            silent_s: How long nothing was heard; None where who stalls is to help themselves.
        """
        self._spoken = spoken
        patience_s = STALLED_S if spoken else BEGIN_S
        if silent_s is None or silent_s < patience_s:
            self._helped_s = 0.0
        elif silent_s >= (self._helped_s + READ_S if self._helped_s else patience_s):
            self._show(whole=self._helped_s > 0)
            self._helped_s = silent_s

    def help(self) -> None:
        """Show the words up to the next one; then all."""
        self._show(whole=self._helped)

    def _show(self, whole: bool) -> None:
        if self._line is not None:
            words = word_count(self._line.text)
            self.shown = max(self.shown, words if whole else min(words, int(self._spoken * words) + 1))
            self._helped = self.needed[self._line.index] = True

    def said(self) -> None:
        """The line of now is over."""
        if self._line is not None:
            self.needed.setdefault(self._line.index, False)
