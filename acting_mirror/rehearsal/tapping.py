"""Where an actor's lines lie in a finished clip, tapped while it plays: where each starts, and where it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.script import ScriptLine

_SHORTEST_S: Final = 0.1
"""Nobody says a line as quickly: it was a key that bounced."""


@dataclass(frozen=True, slots=True)
class Taps:
    """What was tapped so far; every tap gives a new one, so that the one before can be gone back to.

    Attributes:
        lines: The actor's lines.
        spans: Of those that have a place, in the order of their times; none lies over another.
        at: The number of the line to tap next, from 0; None when all have a place.
        begun_s: When that line starts, once that was tapped.
    """

    lines: tuple[ScriptLine, ...]
    spans: tuple[Span, ...] = ()
    at: int | None = 0
    begun_s: float | None = None

    def tap(self, t_s: float) -> "Taps":
        """A line starts or ends at a time.

        Raises:
            UserError: It can't.
        """
        if self.at is None:
            raise UserError(tr("All your lines have their place: drag an end to correct it, then press Score it."))
        if self.begun_s is None:
            if any(span.start_s <= t_s < span.end_s for span in self.spans):
                raise UserError(tr("Another line is here: play on until it is over, or drag it away, then tap."))
            return replace(self, begun_s=t_s)
        end_s = min([t_s, *(span.start_s for span in self.spans if span.start_s > self.begun_s)])
        if end_s - self.begun_s < _SHORTEST_S:
            raise UserError(tr("The line has only just begun: tap its end later, or take its start back (Backspace)."))
        span = Span(self.lines[self.at].index, self.begun_s, end_s, mine=True)
        return self.placed((*self.spans, span))

    def placed(self, spans: Iterable[Span]) -> "Taps":
        """With the lines where these spans are; the next line to tap is the next one without a place."""
        ordered = tuple(sorted(spans, key=lambda span: span.start_s))
        there = {span.index for span in ordered}
        free = [number for number, line in enumerate(self.lines) if line.index not in there]
        at = min(free, key=lambda number: (number < (self.at or 0), number), default=None)
        begun_s = self.begun_s if at == self.at else None
        if begun_s is not None and any(span.start_s <= begun_s < span.end_s for span in ordered):
            begun_s = None
        return Taps(self.lines, ordered, at, begun_s)

    def choose(self, number: int) -> "Taps":
        """Tap another line next, from 0; one that has its place keeps it."""
        if number == self.at or self.span_of(number) is not None:
            return self
        return replace(self, at=number, begun_s=None)

    def without(self, number: int) -> "Taps":
        """Without the place of a line, which is tapped next."""
        span = self.span_of(number)
        return self if span is None else Taps(self.lines, tuple(each for each in self.spans if each != span), number)

    def span_of(self, number: int) -> Span | None:
        """Where a line lies, from 0; None where it has no place."""
        return next((span for span in self.spans if span.index == self.lines[number].index), None)

    @property
    def times(self) -> list[tuple[int, float, float]]:
        """The rows of a table of times: each placed line's number, from 1, its start and its end."""
        found = [(number, self.span_of(number - 1)) for number in range(1, len(self.lines) + 1)]
        return [(number, span.start_s, span.end_s) for number, span in found if span is not None]
