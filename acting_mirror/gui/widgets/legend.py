"""The names of the curves, each a switch."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.gui.widgets import theme

_SIGN = 22
"""Pixels that a dash and half of the next one need."""
_WIDTH = 2.5
_RADIUS = 3.75
_GAP = 6
_SIDE = 5


class Legend(QWidget):
    """One switch an emotion, in the order of `EMOTIONS`.

    Signals:
        changed: The names of the emotions to draw, as a frozenset.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        """Start with all switched on."""
        super().__init__()
        self.setAccessibleName(tr("Curves to show"))
        self.switches = {emotion: CurveSwitch(emotion) for emotion in EMOTIONS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for switch in self.switches.values():
            switch.toggled.connect(lambda _on: self.changed.emit(self.chosen))
            row.addWidget(switch)

    @property
    def chosen(self) -> frozenset[str]:
        """The emotions to draw."""
        return frozenset(emotion for emotion, switch in self.switches.items() if switch.isChecked())


class CurveSwitch(QAbstractButton):
    """A piece of its curve and a name; a hollow dot and a faint name while the curve is hidden."""

    def __init__(self, emotion: str) -> None:
        """Start switched on; `emotion` is a stored name."""
        super().__init__()
        self._emotion = emotion
        self.setText(shown_name(emotion))
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("{emotion} curve", emotion=shown_name(emotion)))
        self.setToolTip(tr("Show or hide the curve of {emotion}", emotion=shown_name(emotion)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Curve, name and a little room for the focus."""
        words = QFontMetrics(self._small()).horizontalAdvance(self.text())
        return QSize(2 * _SIDE + _SIGN + _GAP + words, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw curve and name."""
        colours, colour = theme.theme_of(self.palette()), theme.emotion_colour(self._emotion, self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIDE + _SIGN / 2, self.height() / 2)
        if self.isChecked():
            painter.setPen(theme.curve_pen(self._emotion, colour, _WIDTH))
            painter.drawLine(middle - QPointF(_SIGN / 2, 0), middle + QPointF(_SIGN / 2, 0))
        else:
            painter.setPen(QPen(colour, 1.5))
            painter.drawEllipse(middle, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(colours.link))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        lit = self.underMouse() and self.isEnabled()
        painter.setPen(QColor(colours.text if lit else colours.second if self.isChecked() else colours.quiet))
        painter.setFont(self._small())
        words = self.rect().adjusted(_SIDE + _SIGN + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        return font
