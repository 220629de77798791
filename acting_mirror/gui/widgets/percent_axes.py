"""The axes of a plot of shares: 0, 50 and 100 at the left, quiet words below."""

from typing import Final

import pyqtgraph as pg
from PySide6.QtGui import QFont

LEVELS: Final = (0, 50, 100)
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
