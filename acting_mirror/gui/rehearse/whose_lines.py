"""Whose lines are recorded: those of all other parts, or of one."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from acting_mirror.core.language import tr
from acting_mirror.rehearsal.script import ScriptLine


class WhoseLines(QComboBox):
    """A choice whose data is the character's name, None for all."""

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.setAccessibleName(tr("Whose lines"))

    def offer(self, lines: Iterable[ScriptLine]) -> None:
        """Offer those who speak the lines, and first all of them."""
        self.clear()
        self.addItem(tr("All other parts"), None)
        for name in dict.fromkeys(line.character for line in lines):
            self.addItem(name, name)
