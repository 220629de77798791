"""The one button in the middle: Record while live, Play for a clip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import set_role
from acting_mirror.gui.widgets.icons import icon
from acting_mirror.gui.widgets.theme import theme_of

_SIGN_PX = 18
_WIDTH = 168
"""At least, so that it does not move when its word changes."""


class MainButton(QPushButton):
    """A sign, a word, and quietly the key that does the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start as Record, disabled."""
        super().__init__(parent)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        self._sign, self._word, self._key = QLabel(), QLabel(), QLabel(tr("Space"))
        row.addStretch()
        for label in (self._sign, self._word, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        row.addStretch()
        self._look = ("", "", "")
        self.show_as("record", "record", tr("Record"))
        self.setEnabled(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as its words need."""
        return QSize(max(_WIDTH if self._key.isVisibleTo(self) else 0, self._row.sizeHint().width()), 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def show_key(self, on: bool) -> None:
        """Say which key does the same, or leave that out."""
        self._key.setVisible(on)
        self.updateGeometry()

    def show_as(self, role: str, sign: str, word: str) -> None:
        """Change what it is.

        Args:
            role: "record", "recording" or "play", for its colours.
            sign: Name of its icon.
            word: What it says.
        """
        if (role, sign, word) == self._look:
            return
        before, self._look = self._look, (role, sign, word)
        self._word.setText(word)
        if before[:2] != self._look[:2]:
            set_role(self, role)
            self._paint()
            self.setAccessibleName({"record": tr("Record"), "recording": tr("Stop recording")}.get(role, word))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme, and of being disabled."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange) and self._look[0]:
            self._paint()

    def _paint(self) -> None:
        theme, role = theme_of(self.palette()), self._look[0]
        ground_text = {"record": "#ffffff", "recording": theme.text, "play": theme.card}[role]
        key_text = {"record": "#ffffff", "recording": theme.quiet, "play": theme.track}[role]
        sign = theme.record if role == "recording" else ground_text
        if not self.isEnabled():
            ground_text = key_text = sign = theme.faint
        self._word.setStyleSheet(f"color: {ground_text}; font-size: 15px; font-weight: 600;")
        self._key.setStyleSheet(f"color: {key_text}; font-size: 12px;")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(sign))
        pixmap = icon(self._look[1], palette).pixmap(QSize(_SIGN_PX, _SIGN_PX), self.devicePixelRatioF())
        self._sign.setPixmap(pixmap)
