"""Steps one after the other: which one is there, and which are done."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.bottom_bar import row
from acting_mirror.gui.widgets.form import set_role
from acting_mirror.gui.widgets.theme import theme_of

_SIDE = 22
_TICK = ((6.5, 11.5), (9.7, 14.7), (15.5, 8.0))


class StepMark(QWidget):
    """A ring with a number, bright where one is; a green disc with a tick when done."""

    def __init__(self, number: str = "") -> None:
        """Start as one to come."""
        super().__init__()
        self._number = number
        self._done = self._here = False
        self.setAccessibleName(tr("To do"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a line of text."""
        return QSize(_SIDE, _SIDE)

    def show_step(self, done: bool, here: bool) -> None:
        """Say whether it is done, and whether one is at it."""
        if (done, here) != (self._done, self._here):
            self._done, self._here = done, here
            self.setAccessibleName(tr("Done") if done else tr("Now") if here else tr("To do"))
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ring and number, or disc and tick."""
        theme, disc = theme_of(self.palette()), QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.good))
            painter.drawEllipse(disc)
            painter.setPen(QPen(QColor(theme.card), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline([QPointF(*point) for point in _TICK])
        else:
            painter.setPen(QPen(QColor(theme.link if self._here else theme.faint), 1.5))
            painter.drawEllipse(disc)
            painter.setPen(QColor(theme.text if self._here else theme.quiet))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.end()


class StepBar(QFrame):
    """The steps in a row, each with its number and title."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Lay them out, with none done."""
        super().__init__()
        self.setProperty("role", "bar")
        self._steps = [(StepMark(str(number)), QLabel(title)) for number, title in enumerate(titles, 1)]
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 20, 12)
        for mark, title in self._steps:
            line.addLayout(row(mark, title))
        for place in range(len(titles) - 1, 0, -1):
            line.insertStretch(place, 1)

    def show_steps(self, here: int, done: Container[int]) -> None:
        """Say which step one is at, from 0, and which are done."""
        for place, (mark, title) in enumerate(self._steps):
            mark.show_step(place in done, place == here)
            set_role(title, "title" if place == here else "quiet")
