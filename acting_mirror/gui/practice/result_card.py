"""How a round went: the card after it."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.practice.result_rows import ResultRows
from acting_mirror.gui.practice.words import advice_on, verdict
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.form import button, label


class ResultCard(QFrame):
    """The points in large type, and each task.

    Attributes:
        leave: Goes back to the choice of emotions and level.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._points = FittedText(72, 40, "text", QFont.Weight.Bold)
        self._verdict, self._advice = label("", "title"), label("")
        self._rows = ResultRows()
        self.leave = button("Emotions, level and progress", "Back to the choice and the progress (Esc)")
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(8)
        column.addWidget(label("ROUND OVER", "caption"))
        for widget in (self._points, self._verdict, self._advice):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._rows, 1)
        column.addLayout(foot)

    @property
    def words(self) -> str:
        """What it says of the round."""
        return f"{self._points.text} {self._verdict.text()}"

    def show_round(self, result: RoundResult) -> None:
        """Show how a round went."""
        self._points.show_text(f"{result.points:.0f} points")
        self._verdict.setText(verdict(result))
        self._advice.setText(advice_on(result))
        self._advice.setVisible(bool(self._advice.text()))
        self._rows.show_round(result)
