"""The card of a round: where it stands, and its task."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from acting_mirror.gui.practice.task_view import TaskView
from acting_mirror.gui.widgets.form import label
from acting_mirror.rehearsal.practice import Standing
from acting_mirror.rehearsal.practice_plan import TASKS


class TaskCard(QFrame):
    """A quiet line above the task.

    Attributes:
        view: The task.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.view = TaskView()
        self._where, self._so_far = label("", "caption"), QLabel()
        self._so_far.setProperty("role", "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self._where, 1)
        row.addWidget(self._so_far)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    @property
    def words(self) -> str:
        """What the line above says."""
        return f"{self._where.text()} {self._so_far.text()}".strip()

    def show_standing(self, standing: Standing, level: int, hint: str, loud: bool, face: QImage | None) -> None:
        """Show how the round stands; the rest as for `TaskView.show_task`."""
        self._where.setText(f"{standing.number} OF {TASKS} · LEVEL {level}")
        streak = f"{standing.streak} in a row" if standing.streak > 1 else ""
        points = f"{standing.points:.0f} points" if standing.points is not None else ""
        self._so_far.setText(" · ".join(each for each in (streak, points) if each))
        self.view.show_task(standing, hint, loud, face)
