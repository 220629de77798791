"""What stands in the middle of the view while there is no picture: why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import remove
from acting_mirror.gui.widgets.notice import Choice

_WIDTH = 460


@dataclass(frozen=True, slots=True)
class State:
    """Why there is no picture.

    Attributes:
        heading: A few words.
        words: A sentence; "" for none.
        choices: Buttons; the first one is what most would do.
        waiting: Whether something is under way.
    """

    heading: str
    words: str = ""
    choices: Sequence[Choice] = ()
    waiting: bool = False


class StateCard(QFrame):
    """Centred over another widget: a heading, a sentence, perhaps a running bar, and buttons."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget, hidden."""
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.hide()
        self.setProperty("role", "card")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        self._heading, self._words = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._words.setProperty("role", "second")
        for label in (self._heading, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._bar.setAccessibleName(tr("Waiting"))
        column.addWidget(self._bar)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column.addLayout(self._row)
        self.buttons: list[QPushButton] = []

    @property
    def words(self) -> str:
        """All it says; "" while hidden."""
        return f"{self._heading.text()} {self._words.text()}" if self.isVisibleTo(self._over) else ""

    def show_state(self, state: State | None) -> None:
        """Say why there is no picture; None where there is one."""
        if state is None:
            self.hide()
            return
        remove(self._row, self.buttons)
        self.buttons = [self._button(number, *choice) for number, choice in enumerate(state.choices)]
        self._heading.setText(state.heading)
        self._words.setText(state.words)
        self._words.setVisible(bool(state.words))
        self._bar.setVisible(state.waiting)
        self.show()
        self._polish()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of what it lies over."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take the room that other words or another style need."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def _button(self, number: int, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        if number == 0:
            button.setProperty("role", "primary")
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def _polish(self) -> None:
        """Give the words their fonts now: their heights depend on them."""
        for label in (self._heading, self._words, *self.buttons):
            label.ensurePolished()
        self._column.invalidate()

    def _place(self) -> None:
        over, layout = self._over, self._column
        width = min(_WIDTH, over.width() - 32)
        self._stack(width)
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        self.setGeometry((over.width() - width) // 2, max(8, (over.height() - height) // 2), width, height)

    def _stack(self, width: int) -> None:
        """Put the buttons below each other where they don't fit beside each other."""
        margins = self._column.contentsMargins()
        wanted = sum(button.sizeHint().width() + self._row.spacing() for button in self.buttons) - self._row.spacing()
        fits = wanted <= width - margins.left() - margins.right()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction is not self._row.direction():
            self._row.setDirection(direction)
