"""A small chart with quiet axes, 0 to 100 upwards, in the colours of the theme; nothing in it moves by hand."""

from collections.abc import Sequence
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont

from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curves import LEVELS

_FONT_PX: Final = 11


def dress_axes(plot: pg.PlotWidget, foot: int) -> None:
    """Leave numbers without lines; `foot` is the height of the words below, in pixels."""
    plot.plotItem.layout.setContentsMargins(0, 0, 0, 0)
    font = QFont(plot.font())
    font.setPixelSize(_FONT_PX)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(None))
        axis.setStyle(tickLength=0, tickAlpha=0, tickFont=font, tickTextOffset=6 if side == "left" else 2)
    plot.getAxis("left").setTicks([[(level, str(level)) for level in LEVELS]])
    plot.getAxis("left").setWidth(32)
    plot.getAxis("bottom").setHeight(foot)


class QuietPlot(pg.PlotWidget):  # type: ignore[misc]
    """What has its colours from the theme is drawn in `draw`, again when the theme changes."""

    def __init__(self, name: str) -> None:
        """Start empty; `name` is read aloud."""
        super().__init__(enableMenu=False)
        self.setAccessibleName(name)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setMinimumHeight(60)
        self.plotItem.disableAutoRange()
        self.plotItem.setYRange(-4, 106, padding=0)
        dress_axes(self, 18)
        self._dressed: theme.Theme | None = None

    def show_span(self, left: float, right: float, ticks: Sequence[tuple[float, str]]) -> None:
        """From where to where it goes, with the words below it."""
        self.plotItem.setXRange(left, right, padding=0)
        self.getAxis("bottom").setTicks([list(ticks)])

    def draw(self) -> None:
        """Add what is shown."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw all anew."""
        colours = self._dressed = theme.theme_of(self.palette())
        self.plotItem.clear()
        self.setBackground(colours.card)
        for side in ("left", "bottom"):
            self.getAxis(side).setTextPen(colours.quiet)
        for level in LEVELS:
            self.plotItem.addItem(pg.InfiniteLine(level, angle=0, pen=pg.mkPen(colours.track, width=1)))
        self.draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme."""
        super().changeEvent(event)
        styled = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if styled and hasattr(self, "_dressed") and theme.theme_of(self.palette()) is not self._dressed:
            self.redraw()
