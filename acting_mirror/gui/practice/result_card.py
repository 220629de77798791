"""How a round went: the card after it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.gui.practice.words import BY_DEMO, advice_on, verdict
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.form import button, label
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

_ROW: Final = 30
_LEAST_ROW: Final = 20
_HEAD: Final = 18
_BAR: Final = 8.0
_NUMBERS: Final = 138.0
"""Pixels at the right: the seconds and the points."""


class ResultRows(QWidget):
    """A dot, the emotion, the points as a bar, the seconds until it showed, the points; headings above the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tasks: tuple[TaskResult, ...] = ()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(400, _HEAD + _ROW * len(self._tasks))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same with less air."""
        return QSize(260, _HEAD + _LEAST_ROW * len(self._tasks))

    def show_round(self, result: RoundResult) -> None:
        """Show the tasks of a round."""
        self._tasks = result.tasks
        self.setAccessibleName("; ".join(map(_words, self._tasks)))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(14)
        painter.setFont(font)
        measures = QFontMetricsF(font)
        names = max((measures.horizontalAdvance(_name(task)) for task in self._tasks), default=0.0) + 34
        height = min(_ROW, (self.height() - _HEAD) / max(1, len(self._tasks)))
        for number, task in enumerate(self._tasks):
            self._paint_row(painter, QRectF(0, _HEAD + number * height, self.width(), height), names, task)
        font.setPixelSize(12)
        painter.setFont(font)
        self._paint_numbers(
            painter, QRectF(0, 0, self.width(), _HEAD), tr("shown after"), tr("points"), theme_of(self.palette()).quiet
        )
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, names: float, task: TaskResult) -> None:
        theme, colour = theme_of(self.palette()), emotion_colour(task.emotion, self.palette())
        middle = box.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(5, middle), 4.5, 4.5)
        bar = QRectF(names, middle - _BAR / 2, box.width() - names - _NUMBERS, _BAR)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if task.points >= 1:
            painter.setBrush(colour)
            bar.setWidth(max(_BAR, bar.width() * task.points / 100))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.setPen(QColor(theme.text))
        painter.drawText(box.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, _name(task))
        self._paint_numbers(painter, box, _seconds(task), f"{task.points:.0f}", theme.text)

    def _paint_numbers(self, painter: QPainter, box: QRectF, seconds: str, points: str, colour: str) -> None:
        theme, right = theme_of(self.palette()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(colour))
        painter.drawText(box, right, points)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(box.adjusted(0, 0, -52, 0), right, seconds)


def _words(task: TaskResult) -> str:
    """A row as it is read aloud."""
    return tr_count(
        "{emotion} {count} point, {seconds}",
        "{emotion} {count} points, {seconds}",
        round(task.points),
        emotion=_name(task),
        seconds=_seconds(task),
    )


def _name(task: TaskResult) -> str:
    return f"→ {shown_name(task.emotion)}" if task.turned_from else shown_name(task.emotion)


def _seconds(task: TaskResult) -> str:
    return tr("skipped") if task.match_s is None else tr("{seconds:.1f} s", seconds=task.match_s)


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
        self.leave = button(tr("Emotions, level and progress"), tr("Back to the choice and the progress (Esc)"))
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("ROUND OVER"), "caption"))
        for widget in (self._points, self._verdict, self._advice):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._rows, 1)
        column.addLayout(foot)

    @property
    def words(self) -> str:
        """What it says of the round."""
        return f"{self._points.text} {self._verdict.text()}"

    def show_round(self, result: RoundResult, by_demo: bool) -> None:
        """Show how a round went, and whether it was the drawn actor's, which is not kept."""
        self._points.show_text(tr_count("{count} point", "{count} points", round(result.points)))
        self._verdict.setText(tr(BY_DEMO) if by_demo else verdict(result))
        self._advice.setText(advice_on(result))
        self._advice.setVisible(bool(self._advice.text()))
        self._rows.show_round(result)
