"""How far some work is: a bar and a line of words in the place of both."""

from typing import Final

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import grow, set_role
from acting_mirror.gui.widgets.wrapping_label import WrappingLabel

_STEPS: Final = 1000
"""Of the bar; bytes would not fit into its integers."""


class Progress(QWidget):
    """A bar that is seen only during the work, and words that may stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(parent)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Progress"))
        self.words = WrappingLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.say("")

    def show_share(self, done: int, total: int | None, words: str) -> None:
        """Show how much is done, of how much where that is known, and say it in words."""
        self.say(words)
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setValue(round(_STEPS * min(done / total, 1)) if total else 0)
        self.bar.show()

    def say(self, words: str, role: str = "quiet") -> None:
        """Say something without a bar, such as an error in the role "warning"."""
        self.bar.hide()
        self.words.setText(words)
        set_role(self.words, role)
        self._make_room()

    def _make_room(self) -> None:
        layout = self.layout()
        if layout is not None and self.window().isVisible():
            layout.activate()  # else the window asks for the room of the old words
            grow(self.window())
