"""The sound of a clip, with spans over it that are dragged by hand or moved by keys."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.gui.widgets.theme import theme_of
from acting_mirror.gui.widgets.wave_paint import View, levelled, paint_span, paint_times, wave_area, wave_pixmap
from acting_mirror.gui.widgets.wave_spans import Grip, Part, WaveSpan, dragged
from acting_mirror.vision.sources.sound_peaks import PEAK_S, Peaks

_NO_PEAKS: Final = np.zeros(0, np.float32)
_NEAR_PX: Final = 6.0
"""So near to an end, the pointer takes hold of it."""
_STEP_S, _LEAP_S = 0.05, 0.5
"""How far an arrow key goes, without and with Shift."""
ZOOM: Final = 1.5
"""A step of zooming."""
_LEAST_S: Final = 2.0
"""So much is shown at least."""
_FONT_PX: Final = 12
_JUMP_S: Final = 0.5
"""Between two looks at a clip that plays, less goes by."""
_AHEAD: Final = 0.05
"""When the play-head leaves the view, it is shown so far from the left, as a share of the width."""
_HELD: Final = {
    "start": marked("{name} starts at {start:.2f} s"),
    "end": marked("{name} ends at {end:.2f} s"),
    "whole": marked("{name} from {start:.2f} to {end:.2f} s"),
}


class Waveform(QAbstractScrollArea):
    """Shows a part of a clip; a click elsewhere than on a span asks to go there.

    Arrow keys move what is held, else the play-head; further with Shift, the whole span with Ctrl. Up and down hold
    another end, Delete asks to take the span away, plus and minus zoom, and so does the wheel with Ctrl.

    Attributes:
        spans: Those that are shown, in the order of their times.
        grip: What of which span is held; None for nothing.
        words: Shown in place of the sound while there is none.
    """

    sought = Signal(float)
    """Seconds to go to."""
    edited = Signal(object)
    """All spans, as the user wants them."""
    held = Signal()
    """Something else is held."""
    unplaced = Signal(int)
    """The key of a span that is to be taken away."""

    def __init__(self, name: str) -> None:
        """Show no sound yet; `name` is read aloud."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(110)
        self.viewport().setMouseTracking(True)
        self.spans: tuple[WaveSpan, ...] = ()
        self.grip: Grip | None = None
        self.words = ""
        self._peaks: Peaks = _NO_PEAKS
        self._length_s = self._shown_s = 1.0
        self._head_s: float | None = None
        self._begun_s: float | None = None
        self._pressed_s: float | None = None
        self._before: tuple[WaveSpan, ...] | None = None  # while something is dragged: as it was before
        self._drawn: tuple[object, ...] = ()
        self._pixmap = QPixmap()
        self.horizontalScrollBar().valueChanged.connect(lambda: self.viewport().update())

    # What is shown

    @property
    def view(self) -> View:
        """Which part is shown."""
        return View(self.horizontalScrollBar().value() * PEAK_S, self._shown_s, max(1, self.viewport().width()))

    @property
    def held_span(self) -> WaveSpan | None:
        """The span of which something is held."""
        return self._span(self.grip) if self.grip is not None else None

    def show_length(self, length_s: float) -> None:
        """Show a whole clip."""
        self._length_s = max(length_s, PEAK_S)
        self._head_s = None
        self._show(0.0, self._length_s)

    def show_peaks(self, peaks: Peaks) -> None:
        """Show the sound of the clip."""
        self._peaks, self.words, self._drawn = levelled(peaks), "", ()
        self.viewport().update()

    def say(self, words: str) -> None:
        """Say why there is no sound, and show none."""
        self.show_peaks(_NO_PEAKS)
        self.words = words

    def show_spans(self, spans: Sequence[WaveSpan], begun_s: float | None = None) -> None:
        """Show other spans, and one that goes from `begun_s` to the play-head."""
        self.spans, self._begun_s = tuple(spans), begun_s
        self._pressed_s = self._before = None  # what is dragged meanwhile may be gone
        if self.grip is not None and all(span.key != self.grip.key for span in self.spans):
            self.hold(None)
        self._describe()
        self.viewport().update()

    def show_head(self, t_s: float) -> None:
        """Put the play-head at a time, and follow it out of view, unless the user has scrolled away meanwhile."""
        if t_s == self._head_s:
            return
        view, before = self.view, self._head_s
        self._head_s = t_s
        if self._pressed_s is None and _leaves(view, before, t_s):
            self._show(t_s - _AHEAD * self._shown_s, self._shown_s)
        elif before is None or self._begun_s is not None:
            self.viewport().update()
        else:  # only what changes, as this comes with every picture
            for each in (before, t_s):
                self.viewport().update(QRect(int(view.x_of(each)) - 2, 0, 5, self.viewport().height()))

    def zoom(self, times: float, at_s: float | None = None) -> None:
        """Show a longer part (above 1) or a shorter one, around a time; around the play-head where left out."""
        view = self.view
        middle = at_s if at_s is not None else self._head_s
        if middle is None or not view.has(middle):
            middle = view.left_s + view.shown_s / 2
        shown_s = min(max(self._shown_s * times, _LEAST_S), self._length_s)
        self._show(middle - (middle - view.left_s) * shown_s / view.shown_s, shown_s)

    def hold(self, grip: Grip | None) -> None:
        """Take hold of something, for the keyboard."""
        if grip == self.grip:
            return
        self.grip = grip
        self._describe()
        self.viewport().update()
        self.held.emit()

    def move_grip(self, by_s: float, part: Part | None = None) -> None:
        """Move what is held, or another part of that span, by some seconds."""
        if self.grip is None:
            return
        grip = Grip(self.grip.key, part or self.grip.part)
        spans = dragged(self.spans, grip, by_s, self._length_s)
        if spans != self.spans:
            self.spans = spans
            self.edited.emit(spans)
        self._describe()

    def _show(self, left_s: float, shown_s: float) -> None:
        self._shown_s = shown_s
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, round((self._length_s - shown_s) / PEAK_S)))
        bar.setPageStep(max(1, round(shown_s / PEAK_S)))
        bar.setSingleStep(max(1, bar.pageStep() // 20))
        bar.setValue(round(left_s / PEAK_S))
        self.viewport().update()

    def _span(self, grip: Grip) -> WaveSpan:
        return next(span for span in self.spans if span.key == grip.key)

    def _at(self, grip: Grip) -> float:
        return self._span(grip).at(grip.part)

    def _describe(self) -> None:
        """Say what is held and where, for who can't see it."""
        if self.grip is None:
            placed = tr_count("{count} line placed.", "{count} lines placed.", len(self.spans))
            self.setAccessibleDescription(placed + " " + tr("Up and down choose an end."))
            return
        span = self._span(self.grip)
        held = tr(_HELD[self.grip.part], name=span.words, start=span.start_s, end=span.end_s)
        self.setAccessibleDescription(held)

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is there, or go there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        self._pressed_s = self.view.s_of(x)
        self.hold(self._grip_at(x))
        if self.grip is None:
            self._seek(self.view.s_of(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag what is held; where nothing is, go along."""
        x = event.position().x()
        if self._pressed_s is None:
            self._point_at(x)
            return
        by_s = self.view.s_of(x) - self._pressed_s
        if self.grip is None:
            self._seek(self.view.s_of(x))
        elif self._before is not None or abs(by_s) * self.view.width > _NEAR_PX / 2 * self._shown_s:
            self._before = self._before or self.spans
            self.spans = dragged(self._before, self.grip, by_s, self._length_s)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it lie where it was dragged; a mere click goes there."""
        if self._pressed_s is None:
            return
        self._pressed_s, before, self._before = None, self._before, None
        if before is None and self.grip is not None:
            self._seek(self.view.s_of(event.position().x()))
        elif before is not None and before != self.spans:
            self._describe()
            self.edited.emit(self.spans)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll, or zoom."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (-turned / 120), self.view.s_of(event.position().x()))
        else:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round(turned / 120 * 2 * bar.singleStep()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move what is held, take hold of another end, or zoom."""
        key, held = event.key(), event.modifiers()
        step_s = _LEAP_S if held & Qt.KeyboardModifier.ShiftModifier else _STEP_S
        part: Part | None = "whole" if held & Qt.KeyboardModifier.ControlModifier else None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by_s = step_s if key == Qt.Key.Key_Right else -step_s
            self.move_grip(by_s, part) if self.grip is not None else self._seek((self._head_s or 0.0) + by_s)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._hold_next(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete and self.grip is not None:
            self.unplaced.emit(self.grip.key)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        else:
            event.ignore()

    def _hold_next(self, count: int) -> None:
        """Take hold of the next end, or of the one before; of the one beside the play-head at first."""
        parts: tuple[Part, Part] = ("start", "end")
        grips = [Grip(span.key, part) for span in self.spans for part in parts]
        if not grips:
            return
        if self.grip in grips:
            place = min(max(grips.index(self.grip) + count, 0), len(grips) - 1)
        else:
            now_s = self._head_s or 0.0
            place = min(range(len(grips)), key=lambda each: abs(self._at(grips[each]) - now_s))
        self.hold(grips[place])
        self.sought.emit(self._at(grips[place]))

    def _grip_at(self, x: float) -> Grip | None:
        """What the pointer takes hold of; between two spans that touch, the end on its side."""
        view, found = self.view, list[tuple[float, bool, Grip]]()
        for span in self.spans:
            left, right = view.x_of(span.start_s), view.x_of(span.end_s)
            inside = left <= x <= right
            found.append((abs(x - left), not inside, Grip(span.key, "start")))
            found.append((abs(x - right), not inside, Grip(span.key, "end")))
            if inside:
                found.append((_NEAR_PX, False, Grip(span.key, "whole")))
        near = [each for each in found if each[0] <= _NEAR_PX]
        return min(near, key=lambda each: each[:2])[2] if near else None

    def _point_at(self, x: float) -> None:
        grip = self._grip_at(x)
        shape = Qt.CursorShape.ArrowCursor
        if grip is not None:
            shape = Qt.CursorShape.OpenHandCursor if grip.part == "whole" else Qt.CursorShape.SizeHorCursor
        self.viewport().setCursor(shape)

    def _seek(self, t_s: float) -> None:
        self.sought.emit(min(max(0.0, t_s), self._length_s))

    # Painting

    def event(self, event: QEvent) -> bool:
        """Show by a ring that it has the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.PaletteChange):
            self.viewport().update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what changed."""
        theme, view = theme_of(self.palette()), self.view
        area = QRectF(self.viewport().rect())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.card))
        font = QFont(self.font())
        font.setPixelSize(_FONT_PX)
        painter.setFont(font)
        if self.words:
            painter.setPen(QColor(theme.quiet))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            painter.drawPixmap(wave_area(area).topLeft(), self._wave(view, wave_area(area), QColor(theme.quiet)))
        for span in self._spans_in(view.s_of(event.rect().left() - 2), view.s_of(event.rect().right() + 2)):
            held = self.grip.part if self.grip is not None and self.grip.key == span.key else None
            paint_span(painter, span, area, view, theme, held)
        paint_times(painter, area, view, theme)
        if self._head_s is not None:
            x = view.x_of(self._head_s)
            painter.setPen(QPen(QColor(theme.record), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, area.bottom()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.link), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _spans_in(self, left_s: float, right_s: float) -> list[WaveSpan]:
        """Those between two times, with the one that has only begun."""
        spans = list(self.spans)
        if self._begun_s is not None:
            spans.append(WaveSpan(-1, "", self._begun_s, max(self._begun_s, self._head_s or 0.0)))
        return [span for span in spans if span.end_s >= left_s and span.start_s <= right_s]

    def _wave(self, view: View, area: QRectF, colour: QColor) -> QPixmap:
        """The sound, which is drawn anew only where something else is to be seen."""
        ratio = self.devicePixelRatioF()
        width, height = round(area.width() * ratio), max(1, round(area.height() * ratio))
        wanted = (view, width, height, colour.rgba())
        if wanted != self._drawn:
            self._drawn = wanted
            self._pixmap = wave_pixmap(self._peaks, View(view.left_s, view.shown_s, width), height, colour)
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap


def _leaves(view: View, before_s: float | None, t_s: float) -> bool:
    """Whether the play-head runs out of view, or jumps out of it."""
    return not view.has(t_s) and (before_s is None or view.has(before_s) or abs(t_s - before_s) > _JUMP_S)
