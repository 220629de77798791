"""What few need, folded away below its caption."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acting_mirror.gui.widgets.form import button
from acting_mirror.gui.widgets.icons import icon


class Fold(QWidget):
    """A caption that unfolds cards below it, and folds them again.

    Attributes:
        head: The caption.
    """

    def __init__(self, words: str, tip: str, cards: Sequence[QWidget]) -> None:
        """Make it, folded."""
        super().__init__()
        self.head = button(words, tip, "flat")
        self.head.setCheckable(True)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for card in cards:
            inside.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self._inside)
        self.head.toggled.connect(self._show)
        self._show(False)

    def unfold(self) -> None:
        """Show what is inside."""
        self.head.setChecked(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sign in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def _show(self, unfolded: bool) -> None:
        self._inside.setVisible(unfolded)
        self._paint_sign()

    def _paint_sign(self) -> None:
        self.head.setIcon(icon("chevron_down" if self.head.isChecked() else "chevron_right", self.head.palette()))
