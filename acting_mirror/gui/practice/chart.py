"""Over the weeks: the points of the rounds, and how quickly each emotion was matched."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

import pyqtgraph as pg

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import number, tr
from acting_mirror.core.practice_result import RoundResult, TaskResult, mean_match_s
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.quiet_plot import QuietPlot
from acting_mirror.report.moments import short_date

_EDGE: Final = 0.06
_TICKS: Final = 5
_SYMBOLS: Final = dict(zip(EMOTIONS, ("t", "s", "d", "o", "t1", "star", "p"), strict=True))
"""A dot of another shape for each emotion, as colours alone do not tell them apart for all."""
_LEAST_S: Final = 2.0
"""The scale of seconds goes so far up at least."""

Point = tuple[float, float]
"""Where between left and right, see `_placed`, and how much."""


class PracticeChart(QuietPlot):
    """A line an emotion; for points, a stronger one for whole rounds. What was practised on one day is one dot.

    Attributes:
        rounds: What is shown.
        seconds: Whether the times to match are shown in place of the points.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(tr("Progress of practice by date"))
        self.rounds: tuple[RoundResult, ...] = ()
        self.seconds = False
        self._emotions: tuple[str, ...] = EMOTIONS
        self._most_s = _LEAST_S
        self._groups: list[tuple[float, list[RoundResult]]] = []
        self.redraw()

    def show_rounds(self, rounds: Sequence[RoundResult], emotions: Sequence[str], seconds: bool) -> None:
        """Show what some emotions came to: their points, or their seconds to match."""
        shown = (tuple(rounds), tuple(emotions), seconds)
        if shown == (self.rounds, self._emotions, self.seconds):
            return
        self.rounds, self._emotions, self.seconds = shown
        self._groups = _placed(self.rounds)
        if self._groups:
            first, last = self._groups[0][0], self._groups[-1][0]
            edge = max(1.0, last - first) * _EDGE
            self.show_span(first - edge, last + edge, _ticks(self._groups))
        self._scale()
        self.setAccessibleDescription(self._words())
        self.redraw()

    def points_of(self, emotion: str) -> list[Point]:
        """The dots of an emotion: its points, or its seconds to match."""
        return self._dots(lambda rounds: self._value(task for each in rounds for task in each.of(emotion)))

    def draw(self) -> None:
        """Add the lines and their dots."""
        colours = theme.theme_of(self.palette())
        for emotion in self._emotions:
            colour = theme.emotion_colour(emotion, self.palette())
            self._line(self.points_of(emotion), colour, 1.5, _SYMBOLS[emotion], 7)
        if not self.seconds:
            whole = self._dots(lambda rounds: sum(each.points for each in rounds) / len(rounds))
            self._line(whole, colours.text, 2.5, "o", 8)

    def _line(self, points: list[Point], colour: object, width: float, symbol: str, size: int) -> None:
        if points:
            scale = 100 / self._most_s if self.seconds else 1.0
            self.plotItem.plot(
                [at for at, _ in points],
                [value * scale for _, value in points],
                pen=pg.mkPen(colour, width=width),
                symbol=symbol,
                symbolSize=size,
                symbolBrush=pg.mkBrush(colour),
                symbolPen=pg.mkPen(None),
                antialias=True,
            )

    def _value(self, tasks: Iterable[TaskResult]) -> float | None:
        found = list(tasks)
        if self.seconds:
            return mean_match_s(found)
        return sum(task.points for task in found) / len(found) if found else None

    def _dots(self, value: Callable[[Sequence[RoundResult]], float | None]) -> list[Point]:
        return [(at, number) for at, rounds in self._groups if (number := value(rounds)) is not None]

    def _scale(self) -> None:
        """Write the numbers at the left: points, or seconds up to a round number of them."""
        if self.seconds:
            most = max((value for each in self._emotions for _, value in self.points_of(each)), default=0.0)
            self._most_s = max(_LEAST_S, math.ceil(most / 2) * 2)
        top = self._most_s if self.seconds else 100.0
        levels = [(at, top * at / 100) for at in (0, 50, 100)]
        words = [(at, tr("{seconds:g} s", seconds=value) if self.seconds else f"{value:g}") for at, value in levels]
        self.getAxis("left").setTicks([words])

    def _words(self) -> str:
        last = {each: points[-1][1] for each in self._emotions if (points := self.points_of(each))}
        values = ", ".join(f"{shown_name(each)} {number(value, '.1f')}" for each, value in last.items())
        if self.seconds:
            return tr("Last seconds to match: {values}", values=values)
        return tr("Last points: {values}", values=values)


def _placed(rounds: Sequence[RoundResult]) -> list[tuple[float, list[RoundResult]]]:
    """The rounds of each day, at its day since the first; those of one day alone, each in its turn."""
    days = [list(each) for _, each in groupby(rounds, key=lambda each: each.made.date())]
    if len(days) < 2:
        return [(float(place), [each]) for place, each in enumerate(rounds)]
    return [(float((each[0].made.date() - days[0][0].made.date()).days), each) for each in days]


def _ticks(groups: Sequence[tuple[float, list[RoundResult]]]) -> list[tuple[float, str]]:
    """Days to be written below, a few; the times of day where all are of one day."""
    first, last = groups[0][1][0].made, groups[-1][1][-1].made
    one_day, span = first.date() == last.date(), max(1.0, groups[-1][0] - groups[0][0])
    kept: list[tuple[float, str]] = []
    for at, rounds in groups:
        if not kept or at - kept[-1][0] > span / _TICKS:
            kept.append((at, f"{rounds[0].made:%H:%M}" if one_day else short_date(rounds[0].made)))
    return kept
