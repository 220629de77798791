"""The plot under the picture: curves against time, with a play-head."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.palette import EMOTION_DASHES
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curve_sets import CurveSet
from acting_mirror.gui.widgets.curves import LEVELS, NO_CURVES, Curves, clock, dashed
from acting_mirror.gui.widgets.quiet_plot import dress_axes

pg.setConfigOptions(antialias=False, useOpenGL=False)

_STEPS_S: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_LABEL_ROOM_PX: Final = 80
_ALIKE: Final = (0.75, 1.33)
"""Dashes that became shorter or longer than by this are drawn anew."""


class CurvePlot(pg.PlotWidget):  # type: ignore[misc]
    """Percents against seconds; the wheel and dragging change the time shown, nothing else.

    Signals:
        moved_by_hand: The user zoomed or dragged.
        clicked: A click that was not a drag, at this time in seconds.
        reset_wanted: A double click.
        pointed: The pointer moved or left.
    """

    moved_by_hand = Signal()
    clicked = Signal(float)
    reset_wanted = Signal()
    pointed = Signal()

    def __init__(self) -> None:
        """Start without curves."""
        self.box = _TimeBox()
        super().__init__(viewBox=self.box, axisItems={"bottom": _TimeAxis("bottom")}, enableMenu=False)
        self.hideButtons()
        self.setMinimumHeight(48)
        self.box.clicked.connect(self.clicked)
        self.box.reset_wanted.connect(self.reset_wanted)
        self.box.sigRangeChangedManually.connect(lambda _axes: self.moved_by_hand.emit())
        self.box.sigXRangeChanged.connect(self._dash_anew)
        self.box.sigResized.connect(self._dash_anew)
        self._pointer_at: QPoint | None = None
        self._shown: Curves = NO_CURVES
        self._dash_s = 1.0
        self._widths: dict[str, float] = {}
        self._like: dict[str, str] = {}
        self._levels = [pg.InfiniteLine(level, angle=0) for level in LEVELS]
        self._items = [_curve() for _ in EMOTIONS]
        self._curves: dict[str, pg.PlotDataItem] = {}
        self._head = pg.InfiniteLine(angle=90)
        self._pointer = pg.InfiniteLine(angle=90)
        for item in (*self._levels, *self._items, self._pointer, self._head):
            self.plotItem.addItem(item, ignoreBounds=True)
        self._head.hide()
        self._pointer.hide()
        self._dress_axes()
        self._dressed: theme.Theme | None = None
        self._restyle()

    @property
    def view(self) -> tuple[float, float]:
        """The times at the left and right edge in seconds."""
        left, right = self.box.viewRange()[0]
        return float(left), float(right)

    def show_span(self, left_s: float, right_s: float) -> None:
        """Show this stretch of time."""
        self.box.setXRange(left_s, right_s, padding=0)

    def set_limits(self, left_s: float | None, right_s: float | None) -> None:
        """How far the user may go."""
        self.box.setLimits(xMin=left_s, xMax=right_s, minXRange=1.0)

    def thin_out(self, on: bool) -> None:
        """Draw only what can be told apart at this width; for curves longer than the stretch that is shown."""
        for curve in self._items:
            curve.setDownsampling(auto=on, method="peak", ds=1)
            curve.setClipToView(on)

    def show_set(self, curves: CurveSet) -> None:
        """Draw others from now on, of which there are none yet."""
        self._like, self._shown = curves.like, NO_CURVES
        self._curves = dict(zip(curves.like, self._items, strict=False))
        self._widths = dict.fromkeys(curves.like, 1.5)
        for item in self._items:
            item.clear()
        for name in curves.like:
            self._pen(name)
        self.getAxis("left").setTicks([curves.levels])

    def show_curves(self, curves: Curves) -> None:
        """Draw these."""
        self._shown = curves
        self._dash_s = self._pixel_s
        for (name, curve), percent in zip(self._curves.items(), curves.percent, strict=True):
            if self._like[name] in EMOTION_DASHES:
                self._show_dashed(name, percent)
            else:
                curve.setData(curves.t_s, percent, connect="finite")

    @property
    def _pixel_s(self) -> float:
        left, right = self.view
        return (right - left) / max(float(self.box.width()), 1.0)

    def _show_dashed(self, name: str, percent: npt.NDArray[np.float64]) -> None:
        # A pen with dashes costs 10 to 90 ms a picture; lines that are left out cost nothing.
        on, off = (pixels * self._dash_s for pixels in EMOTION_DASHES[self._like[name]])
        t_s, drawn, joined = dashed(self._shown.t_s, percent, on, off)
        seen = np.isfinite(drawn)
        joined[:-1] &= seen[:-1] & seen[1:]  # pyqtgraph would join what stands around a gap
        self._curves[name].setData(t_s, drawn, connect=joined)

    def _dash_anew(self) -> None:
        """Keep dashes about as long when the time is stretched."""
        if len(self._shown.t_s) and not _ALIKE[0] < self._pixel_s / self._dash_s < _ALIKE[1]:
            self.show_curves(self._shown)

    def curve(self, name: str) -> pg.PlotDataItem:
        """The plotted item of a curve, by its stored name."""
        return self._curves[name]

    def show_only(self, names: frozenset[str]) -> None:
        """Hide the other curves."""
        for name, curve in self._curves.items():
            curve.setVisible(name in names)

    def lead(self, leader: str | None) -> None:
        """Draw one curve stronger, above the others."""
        for name, width in self._widths.items():
            wanted = 2.5 if name == leader else 1.5
            if wanted != width:
                self._widths[name] = wanted
                self._pen(name)

    def show_head(self, t_s: float | None) -> None:
        """Move the play-head, or hide it."""
        _stand(self._head, t_s)

    def show_pointer(self, t_s: float | None) -> None:
        """Move the line under the pointer, or hide it."""
        _stand(self._pointer, t_s)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_dressed"):
            self._restyle()

    def _restyle(self) -> None:
        colours = theme.theme_of(self.palette())
        if colours is self._dressed:
            return
        self._dressed = colours
        self.setBackground(colours.card)
        for level in self._levels:
            level.setPen(pg.mkPen(colours.track, width=1))
        for side in ("left", "bottom"):
            self.getAxis(side).setTextPen(colours.quiet)
        self._pointer.setPen(pg.mkPen(colours.faint, width=1))
        self._head.setPen(pg.mkPen(colours.text, width=2))
        for name in self._like:
            self._pen(name)

    @property
    def pointer_at(self) -> QPoint | None:
        """Where the pointer is; None when it is not over the curves."""
        inside = self._pointer_at is not None and self.box.sceneBoundingRect().contains(
            self.mapToScene(self._pointer_at)
        )
        return self._pointer_at if inside else None

    @property
    def pointed_s(self) -> float | None:
        """The time under the pointer in seconds, which goes on while the curves move below it."""
        at = self.pointer_at
        return None if at is None else float(self.box.mapSceneToView(self.mapToScene(at)).x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where the pointer is."""
        super().mouseMoveEvent(event)
        self._pointer_at = event.position().toPoint()
        self.pointed.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """The pointer is gone."""
        super().leaveEvent(event)
        self._pointer_at = None
        self.pointed.emit()

    def _pen(self, name: str) -> None:
        leads, like = self._widths[name] > 2, self._like[name]
        pen = pg.mkPen(theme.emotion_colour(like, self.palette()), width=self._widths[name])
        if like in EMOTION_DASHES:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._curves[name].setPen(pen)
        self._curves[name].setZValue(2 if leads else 1)

    def _dress_axes(self) -> None:
        self.box.setMouseEnabled(x=True, y=False)
        self.box.disableAutoRange()
        self.box.setYRange(-4, 116, padding=0)
        dress_axes(self, 16)


