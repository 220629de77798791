"""How lines were spoken, in takes that are looked at and in the others of their script."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.take import ListedTake, Take, TakeLine
from acting_mirror.core.text import key
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.rehearsal.comparison import usual_voice

_OTHERS: Final = 10
"""The newest other takes, by which it is known how lines are usually spoken."""


class Voices(QObject):
    """Has measured what is not known yet."""

    changed = Signal()
    """More is known."""

    def __init__(self, actions: TakeActions, parent: QObject) -> None:
        """Know of no take."""
        super().__init__(parent)
        self._actions = actions
        self._takes: dict[Path, Take] = {}
        actions.changed.connect(self._on_changed)

    def look(self, takes: Sequence[Take]) -> None:
        """Look at takes, and at the others of the script of the first one."""
        self._takes = known = {take.folder: take for take in takes}
        facts = takes[0].facts

        def open_others(listed: Sequence[ListedTake]) -> None:
            same = (key(facts.script), key(facts.character))
            others = [each for each in listed if each.whole and (key(each.script), key(each.character)) == same]
            new = [each for each in others if each.folder not in known]
            self._actions.open_facts(new[:_OTHERS], add)

        def add(others: Sequence[Take]) -> None:
            if known is not self._takes:  # others are looked at by now
                return
            known.update((take.folder, take) for take in others)
            for take in known.values():
                self._actions.hear(take)
            self.changed.emit()

        if facts.lines:
            self._actions.find_all(open_others)

    def words(self, folder: Path, line: TakeLine) -> str:
        """How a line of a take was spoken, and how it is in the other takes; "" where that is not known."""
        take = self._takes.get(folder)
        lines = take.facts.lines if take is not None else ()
        voice = next((each.voice for each in lines if each.start_s == line.start_s), None)
        others = [take for take in self._takes.values() if take.folder != folder]
        return voice.beside(usual_voice(line, others)) if voice is not None else ""

    def _on_changed(self, take: Take) -> None:
        if take.folder in self._takes:
            self._takes[take.folder] = take
            self.changed.emit()
