"""The bar over the page: the program's name, its pages, settings and help."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from acting_mirror.gui.icons import app_icon, mark
from acting_mirror.gui.theme import is_dark


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
        row.setContentsMargins(16, 0, 4, 0)  # the buttons have 12 of their own
        row.setSpacing(8)
        self._sign, name = QLabel(), QLabel("Acting Mirror")
        name.setProperty("role", "brand")
        self.settings, self.help = QPushButton("Settings"), QPushButton("Help")
        for button, tip in ((self.settings, "Settings (Ctrl+,)"), (self.help, "Keys and help (?)")):
            button.setProperty("role", "flat")
            button.setToolTip(tip)
        row.addWidget(self._sign)
        row.addSpacing(4)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.help)
        self._paint_sign()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sign that shows on the ground of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def _paint_sign(self) -> None:
        sign = mark() if is_dark(self.palette()) else app_icon()
        self._sign.setPixmap(sign.pixmap(QSize(24, 24), self.devicePixelRatioF()))
