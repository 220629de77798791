"""Files and folders: shown, typed, chosen and opened."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from acting_mirror.core.language import tr
from acting_mirror.files.free_name import free_name
from acting_mirror.gui.widgets.form import button
from acting_mirror.gui.widgets.notice import Choice


def documents_folder() -> Path:
    """Where the user's documents are."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def show_folder(path: Path) -> None:
    """Open a folder in the desktop's file manager; of one that does not exist yet, the nearest that does."""
    folder = next((each for each in (path, *path.parents) if each.is_dir()), path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_folder(path: Path) -> Choice:
    """A button that opens the folder of a file, or a folder."""
    return tr("Open folder"), lambda: show_folder(path)


def ask_beside(parent: QWidget, title: str, stem: Path, ending: str, kind: str) -> Path | None:
    """Ask where to save a file, and have it stand beside one that has that name.

    Args:
        parent: Over which the dialog opens.
        title: Of the dialog.
        stem: The path that is proposed, without its ending.
        ending: Of the file, with its dot.
        kind: What the dialog shows, as Qt has it.

    Returns:
        A path at which there is nothing; None where it was called off.
    """
    proposed, options = free_name(stem, ending), QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind, options=options)
    if not chosen:
        return None
    path = Path(chosen)
    return free_name(path.with_suffix("") if path.suffix.lower() == ending else path, ending)


class PathLabel(QLabel):
    """A path, shortened in its middle to the room there is; the tool tip says it whole."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        """Show a path."""
        super().__init__(parent)
        self.setProperty("role", "second")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_path(path)

    def show_path(self, path: Path) -> None:
        """Show another path."""
        self.path = path
        self.setToolTip(str(path))
        self.setAccessibleName(str(path))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten it to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        words = self.fontMetrics().elidedText(str(self.path), Qt.TextElideMode.ElideMiddle, max(self.width(), 40))
        self.setText(words)


class FolderField(QWidget):
    """A folder and the button that chooses another."""

    chosen = Signal(object)
    """The new folder, a `Path`."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Show a folder."""
        super().__init__(parent)
        self.label = PathLabel(folder)
        self.button = button(tr("Choose…"), tr("Choose another folder"))
        self.button.clicked.connect(self._ask)
        self.setFocusProxy(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    @property
    def folder(self) -> Path:
        """The folder that is shown."""
        return self.label.path

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose a folder"), str(self.folder))
        if chosen:
            self.label.show_path(Path(chosen))
            self.chosen.emit(Path(chosen))


class PathField(QWidget):
    """A file, typed or chosen."""

    changed = Signal()

    def __init__(self, title: str, kinds: str, parent: QWidget | None = None) -> None:
        """Ask with a title for files of some kinds."""
        super().__init__(parent)
        self._title, self._kinds = title, kinds
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.textChanged.connect(self.changed)
        choose = button(tr("Choose…"), title)
        choose.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path | None:
        """The file; None while there is none."""
        words = self.field.text().strip()
        return Path(words) if words else None

    def _ask(self) -> None:
        before = str(self.path.parent) if self.path is not None else ""
        chosen, _ = QFileDialog.getOpenFileName(self, self._title, before, self._kinds)
        if chosen:
            self.field.setText(chosen)
