"""Over the weeks: the totals of a script's takes by their dates."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import pyqtgraph as pg

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.quiet_plot import QuietPlot
from acting_mirror.report.moments import short_date

_DAY_S: Final = 86_400.0
_TICKS: Final = 5
_EDGE: Final = 0.06


class ProgressChart(QuietPlot):
    """A dot a take, the compared ones larger."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(tr("Totals of the takes of this script by date"))
        self.takes: tuple[ListedTake, ...] = ()
        self._marked: frozenset[Path] = frozenset()
        self.redraw()

    def show_takes(self, takes: Sequence[ListedTake], marked: Sequence[Path]) -> None:
        """Show takes of one script and character; those without a score are left out."""
        self.takes = tuple(sorted((take for take in takes if take.total is not None), key=lambda take: take.made))
        self._marked = frozenset(marked)
        if self.takes:
            first, last = (self.takes[place].made.timestamp() for place in (0, -1))
            edge = max((last - first) * _EDGE, 600.0)
            self.show_span(first - edge, last + edge, _ticks([take.made for take in self.takes]))
        words = (
            tr("{points:.0f} on {date}", points=take.total, date=short_date(take.made)) for take in self.takes[-10:]
        )
        self.setAccessibleDescription(", ".join(words))
        self.redraw()

    def draw(self) -> None:
        """Add the line and the dots."""
        colours = theme.theme_of(self.palette())
        t_s = [take.made.timestamp() for take in self.takes]
        totals = [take.total or 0.0 for take in self.takes]
        marked = [take.folder in self._marked for take in self.takes]
        self.plotItem.plot(t_s, totals, pen=pg.mkPen(colours.faint, width=1.5), antialias=True)
        dots = pg.ScatterPlotItem(
            t_s,
            totals,
            size=[13 if each else 7 for each in marked],
            brush=[pg.mkBrush(colours.text if each else colours.quiet) for each in marked],
            pen=pg.mkPen(colours.card, width=2),
            antialias=True,
        )
        self.plotItem.addItem(dots)


def _ticks(made: Sequence[datetime]) -> list[tuple[float, str]]:
    """Days to be written below, a few; the times of day where all are of one day."""
    one_day = made[-1].timestamp() - made[0].timestamp() < _DAY_S and made[-1].date() == made[0].date()
    words = {(f"{each:%H:%M}" if one_day else short_date(each)): each.timestamp() for each in reversed(made)}
    ticks = sorted((t_s, word) for word, t_s in words.items())
    span = max(ticks[-1][0] - ticks[0][0], 1.0)
    kept: list[tuple[float, str]] = []
    for t_s, word in ticks:
        if not kept or t_s - kept[-1][0] > span / _TICKS:
            kept.append((t_s, word))
    return kept
