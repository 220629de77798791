"""How to rehearse, in six pictures."""

from dataclasses import asdict
from string import Template
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from acting_mirror import paths
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

STEPS: Final = (
    ("open", marked("1. Open a script on Rehearse, or one of the three scenes that come along.")),
    ("choose", marked("2. Choose who you play, above the lines.")),
    ("say", marked("3. Say what to play: in Edit targets…, or by writing [[sad 40%]] at a line.")),
    ("record", marked("4. Record a take (Space), or rehearse without one (Enter), and speak.")),
    ("points", marked("5. Each line gets points, what happened, and one thing to try.")),
    ("takes", marked("6. On Takes, watch yourself, jump to your weakest line, and share a report.")),
)
"""Names of the pictures in `resources/help`, and what is said below them."""
_COLUMNS: Final = 3
_PICTURE: Final = QSize(240, 150)


class HowTo(QWidget):
    """The pictures in their order, each with its caption."""

    def __init__(self) -> None:
        """Lay them out."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for number, (name, caption) in enumerate(STEPS):
            row, column = divmod(number, _COLUMNS)
            drawing, said = _Drawing(name), tr(caption)
            drawing.setAccessibleName(said)
            grid.addWidget(drawing, 3 * row, column)
            grid.addWidget(label(said), 3 * row + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(3 * row + 2, 10)
            grid.setColumnStretch(column, 1)


class _Drawing(QWidget):
    """A picture as wide as there is room, in the colours of the theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return _PICTURE

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return round(width * _PICTURE.height() / _PICTURE.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        art = Template((paths.resources_dir() / "help" / f"{self._name}.svg").read_text(encoding="utf-8"))
        emotions = {emotion: emotion_colour(emotion, self.palette()).name() for emotion in EMOTIONS}
        drawn = QSvgRenderer(QByteArray(art.substitute(asdict(theme_of(self.palette())), **emotions).encode()))
        painter = QPainter(self)
        drawn.render(painter, QRectF(0, 0, self.width(), self.heightForWidth(self.width())))
        painter.end()
