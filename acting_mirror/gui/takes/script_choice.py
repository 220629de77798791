"""A script and whom the actor plays in it, chosen in a dialog."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.jobs import Lane
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import PathField
from acting_mirror.rehearsal.script_file import FORMATS, ScriptFile

_SCRIPTS: Final = " ".join(f"*{ending}" for ending in FORMATS)


class ScriptChoice(QObject):
    """Two fields; a script is read for its characters in a worker thread.

    Attributes:
        script: The script's field.
        character: Whom the actor plays; empty without a script.
        file: The script, once it is read; None without one.
    """

    changed = Signal()
    """Another script, or another character."""
    told = Signal(str)
    """What is wrong with the script, or in doubt; "" for nothing."""

    def __init__(self, preferences: Preferences, lane: Lane, parent: QWidget, forgiving: bool = False) -> None:
        """Choose none yet; scripts are read in a lane, `forgiving` even with notes that are mistyped."""
        super().__init__(parent)
        self.script = PathField(tr("Choose the script"), tr("Scripts ({endings})", endings=_SCRIPTS))
        self.character = QComboBox()
        self.file: ScriptFile | None = None
        self._preferences, self._lane = preferences, lane
        self._plays, self._forgiving = "", forgiving
        self.script.changed.connect(self._look)
        self.character.currentIndexChanged.connect(self.changed)

    def choose(self, script: Path, character: str) -> None:
        """Choose both."""
        self.script.field.clear()  # it may be another one of the same name
        self._plays = character
        self.script.field.setText(str(script))

    def _look(self) -> None:
        path, self.file = self.script.path, None
        plays, self._plays = self._plays, ""
        self.character.clear()
        self.changed.emit()
        if path is not None and path.is_file():
            work = partial(ScriptFile.open, path, forgiving=self._forgiving)
            self._lane.run(lambda _: work(), lambda file: self._on_read(file, plays), self.told.emit)

    def _on_read(self, file: ScriptFile, plays: str) -> None:
        if file.path != self.script.path:
            return
        self.file = file
        before = dict(self._preferences.settings.rehearsal.scripts).get(str(file.path), "")
        self.character.addItems(file.script.characters)
        if (played := file.script.named(plays or before)) is not None:
            self.character.setCurrentText(played)
        self.told.emit(file.doubt)
        self.changed.emit()
