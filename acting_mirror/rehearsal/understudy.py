"""The understudy: how the drawn actor plays the user's lines, or a round of practice, for whoever has no camera."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from acting_mirror.rehearsal.practice import Standing
from acting_mirror.rehearsal.practice_plan import Task
from acting_mirror.rehearsal.script import ScriptLine

_HALF: Final = 0.5
"""How much of a line passes before a missed emotion comes, and before one turns into another."""
_REST: Final = ("neutral", None)
_FAINT: Final = 0.5
"""How strong a missed task is shown at first, as a share of what counts."""
_LATE: Final = 0.85
"""How much of the clock is left when it is shown at last: it costs enough points for advice after the round."""


class Understudy:
    """Shows what the lines want, but for one line a scene, in which it comes late: so that a tip is seen.

    Attributes:
        missed: The indices of those lines.
    """

    def __init__(self, lines: Sequence[ScriptLine], character: str) -> None:
        """Learn the part of a character."""
        self._lines, self._character = lines, character
        scenes = (list(scene) for _, scene in groupby(lines, lambda line: line.scene))
        self.missed = {line.index for scene in scenes for line in _longest(scene, character)}

    def shows(self, index: int, share: float) -> tuple[str, float | None]:
        """The emotion to show, and how strong, when a share of a line has passed; None for as clear as can be."""
        target = self._lines[index].target_for(self._character)
        if target is None or target.emotion is None or (index in self.missed and share < _HALF):
            return _REST
        return (target.then if target.then is not None and share >= _HALF else target.emotion), target.strength


class RoundUnderstudy:
    """Shows what the tasks of a round of practice ask for, but for one, which is too faint at first.

    Attributes:
        missed: The number of that task, from 1; 0 for none, as in a round with few that could be.
    """

    def __init__(self, tasks: Sequence[Task]) -> None:
        """Learn the tasks."""
        could_be = [
            number
            for number, task in enumerate(tasks, 1)
            if task.emotion != "neutral" and not (task.turns_from or task.turns_into)
        ]
        self.missed = could_be[len(could_be) // 2] if len(could_be) > 2 else 0

    def shows(self, standing: Standing) -> tuple[str, float | None]:
        """The emotion to show while a round stands so, and how strong; None for as clear as can be."""
        task = standing.task
        if standing.let_go:
            return ("happy", None) if task.emotion == "neutral" else _REST
        faint = standing.number == self.missed and standing.clock > _LATE
        return task.emotion, _FAINT * task.strength if faint else None


def _longest(scene: Sequence[ScriptLine], character: str) -> list[ScriptLine]:
    """The longest of the character's lines that want a face to change; none of a scene with one line only."""
    targets = [(line, line.target_for(character)) for line in scene if line.character == character]
    wanting = [line for line, target in targets if target is not None and target.emotion not in (None, "neutral")]
    return [max(wanting, key=lambda line: len(line.text))] if len(wanting) > 1 else []
