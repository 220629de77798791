"""Paints a waveform: the sound, spans over it, times below."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from acting_mirror.gui.widgets.theme import Theme
from acting_mirror.gui.widgets.wave_spans import Part, WaveSpan
from acting_mirror.report.moments import in_minutes
from acting_mirror.vision.sources.sound_peaks import PEAK_S, Peaks

FOOT: Final = 18
"""Room for the times, in pixels."""
_HEAD: Final = 20
"""Room for the names of spans."""
_LEAST_ROOM: Final = 16
"""A name with less is not written."""
_LEAST_PEAK: Final = 0.05
"""A clip that is never louder is drawn as quiet as it is; another fills the height."""
_STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
_BETWEEN: Final = 64
"""Pixels from one time to the next at least."""


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a clip is shown.

    Attributes:
        left_s: Its start.
        shown_s: How long it is.
        width: In pixels.
    """

    left_s: float
    shown_s: float
    width: int

    def x_of(self, t_s: float) -> float:
        """Where a moment is, in pixels."""
        return (t_s - self.left_s) * self.width / self.shown_s

    def s_of(self, x: float) -> float:
        """Which moment is there."""
        return self.left_s + x * self.shown_s / self.width

    def has(self, t_s: float) -> bool:
        """Whether a moment is in it."""
        return self.left_s <= t_s <= self.left_s + self.shown_s


def columns(peaks: Peaks, view: View) -> npt.NDArray[np.float32]:
    """The loudest peak in each column of pixels, float32 (width,); 0 beyond the end of the sound."""
    edges = (view.left_s + np.arange(view.width + 1) * (view.shown_s / view.width)) / PEAK_S
    first = np.clip(edges.astype(np.int64), 0, len(peaks))
    return np.maximum.reduceat(np.append(peaks, np.float32(0)), first)[:-1]


def levelled(peaks: Peaks) -> Peaks:
    """The peaks of a clip made as loud as the height of a waveform."""
    return peaks / np.float32(max(peaks.max(initial=0), _LEAST_PEAK))


def wave_pixmap(peaks: Peaks, view: View, height: int, colour: QColor) -> QPixmap:
    """The sound alone, on nothing, in the screen's own pixels; the view's width is its width."""
    rows = np.abs(np.arange(height) - (height - 1) / 2).astype(np.float32)
    reach = np.maximum(columns(peaks, view) * np.float32(height / 2), np.float32(0.5))
    pixels = (rows[:, None] <= reach) * np.uint32(colour.rgba())
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QPixmap.fromImage(QImage(pixels.data, view.width, height, 4 * view.width, kind))


def wave_area(area: QRectF) -> QRectF:
    """Where the sound is drawn."""
    return area.adjusted(0, _HEAD, 0, -FOOT)


def paint_span(painter: QPainter, span: WaveSpan, area: QRectF, view: View, theme: Theme, held: Part | None) -> None:
    """A span with its name; what of it is held stands out."""
    box = QRectF(area)
    box.setLeft(view.x_of(span.start_s))
    box.setRight(view.x_of(span.end_s))
    box.setBottom(area.bottom() - FOOT)
    colour = QColor(theme.link)
    colour.setAlpha(90 if held else 45)
    painter.fillRect(box, colour)
    for part, x in (("start", box.left()), ("end", box.right())):
        strong = held in (part, "whole")
        painter.setPen(QPen(QColor(theme.text if strong else theme.link), 3 if strong else 1.5))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    left = max(box.left(), area.left()) + 6
    room = QRectF(left, box.top(), box.right() - left - 4, _HEAD)
    if room.width() < _LEAST_ROOM:
        return
    painter.setPen(QColor(theme.text))
    shown = painter.fontMetrics().elidedText(span.words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_times(painter: QPainter, area: QRectF, view: View, theme: Theme) -> None:
    """The times below."""
    step = next((each for each in _STEPS if view.x_of(view.left_s + each) >= _BETWEEN), _STEPS[-1])
    painter.setPen(QColor(theme.quiet))
    for number in range(int(view.left_s / step), int((view.left_s + view.shown_s) / step) + 1):
        place = QRectF(view.x_of(number * step) + 3, area.bottom() - FOOT, _BETWEEN, FOOT)
        words = in_minutes(number * step)
        shown = words[:-2] if step >= 1 else words
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
