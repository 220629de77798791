"""The words of the first run."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, grow, label
from acting_mirror.gui.widgets.icons import app_icon, icon
from acting_mirror.gui.widgets.theme import is_dark

_MARK: Final = 64
_SENTENCES: Final = (
    "Look into the camera, or open a clip: Acting Mirror frames your face, names the emotion it shows, and draws how "
    "that goes over time.",
    "Everything stays on this machine: no picture, no sound and no reading is sent anywhere.",
    "It reads what a face shows, not what a person feels (a smile is not happiness), and others in the picture should "
    "agree to it.",
)


class Welcome(Dialog):
    """What the program does, what it keeps to itself and what it can't tell; accepted by Start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setWindowTitle("Welcome")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(16)
        mark = QLabel()
        # The bare mark is too pale for a light ground.
        mark.setPixmap((icon("app", self.palette()) if is_dark(self.palette()) else app_icon()).pixmap(_MARK))
        column.addWidget(mark)
        column.addWidget(label("Acting Mirror", "heading"))
        for sentence in _SENTENCES:
            column.addWidget(label(sentence))
        column.addSpacing(8)
        column.addLayout(self._start())
        self.setFixedWidth(480)
        grow(self)

    def _start(self) -> QHBoxLayout:
        start = button("Start", "Close this and look into the mirror", "primary")
        start.setDefault(True)
        start.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(start, alignment=Qt.AlignmentFlag.AlignLeft)
        return row
