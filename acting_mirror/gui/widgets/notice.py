"""One sentence over the picture, with what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from acting_mirror.gui.widgets.icons import icon
from acting_mirror.gui.widgets.over import Over

_GOES_AFTER_MS = 10_000
_MARGIN = 16
_WIDEST = 640

Action = tuple[str, Callable[[], None]]
"""A button's words and what it does."""


class Notice(Over):
    """Lies at the bottom right of another widget; goes by itself when it only tells, stays when it warns."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget, hidden."""
        super().__init__(over)
        self.setProperty("role", "card")
        self.setObjectName("notice")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(8)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName("Close the message")
        self._close.setToolTip("Close")
        self._close.setIcon(icon("close", self.palette()))
        self._close.clicked.connect(self.hide)
        self._row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_GOES_AFTER_MS)
        self._timer.timeout.connect(self.hide)

    @property
    def words(self) -> str:
        """The sentence that is shown; "" when none is."""
        return self._words.text() if self.isVisibleTo(self._over) else ""

    def tell(self, words: str, *actions: Action, stays: bool = False) -> None:
        """Show a sentence; a newer one takes its place.

        Args:
            words: What happened and what to do.
            actions: Buttons; pressing one also closes the notice.
            stays: Whether it waits for the user.
        """
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()  # it is deleted only later
            button.deleteLater()
        self._buttons = [self._button(*action) for action in actions]
        self._words.setText(words)
        self.show()
        self._polish()
        self._place()
        self.raise_()
        self._timer.stop() if stays else self._timer.start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._close.setIcon(icon("close", self.palette()))
        super().changeEvent(event)

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(self.hide)
        button.clicked.connect(act)
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _polish(self) -> None:
        """Give the words their fonts now: the height depends on them."""
        for widget in (self._words, *self._buttons):
            widget.ensurePolished()
        self._row.invalidate()

    def _place(self) -> None:
        over = self._over
        width = min(self._width_of_one_line(), _WIDEST, over.width() - 2 * _MARGIN)
        height = max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())
        self.setGeometry(over.width() - width - _MARGIN, over.height() - height - _MARGIN, width, height)

    def _width_of_one_line(self) -> int:
        """What all of it takes without a break in its words: no more of the picture is covered."""
        margins, spacing = self._row.contentsMargins(), self._row.spacing()
        buttons = sum(button.sizeHint().width() + spacing for button in (*self._buttons, self._close))
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        return margins.left() + words + 8 + buttons + margins.right()
