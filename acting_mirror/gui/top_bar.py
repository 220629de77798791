"""The bar over the page: the program's name, its pages, settings and help."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from acting_mirror.gui.icons import mark


class TopBar(QFrame):
    """A name at the left, two buttons at the right; pages between them as soon as there are several.

    Attributes:
        settings: Opens the settings.
        help: Opens the keys and what else one may want to know.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        sign, name = QLabel(), QLabel("Acting Mirror")
        sign.setPixmap(mark().pixmap(QSize(24, 24), self.devicePixelRatioF()))
        name.setProperty("role", "brand")
        self.settings, self.help = QPushButton("Settings"), QPushButton("Help")
        for button, tip in ((self.settings, "Settings (Ctrl+,)"), (self.help, "Keys and help (?)")):
            button.setProperty("role", "flat")
            button.setToolTip(tip)
        row.addWidget(sign)
        row.addSpacing(4)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.help)
