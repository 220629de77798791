"""The script button: recent scripts, samples, any other; and what is asked before something of the user's is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from acting_mirror.files.free_name import free_name
from acting_mirror.gui.rehearse.bar import RehearseBar
from acting_mirror.gui.rehearse.script_desk import ScriptDesk, samples
from acting_mirror.gui.rehearse.targets_dialog import documents_folder
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.rehearsal.script_file import FORMATS

_RECENT: Final = 8
_KINDS: Final = f"Scripts ({' '.join(f'*{ending}' for ending in FORMATS)})"


class ScriptMenu(QObject):
    """Opens scripts onto a desk, remembers them with the characters that were played, and asks."""

    def __init__(self, desk: ScriptDesk, bar: RehearseBar, preferences: Preferences, notice: Notice) -> None:
        """Fill the menu of a bar, and tell in a notice."""
        super().__init__(desk)
        self._desk, self._bar, self._preferences, self._notice = desk, bar, preferences, notice
        bar.script.menu().aboutToShow.connect(self._fill)
        desk.opened.connect(self._remember)
        desk.edited.connect(self._remember)
        desk.saved.connect(self._on_saved)
        desk.not_saved.connect(self._warn)
        desk.changed_outside.connect(self._on_changed_outside)
        desk.conflict.connect(self._on_conflict)

    def offers(self) -> list[tuple[str, Callable[[], None]]]:
        """The samples, and any other script: buttons for a page without one."""
        found: list[tuple[str, Callable[[], None]]] = [(path.stem, self._opening(path)) for path in samples()]
        return [*found, ("Open a script…", self.ask)]

    def ask(self) -> None:
        """Ask for a script, and open it."""
        recent = [Path(path) for path, _ in self._preferences.settings.rehearsal.scripts]
        folder = next((path.parent for path in recent if path not in samples()), documents_folder())
        chosen, _ = QFileDialog.getOpenFileName(self._bar.window(), "Open a script", str(folder), _KINDS)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a script, once it is clear what becomes of edits that are not saved."""
        if may_leave(self._desk, self._bar.window()):
            played = dict(self._preferences.settings.rehearsal.scripts)
            self._desk.open(path, played.get)

    def _opening(self, path: Path) -> Callable[[], None]:
        return lambda: self.open(path)

    def _fill(self) -> None:
        menu, file = self._bar.script.menu(), self._desk.file
        menu.clear()
        own = [Path(path) for path, _ in self._preferences.settings.rehearsal.scripts]
        for heading, paths in (("Opened before", [p for p in own if p not in samples()]), ("Samples", samples())):
            if paths:
                menu.addAction(heading).setEnabled(False)
            for path in paths:
                action = menu.addAction(path.name)
                action.setToolTip(str(path))
                action.setCheckable(True)
                action.setChecked(file is not None and file.path == path)
                action.triggered.connect(self._opening(path))
            if paths:
                menu.addSeparator()
        menu.addAction("Open script…", self.ask)

    def _remember(self) -> None:
        file = self._desk.file
        if file is None:
            return
        self._bar.show_script(f"{file.path.name}{' •' if file.unsaved else ''}")
        path, scripts = str(file.path), self._preferences.settings.rehearsal.scripts
        newest = ((path, self._desk.character), *(each for each in scripts if each[0] != path))
        self._preferences.change_rehearsal(scripts=newest[:_RECENT])

    def _on_saved(self, kept: Path | None) -> None:
        if kept is not None:
            self._notice.tell(f"Saved; what was edited outside is kept as {kept.name}.", stays=True)

    def _on_changed_outside(self) -> None:
        name = self._desk.file.path.name if self._desk.file is not None else "The script"
        words = " Your own changes are not saved yet." if self._desk.unsaved else ""
        self._notice.tell(
            f"{name} was changed by another program.{words}",
            ("Load theirs", self._desk.read_again),
            ("Keep mine", lambda: None),
            stays=True,
        )

    def _on_conflict(self) -> None:
        self._notice.tell(
            "Not saved: another program changed the script meanwhile. If you keep yours, theirs is kept beside it.",
            ("Keep mine", lambda: self._desk.save(replace=True)),
            ("Load theirs", self._desk.read_again),
            stays=True,
        )

    def _warn(self, words: str) -> None:
        self._notice.tell(words, stays=True)


def may_leave(desk: ScriptDesk, window: QWidget) -> bool:
    """Ask what becomes of edits that are not saved; whether the script may be left."""
    file = desk.file
    if file is None or not desk.unsaved:
        return True
    box, kinds = QMessageBox(window), QMessageBox.StandardButton
    box.setWindowTitle("Acting Mirror")
    box.setText(f"The targets that you changed in {file.path.name} are not saved.")
    box.setInformativeText("This sample is saved as a copy of your own." if desk.is_sample else "")
    box.setStandardButtons(kinds.Save | kinds.Discard | kinds.Cancel)
    box.setDefaultButton(kinds.Save)
    answer = box.exec()
    if answer != kinds.Save:
        return bool(answer == kinds.Discard)
    words = desk.save_now(free_name(documents_folder() / file.path.stem, file.path.suffix) if desk.is_sample else None)
    if words:
        QMessageBox.warning(window, "Acting Mirror", words)
    return not words
