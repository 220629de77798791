"""The names of the curves, each a switch."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curve_sets import CurveSet
from acting_mirror.gui.widgets.form import remove

_SIGN = 22
"""Pixels that a dash and half of the next one need."""
_WIDTH = 2.5
_RADIUS = 3.75
_GAP = 6
_SIDE = 5


class Legend(QWidget):
    """One switch a curve, in their order.

    Signals:
        changed: The stored names of the curves to draw, as a frozenset.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setAccessibleName(tr("Curves to show"))
        self.switches: dict[str, CurveSwitch] = {}
        self._hidden: set[str] = set()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def show_set(self, curves: CurveSet) -> None:
        """Name other curves; those that were hidden once stay so."""
        self._hidden = (self._hidden - self.switches.keys()) | (self.switches.keys() - self.chosen)
        remove(self._row, self.switches.values())
        self.switches = {}
        for name, like in curves.like.items():
            switch = self.switches[name] = CurveSwitch(curves.shown(name), like)
            switch.setChecked(name not in self._hidden)
            switch.toggled.connect(lambda _on: self.changed.emit(self.chosen))
            self._row.addWidget(switch)

    @property
    def chosen(self) -> frozenset[str]:
        """The curves to draw."""
        return frozenset(name for name, switch in self.switches.items() if switch.isChecked())


class CurveSwitch(QAbstractButton):
    """A piece of its curve and a name; a hollow dot and a faint name while the curve is hidden."""

    def __init__(self, words: str, like: str) -> None:
        """Start switched on, in colour and dashes of an emotion, a stored name."""
        super().__init__()
        self._emotion = like
        self.setText(words)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("{emotion} curve", emotion=words))
        self.setToolTip(tr("Show or hide the curve of {emotion}", emotion=words))
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
