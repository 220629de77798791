"""What is said of one point of a self-tape: good, to be looked at, or a reason not to send it."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from acting_mirror.core.language import marked, tr

Range = tuple[float, float]
"""The least and the most."""
ANY: Final[Range] = (-math.inf, math.inf)


class Verdict(StrEnum):
    """How good a point is, as tables have it."""

    GOOD = "good"
    LOOK = "look"
    WONT = "wont"


VERDICTS: Final = {
    Verdict.GOOD: marked("good"),
    Verdict.LOOK: marked("look at this"),
    Verdict.WONT: marked("won't do"),
}
"""What people call them."""
ORDER: Final = (Verdict.WONT, Verdict.LOOK, Verdict.GOOD)
"""What matters most comes first."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point that was checked.

    Attributes:
        point: Its name, as tables have it, such as "light.dark".
        verdict: How good it is.
        value: What was measured.
        unit: Of the value; "" for a bare number or a text.
        t_s: The moment that shows it, in seconds; None where it is the whole tape.
        sentence: What was found.
        advice: What to do about it; "" where it is good.
    """

    point: str
    verdict: Verdict
    value: float | str | None
    unit: str
    t_s: float | None
    sentence: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is said when a value is on one side of what is good.

    Attributes:
        sentence: What is wrong; marked, may hold `{value}`.
        advice: What to do about it; marked.
    """

    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How a measured value is judged.

    Attributes:
        point: The name of the point.
        unit: Of the value.
        fine: What is said of a good value; marked, may hold `{value}`.
        good: What is good.
        bearable: What is to be looked at; beyond it, it won't do.
        low: What is said below.
        high: What is said above.
    """

    point: str
    unit: str
    fine: str
    good: Range
    bearable: Range
    low: Fault | None = None
    high: Fault | None = None

    def judge(self, value: float, t_s: float | None = None, **others: object) -> Point:
        """A value as a point.

        Args:
            value: What was measured.
            t_s: The moment that shows it best.
            others: What else the words hold.
        """
        fault = self.low if value < self.good[0] else self.high if value > self.good[1] else None
        if fault is None:
            return Point(self.point, Verdict.GOOD, value, self.unit, t_s, tr(self.fine, value=value, **others))
        bearable = self.bearable[0] <= value <= self.bearable[1]
        verdict = Verdict.LOOK if bearable else Verdict.WONT
        sentence = tr(fault.sentence, value=value, **others)
        return Point(self.point, verdict, value, self.unit, t_s, sentence, tr(fault.advice))
