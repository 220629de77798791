"""What an actor says of themselves in a slate: asked once, and kept with the settings on this computer."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import Section, button, grow, label
from acting_mirror.rehearsal.slate import title_of


class SlateDialog(Dialog):
    """A field for each thing that is asked for; what stays empty is not said.

    Attributes:
        fields: By what profiles call each.
        show_it: Takes it.
    """

    told = Signal(object)
    """The words of each field, by what profiles call it."""

    def __init__(self, items: Sequence[str], parent: QWidget) -> None:
        """Ask for some things."""
        super().__init__(parent)
        self.setWindowTitle(tr("Slate"))
        self.fields = {item: QLineEdit() for item in items}
        self.show_it = button(tr("Show it"), tr("Show it on the prompter, to be recorded there"), "primary")
        self.show_it.setDefault(True)
        self.show_it.clicked.connect(self.accept)
        cancel = button(tr("Cancel"), tr("Close this, and change nothing (Esc)"))
        cancel.clicked.connect(self.reject)
        section = Section(tr("Who you are"))
        for item, field in self.fields.items():
            section.add_row(title_of(item), field, tr("As you say it in the slate; leave it empty to leave it out"))
            field.textChanged.connect(self._show_button)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.show_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(section)
        column.addWidget(label(tr("It is kept with your settings, on this computer alone."), "small"))
        column.addStretch(1)
        column.addLayout(row)
        self.accepted.connect(lambda: self.told.emit({item: field.text() for item, field in self.fields.items()}))
        self.resize(520, 320)
        grow(self)

    def offer(self, words: Mapping[str, str]) -> None:
        """Show it, with what is known."""
        for item, field in self.fields.items():
            field.setText(words.get(item, ""))
        self._show_button()
        self.show()
        self.raise_()
        next(iter(self.fields.values())).setFocus()

    def _show_button(self) -> None:
        self.show_it.setEnabled(any(field.text().strip() for field in self.fields.values()))
