"""A strip above the page with one sentence, and with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import remove
from acting_mirror.gui.widgets.icons import icon

Choice = tuple[str, Callable[[], None]]
"""A button's words and what it does."""


class Notice(QFrame):
    """Takes its own room, so that it never covers a face, the prompter or a control."""

    closed = Signal()
    """The user has read it, or chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        card = QFrame()
        card.setProperty("role", "card")
        card.setObjectName("notice")
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 12, 16, 0)
        around.addWidget(card)
        self._row = QHBoxLayout(card)
        self._row.setContentsMargins(16, 6, 8, 6)
        self._row.setSpacing(8)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(tr("Close the message"))
        self._close.setToolTip(tr("Close"))
        self._close.setIcon(icon("close", self.palette()))
        self._close.clicked.connect(self.closed)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence that is shown; "" when none is."""
        return "" if self.isHidden() else self._words.text()

    def show_message(self, words: str, choices: Sequence[Choice]) -> None:
        """Show a sentence and its buttons; pressing one also closes it."""
        remove(self._row, self._buttons)
        self._buttons = [self._button(*choice) for choice in choices]
        self._words.setText(words)
        self.show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._close.setIcon(icon("close", self.palette()))
        super().changeEvent(event)

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(self.closed)
        button.clicked.connect(act)
        self._row.insertWidget(self._row.count() - 1, button)
        return button
