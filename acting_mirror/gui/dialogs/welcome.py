"""The words of the first run."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.gui.widgets.bottom_bar import row
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, grow, label
from acting_mirror.gui.widgets.icons import app_icon, icon
from acting_mirror.gui.widgets.theme import is_dark

_MARK: Final = 64
_SENTENCES: Final = (
    marked(
        "Look into the camera or open a clip: Acting Mirror finds your face, names the emotion it shows, and draws how "
        "it changes over time."
    ),
    marked("Everything stays on your computer: no picture, sound or reading is ever sent anywhere."),
    marked(
        "It reads what a face shows, not what a person feels: a smile isn't happiness. Ask anyone else in the picture "
        "whether they mind."
    ),
    PURPOSE,
)


class Welcome(Dialog):
    """What the program does, what it keeps to itself and what it can't tell; accepted by both buttons."""

    set_up_wanted = Signal()
    """Camera, light and microphone are to be looked at."""
    ethics_wanted = Signal()
    """What the program is for, and what not, is to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setWindowTitle(tr("Welcome"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(16)
        mark = QLabel()
        # The bare mark is too pale for a light ground.
        mark.setPixmap((icon("app", self.palette()) if is_dark(self.palette()) else app_icon()).pixmap(_MARK))
        column.addWidget(mark)
        column.addWidget(label("Acting Mirror", "heading"))
        for sentence in _SENTENCES:
            column.addWidget(label(tr(sentence)))
        more = button(tr("More about that"), tr("What it is for, what not, and what the law says"), "link")
        more.clicked.connect(self.ethics_wanted)
        column.addWidget(more)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        self.setFixedWidth(480)
        grow(self)

    def _buttons(self) -> QHBoxLayout:
        start = button(tr("Start"), tr("Set up camera, light and microphone, in a minute"), "primary")
        start.setDefault(True)
        start.clicked.connect(self.accept)
        start.clicked.connect(self.set_up_wanted)
        skip = button(tr("Skip"), tr("Look into the mirror at once; the menu of the cameras has the set-up again"))
        skip.clicked.connect(self.accept)
        buttons = row(start, skip)
        buttons.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return buttons
