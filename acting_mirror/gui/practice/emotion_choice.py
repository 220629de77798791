"""The emotions to practise, each a switch with its number."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

_A_ROW: Final = 4
_HEIGHT: Final = 36
_RADIUS: Final = 8.0
_DOT: Final = 9.0
_PX: Final = 14


class EmotionChoice(QWidget):
    """A switch an emotion, in the order of `EMOTIONS`; at least one stays on."""

    changed = Signal(object)
    """The emotions that are chosen from now on, as a tuple of stored names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with all of them."""
        super().__init__(parent)
        self.switches = {emotion: EmotionSwitch(emotion, number) for number, emotion in enumerate(EMOTIONS, 1)}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, switch in enumerate(self.switches.values()):
            grid.addWidget(switch, *divmod(place, _A_ROW))
            switch.clicked.connect(lambda _=False, switch=switch: self._on_clicked(switch))
        for column in range(_A_ROW):
            grid.setColumnStretch(column, 1)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The stored names of what is chosen."""
        return tuple(emotion for emotion, switch in self.switches.items() if switch.isChecked())

    def show_chosen(self, emotions: tuple[str, ...]) -> None:
        """Switch on these and no others."""
        for emotion, switch in self.switches.items():
            switch.setChecked(emotion in emotions)

    def press(self, number: int) -> None:
        """Switch an emotion by its number from 1; 0 switches all of them on."""
        if number == 0:
            self.show_chosen(EMOTIONS)
            self.changed.emit(self.chosen)
        elif number <= len(EMOTIONS):
            self.switches[EMOTIONS[number - 1]].click()

    def _on_clicked(self, switch: QAbstractButton) -> None:
        if not self.chosen:
            switch.setChecked(True)
        else:
            self.changed.emit(self.chosen)


class EmotionSwitch(QAbstractButton):
    """Its number, a dot and its name; the dot is hollow while it is off."""

    def __init__(self, emotion: str, number: int) -> None:
        """Start switched on; `emotion` is a stored name."""
        super().__init__()
        self._emotion, self._number = emotion, number
        self.setText(shown_name(emotion))
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tip = tr("Practise {emotion}, or not ({number}; 0 for all)", emotion=shown_name(emotion), number=number)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all of it."""
        return QSize(round(QFontMetricsF(self._font()).horizontalAdvance(self.text())) + 52, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on, edge = self.isChecked(), theme.link if self.hasFocus() else theme.control
        ground = theme.hover if self.underMouse() else theme.control
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground) if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        colour = emotion_colour(self._emotion, self.palette())
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(17, box.center().y()), _DOT / 2, _DOT / 2)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.text if on else theme.quiet))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = box.adjusted(28, 0, -20, 0)
        shown = QFontMetricsF(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, middle, shown)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(box.adjusted(0, 0, -8, 0), middle | Qt.AlignmentFlag.AlignRight, str(self._number))
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_PX)
        return font
