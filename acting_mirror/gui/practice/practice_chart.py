"""Over the weeks: the points of the rounds, and how quickly each emotion was matched."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

import pyqtgraph as pg

from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.practice_result import RoundResult, TaskResult, mean_match_s
from acting_mirror.gui import theme
from acting_mirror.gui.takes.moments import short_date
from acting_mirror.gui.takes.quiet_plot import QuietPlot

_EDGE: Final = 0.06
_TICKS: Final = 5
_SYMBOLS: Final = dict(zip(EMOTIONS, ("t", "s", "d", "o", "t1", "star", "p"), strict=True))
"""A dot of another shape for each emotion, as colours alone do not tell them apart for all."""
_LEAST_S: Final = 2.0
"""The scale of seconds goes so far up at least."""

Point = tuple[float, float]
"""When, in seconds since 1970, and how much."""


class PracticeChart(QuietPlot):
    """A line an emotion; for points, a stronger one for whole rounds. What was practised on one day is one dot.

    Attributes:
        rounds: What is shown.
        seconds: Whether the times to match are shown in place of the points.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Progress of practice by date")
        self.rounds: tuple[RoundResult, ...] = ()
        self.seconds = False
        self._emotions: tuple[str, ...] = EMOTIONS
        self._most_s = _LEAST_S
        self.redraw()

    def show_rounds(self, rounds: Sequence[RoundResult], emotions: Sequence[str], seconds: bool) -> None:
        """Show what some emotions came to: their points, or their seconds to match."""
        shown = (tuple(rounds), tuple(emotions), seconds)
        if shown == (self.rounds, self._emotions, self.seconds):
            return
        self.rounds, self._emotions, self.seconds = shown
        if self.rounds:
            times = [each.made.timestamp() for each in self.rounds]
            edge = max((times[-1] - times[0]) * _EDGE, 600.0)
            self.show_span(times[0] - edge, times[-1] + edge, _ticks([each.made for each in self.rounds]))
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
                [t_s for t_s, _ in points],
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
        found = [(each[-1].made.timestamp(), value(each)) for each in _by_day(self.rounds)]
        return [(t_s, number) for t_s, number in found if number is not None]

    def _scale(self) -> None:
        """Write the numbers at the left: points, or seconds up to a round number of them."""
        if self.seconds:
            most = max((value for each in self._emotions for _, value in self.points_of(each)), default=0.0)
            self._most_s = max(_LEAST_S, math.ceil(most / 2) * 2)
        top = self._most_s if self.seconds else 100.0
        unit = " s" if self.seconds else ""
        self.getAxis("left").setTicks([[(at, f"{top * at / 100:g}{unit}") for at in (0, 50, 100)]])

    def _words(self) -> str:
        what = "seconds to match" if self.seconds else "points"
        last = {each: points[-1][1] for each in self._emotions if (points := self.points_of(each))}
        return f"Last {what}: " + ", ".join(f"{SHOWN_NAMES[each]} {value:.1f}" for each, value in last.items())


def _by_day(rounds: Sequence[RoundResult]) -> list[list[RoundResult]]:
    """Rounds of one day together; each on its own where all are of one day."""
    days = [list(each) for _, each in groupby(rounds, key=lambda each: each.made.date())]
    return days if len(days) > 1 else [[each] for each in rounds]


def _ticks(made: Sequence[datetime]) -> list[tuple[float, str]]:
    """Days to be written below, a few; the times of day where all are of one day."""
    one_day = made[0].date() == made[-1].date()
    words = {f"{each:%H:%M}" if one_day else short_date(each): each.timestamp() for each in made}
    span, kept = max(made[-1].timestamp() - made[0].timestamp(), 1.0), list[tuple[float, str]]()
    for word, t_s in words.items():
        if not kept or t_s - kept[-1][0] > span / _TICKS:
            kept.append((t_s, word))
    return kept
