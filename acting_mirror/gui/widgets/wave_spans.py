"""The spans that a waveform shows, and how they give way to each other when they are dragged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

SHORTEST_S: Final = 0.1
"""A span is dragged no shorter than this."""

Part = Literal["start", "end", "whole"]
"""What of a span is dragged."""


@dataclass(frozen=True, slots=True)
class WaveSpan:
    """A stretch of a clip with a name.

    Attributes:
        key: By which whoever shows it knows it.
        words: Its name.
        start_s: When it starts, in seconds.
        end_s: When it ends.
    """

    key: int
    words: str
    start_s: float
    end_s: float

    def at(self, part: Part) -> float:
        """When that part of it is; the start for the whole."""
        return self.end_s if part == "end" else self.start_s


@dataclass(frozen=True, slots=True)
class Grip:
    """What is held, by the pointer or for the keyboard.

    Attributes:
        key: Of the span.
        part: Of it.
    """

    key: int
    part: Part


def dragged(spans: Sequence[WaveSpan], grip: Grip, by_s: float, length_s: float) -> tuple[WaveSpan, ...]:
    """Drag a span by some seconds, no further than to its neighbours and the clip's ends.

    Args:
        spans: In the order of their times.
        grip: What of which is dragged.
        by_s: How far, negative to the left.
        length_s: How long the clip is.
    """
    place = next(number for number, span in enumerate(spans) if span.key == grip.key)
    span = spans[place]
    low = spans[place - 1].end_s if place else 0.0
    high = spans[place + 1].start_s if place + 1 < len(spans) else length_s
    start_s, end_s = span.start_s, span.end_s
    if grip.part == "start":
        start_s = max(low, min(start_s + by_s, end_s - SHORTEST_S))
    elif grip.part == "end":
        end_s = min(high, max(end_s + by_s, start_s + SHORTEST_S))
    else:
        by_s = min(max(by_s, low - start_s), high - end_s)
        start_s, end_s = start_s + by_s, end_s + by_s
    return (*spans[:place], replace(span, start_s=start_s, end_s=end_s), *spans[place + 1 :])
