"""The curves of a take, with its lines as bands above them and its markers."""

from collections.abc import Sequence
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import Marker, PartnerLine, TakeFacts, TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.over_time import OverTimePanel
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

_TOP, _BOTTOM = 114.0, 105.0
"""Percents between which the bands lie, above the curves."""
_PARTNER = 2.5
"""So high are those of the partner, who may speak while a line listens."""
_NEAR_PX: Final = 6.0
"""So near to a marker, the pointer means it."""
_WORDS: Final = 60


class TakeCurves(OverTimePanel):
    """Says under the pointer which line and which marker are there, too.

    Attributes:
        voice: How the line of now was spoken.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._bands = _Bands()
        super().__init__()
        self.voice = FittedText(12, 11, "second")
        self._top.insertWidget(self._top.indexOf(self.words), self.voice, 100)
        self.plot.plotItem.addItem(self._bands, ignoreBounds=True)
        self.choice.wanted.connect(self.show_set)

    def set_timeline(self, timeline: Timeline | None, live: bool, length_s: float | None) -> None:
        """Show other data; movements are offered where the take has them."""
        measured = timeline is not None and timeline.moved is not None
        self.choice.setVisible(measured)
        if not measured and self.set.kind != "emotions":
            self.show_set("emotions", self.choice.movements)
        super().set_timeline(timeline, live, length_s)

    def show_marks(self, facts: TakeFacts, markers: Sequence[Marker], current: int | None) -> None:
        """Show the lines of a take, and markers; `current` is the row of the line of now."""
        self._bands.show_marks(facts.lines, facts.partner, tuple(markers), current)

    def show_voice(self, words: str) -> None:
        """Say how the line of now was spoken; "" where that is not known."""
        self.voice.show_text(words)
        self.voice.setToolTip(words)

    def _reading(self, t_s: float) -> str:
        """The reading, and before it what is marked there."""
        left, right = self.plot.view
        near_s = _NEAR_PX * (right - left) / max(self.plot.box.width(), 1.0)
        marked = [_short(mark.words) for mark in self._bands.markers if abs(mark.t_s - t_s) <= near_s and mark.words]
        said = [_short(line.title) for line in self._bands.lines if line.start_s <= t_s < line.end_s]
        heard = [_heard(line) for line in self._bands.partner if line.start_s <= t_s < line.end_s]
        return "".join(f"<div>{words}</div>" for words in (*marked, *said, *heard)) + super()._reading(t_s)


class _Bands(pg.GraphicsObject):  # type: ignore[misc]
    """One item for all of them: five hundred regions would make dragging slow."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TakeLine, ...] = ()
        self.partner: tuple[PartnerLine, ...] = ()
        self.markers: tuple[Marker, ...] = ()
        self._current: int | None = None
        self.setZValue(-1)

    def show_marks(
        self,
        lines: tuple[TakeLine, ...],
        partner: tuple[PartnerLine, ...],
        markers: tuple[Marker, ...],
        current: int | None,
    ) -> None:
        if (lines, partner, markers, current) != (self.lines, self.partner, self.markers, self._current):
            self.lines, self.partner, self.markers, self._current = lines, partner, markers, current
            self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:  # noqa: N802 - pyqtgraph's name
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if widget is None:
            return
        palette, view = widget.palette(), self.viewRect()
        theme = theme_of(palette)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = view.width() / max(widget.width(), 1)
        for row, line in enumerate(self.lines):
            if line.end_s < view.left() or line.start_s > view.right():
                continue
            colour = emotion_colour(line.target.emotion if line.target is not None else None, palette)
            width = max(line.end_s - line.start_s - gap, gap)
            if row == self._current:
                ground = QColor(theme.control)
                ground.setAlpha(150)
                painter.fillRect(QRectF(line.start_s, -4, width, _BOTTOM + 4), ground)
            painter.fillRect(QRectF(line.start_s, _BOTTOM, width, _TOP - _BOTTOM), colour)
        for heard in self.partner:
            width = max(heard.end_s - heard.start_s - gap, gap)
            painter.fillRect(QRectF(heard.start_s, _BOTTOM, width, _PARTNER), QColor(theme.quiet))
        self._paint_markers(painter, theme.text, widget)

    def _paint_markers(self, painter: QPainter, colour: str, widget: QWidget) -> None:
        """A flag at each, of the same size whatever is shown."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colour))
        for marker in self.markers:
            top, foot = to_pixels.map(QPointF(marker.t_s, _TOP + 1)), to_pixels.map(QPointF(marker.t_s, 0))
            painter.fillRect(QRectF(top.x() - 0.5, top.y(), 1, foot.y() - top.y()), QColor(colour))
            painter.drawPolygon(QPolygonF([top, top + QPointF(9, 4), top + QPointF(0, 8)]))
        painter.restore()


def _heard(line: PartnerLine) -> str:
    """What a partner said, and how the take has it."""
    said = {"character": _short(line.character), "words": _short(line.text)}
    if line.mixed:
        return tr("{character}: {words} (as it was played)", **said)
    return tr("{character}: {words} (as the microphone heard it)", **said)


def _short(words: str) -> str:
    """Words that may stand in rich text."""
    words = words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
    return words.replace("&", "&amp;").replace("<", "&lt;")
