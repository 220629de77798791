"""A field for a file, typed or chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from acting_mirror.gui.widgets.form import button


class PathField(QWidget):
    """A file, typed or chosen."""

    changed = Signal()

    def __init__(self, title: str, kinds: str, parent: QWidget | None = None) -> None:
        """Ask with a title for files of some kinds."""
        super().__init__(parent)
        self._title, self._kinds = title, kinds
        self.field = QLineEdit()
        self.field.textChanged.connect(self.changed)
        choose = button("Choose…", title)
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
