"""The lines that are drawn on a PDF's pages, of which some cross out what is written there."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_FLAT: Final = 2.0
"""Points of height at most of a line that is drawn level."""
_STEEP: Final = 30.0
"""Points of width and height at least of a stroke that crosses out a part of a page."""
_BROAD: Final = 4.0
"""Points: a line so broad is that of a marker, which points words out."""
_OPEN: Final = 0.25
"""Of its width and height: so far the ends of a stroke are apart, at least, that is no ring around words."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """The box around a line that is drawn on a page."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is drawn level."""
        return self.bottom - self.top <= _FLAT

    @property
    def across(self) -> bool:
        """Whether it crosses out a part of the page."""
        return self.bottom - self.top >= _STEEP and self.x1 - self.x0 >= _STEEP


def strokes_of(page: Any) -> Iterator[Stroke]:  # noqa: ANN401 - pdfplumber's
    """The lines on a page of pdfplumber that may cross out words: no frames, no rings, and none of a marker."""
    for each in (*page.lines, *page.curves):
        if float(each.get("linewidth") or 0) < _BROAD:
            yield from _drawn(each["pts"])
    for each in page.rects:
        if min(each["width"], each["height"]) <= _FLAT:
            yield from _drawn([(each["x0"], each["top"]), (each["x1"], each["bottom"])])
    for data in _notes(page):
        match str(data.get("Subtype")):
            case "/'StrikeOut'":
                corners = _points(data.get("QuadPoints") or (), page)
                yield from (_middle(corners[n : n + 4]) for n in range(0, len(corners) - 3, 4))
            case "/'Ink'":
                for path in data.get("InkList") or ():
                    yield from _drawn(_points(path, page))
            case "/'Line'":
                yield from _drawn(_points(data.get("L") or (), page))


def _notes(page: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - pdfplumber's
    """What viewers have noted on a page; nothing if that is broken."""
    try:
        return [note["data"] for note in page.annots]
    except Exception:  # whatever a broken note makes of those who read it
        return []


def _points(numbers: Sequence[float], page: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - pdfplumber's
    """Where a note has its points on the page as it is shown, in points from the left and the top."""
    width, height = float(page.width), float(page.height)
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    points = [(float(x), float(y)) for x, y in pairs if isinstance(x, int | float) and isinstance(y, int | float)]
    match page.rotation:
        case 90:
            return [(y, x) for x, y in points]
        case 180:
            return [(width - x, y) for x, y in points]
        case 270:
            return [(width - y, height - x) for x, y in points]
    return [(x, height - y) for x, y in points]


def _drawn(points: Sequence[tuple[float, float]]) -> Iterator[Stroke]:
    """The stroke through points, if it is no ring."""
    if len(points) < 2 or not all(math.isfinite(number) for point in points for number in point):
        return
    across, down = zip(*points, strict=True)
    stroke = Stroke(min(across), max(across), min(down), max(down))
    width, height = stroke.x1 - stroke.x0, stroke.bottom - stroke.top
    if min(width, height) <= _FLAT or math.dist(points[0], points[-1]) >= _OPEN * math.hypot(width, height):
        yield stroke


def _middle(corners: Sequence[tuple[float, float]]) -> Stroke:
    """The line that runs through the middle of a box, along the writing: from the first corner to the second."""
    across, down = zip(*corners, strict=True)
    x0, x1, top, bottom = min(across), max(across), min(down), max(down)
    if abs(across[1] - across[0]) >= abs(down[1] - down[0]):
        return Stroke(x0, x1, (top + bottom) / 2, (top + bottom) / 2)
    return Stroke((x0 + x1) / 2, (x0 + x1) / 2, top, bottom)
