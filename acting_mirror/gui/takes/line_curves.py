"""One line in two takes: how strongly its emotion showed, one curve over the other."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import tr
from acting_mirror.core.take import TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curves import curves_of
from acting_mirror.gui.widgets.quiet_plot import QuietPlot

_STYLES: Final = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
"""Of the left and the right take: the colour says the emotion."""
_STEPS_S: Final = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
_TICKS: Final = 6

Part = tuple[TakeLine, Timeline | None]
"""A line of a take, and the take's readings."""


class LineCurves(QuietPlot):
    """Percents against the seconds since the line began."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(tr("The emotion of this line in both takes"))
        self._parts: tuple[Part, ...] = ()
        self._heads = [pg.InfiniteLine(angle=90) for _ in _STYLES]
        self.curves: list[pg.PlotDataItem] = []
        self.redraw()

    def show_line(self, *parts: Part) -> None:
        """Show a line of the left and of the right take; nothing where nothing was wanted."""
        self._parts = parts
        longest_s = max((line.end_s - line.start_s for line, _ in parts), default=1.0)
        step_s = next((step for step in _STEPS_S if longest_s / step <= _TICKS), _STEPS_S[-1])
        ticks = [(float(t_s), tr("{seconds:g} s", seconds=t_s)) for t_s in np.arange(0, longest_s + 1e-6, step_s)]
        self.show_span(-0.02 * longest_s, 1.04 * longest_s, ticks)
        self.redraw()

    def show_heads(self, *now_s: float | None) -> None:
        """Move the play-heads of both, in seconds of the line."""
        for head, t_s in zip(self._heads, now_s, strict=True):
            head.setVisible(t_s is not None and t_s >= 0)
            if t_s is not None:
                head.setPos(t_s)

    def draw(self) -> None:
        """Add the curves."""
        colour = theme.theme_of(self.palette()).faint
        self.curves = []
        for (line, timeline), style in zip(self._parts, _STYLES, strict=False):
            wanted = () if line.target is None else (line.target.emotion, line.target.then)
            for emotion in wanted:
                if emotion is None or timeline is None:
                    continue
                t_s, percent = _curve(line, timeline, emotion)
                pen = pg.mkPen(theme.emotion_colour(emotion, self.palette()), width=2, style=style)
                self.curves.append(self.plotItem.plot(t_s, percent, pen=pen, connect="finite", antialias=True))
        for head, style in zip(self._heads, _STYLES, strict=True):
            head.setPen(pg.mkPen(colour, width=1, style=style))
            self.plotItem.addItem(head, ignoreBounds=True)


def _curve(line: TakeLine, timeline: Timeline, emotion: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Seconds since the line began, and percents."""
    curves = curves_of(timeline.between(0, line.start_s, line.end_s), 0, line.start_s)
    return curves.t_s, curves.percent[EMOTIONS.index(emotion)]