class _TimeBox(pg.ViewBox):  # type: ignore[misc]
    clicked = Signal(float)
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)

    def mouseDragEvent(self, ev: MouseDragEvent, axis: int | None = None) -> None:  # noqa: N802
        # The right button would stretch the time, which nobody expects.
        if ev.button() == Qt.MouseButton.LeftButton:
            super().mouseDragEvent(ev, axis)
        else:
            ev.ignore()

    def mouseClickEvent(self, ev: MouseClickEvent) -> None:  # noqa: N802
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        ev.accept()
        if ev.double():
            self.reset_wanted.emit()
        else:
            self.clicked.emit(float(self.mapToView(ev.pos()).x()))


class _TimeAxis(pg.AxisItem):  # type: ignore[misc]
    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N802, N803
        needed = (maxVal - minVal) * _LABEL_ROOM_PX / max(size, 1.0)
        return [(next((step for step in _STEPS_S if step >= needed), _STEPS_S[-1]), 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        return [clock(value + 1e-6) if value > -1e-6 else "" for value in values]


def _curve() -> pg.PlotDataItem:
    # One point a pixel and edge of a peak is all that can be seen; pyqtgraph's own choice is five.
    curve = pg.PlotDataItem(autoDownsampleFactor=1.0, dynamicRangeLimit=None, antialias=True)
    # Smooth edges cost 40 ms a picture when drawn as one long line, and 2 ms as many short ones.
    curve.curve.setSegmentedLineMode("on")
    return curve


def _stand(line: pg.InfiniteLine, t_s: float | None) -> None:
    line.setVisible(t_s is not None)
    if t_s is not None:
        line.setPos(t_s)
