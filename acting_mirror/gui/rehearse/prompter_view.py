"""The prompter: the line of now, large, between those before and after it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.rehearse.prompter_layout import AROUND, PrompterLayout
from acting_mirror.gui.rehearse.prompter_paint import Cue, paint_edges, paint_line
from acting_mirror.rehearsal.script import Script
from acting_mirror.settings.schema import RehearsalSettings

_EYE: Final = 0.46
"""How far down the middle of the line of now stands."""
_FAR: Final = 6
"""Lines further away than these are gone to at once: to fly over a script is not calm."""
_STEP_MS: Final = 260


class PrompterView(QWidget):
    """Paints; whoever owns it says which line it is. Only the lines that are seen are laid out."""

    clicked = Signal(int)
    """Index of the line that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 110)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip(tr("Click a line to start there"))
        self._layout = PrompterLayout(self.font())
        self._cues: Mapping[int, Cue] = {}
        self._mirrored = False
        self._said, self._scrolled, self._moved = 0.0, 0.0, 0.0
        self._moving = QVariantAnimation(self)
        self._moving.setDuration(_STEP_MS)
        self._moving.setEndValue(0.0)
        self._moving.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._moving.valueChanged.connect(self._move)

    @property
    def current(self) -> int:
        """Index of the line of now."""
        return self._layout.current

    @property
    def line_size(self) -> int:
        """Of the letters of the line of now, in pixels."""
        return self._layout.size

    def show_script(self, script: Script, mine: str) -> None:
        """Show a script, of whose characters `mine` is the actor's own."""
        self._layout.show(script)
        self._layout.shown = 0
        self._layout.mine = mine
        self._cues = {}
        self._lay_out_anew()
        self._name()

    def show_cues(self, cues: Mapping[int, Cue]) -> None:
        """Show other words beside the lines, by the lines' indices."""
        if cues != self._cues:
            self._cues = dict(cues)
            self.update()

    def go_to(self, index: int) -> None:
        """Make another line the line of now."""
        if index == self.current or not 0 <= index < len(self._layout.lines):
            return
        before, self._layout.current = self.current, index
        self._layout.shown = 0
        self._said, self._scrolled = 0.0, 0.0
        self._moving.stop()
        # A system that wants no animation has none here either.
        calm = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        if calm and self.isVisible() and abs(index - before) <= _FAR:
            self._moving.setStartValue(self._layout.way(index, before))
            self._moving.start()
        else:
            self._move(0.0)
        self._name()

    def set_said(self, share: float) -> None:
        """Say how much of the line of now was spoken, 0 to 1: a speech that is too long for the view rolls by it."""
        if self._too_high() > 0 and abs(share - self._said) * self._too_high() >= 1:
            self._said = share
            self.update()

    def show_words(self, count: int) -> None:
        """Show so many words of the line of now though they are hidden."""
        if count != self._layout.shown:
            self._layout.shown = count
            self._name()
            self.update()

    def set_look(self, size: int, settings: RehearsalSettings) -> None:
        """Change the letters' size, and what else the settings say: what is shown, and whether all is flipped."""
        layout, look = self._layout, (settings.directions, settings.hidden)
        if (size, settings.mirrored_text, *look) != (layout.size, self._mirrored, layout.directions, layout.hidden):
            layout.size, self._mirrored = size, settings.mirrored_text
            layout.directions, layout.hidden = look
            self._lay_out_anew()
            self._name()

    def place_of(self, index: int) -> QRectF:
        """Where a line's name and words stand, whether they are seen or not."""
        block, now = self._layout.block(index), self._layout.block(self.current)
        top = self._top() + now.name_top + self._layout.way(index, self.current)
        return QRectF(0, top, self.width(), block.words_end - block.name_top)

    # Qt's events

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines that are seen."""
        if not self._layout.lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        top, index = self._top(), self.current
        while index > 0 and top > 0:
            index -= 1
            top -= self._layout.block(index).height
        while index < len(self._layout.lines) and top < self.height():
            height = self._layout.block(index).height
            if top + height > 0:
                paint_line(painter, self._layout, index, top, self._cues.get(index), self.palette())
            top += height
            index += 1
        paint_edges(painter, self.size(), self.palette())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        self._lay_out_anew()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell which line was clicked."""
        y = event.position().y()
        index = self._at(y)
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over what can be clicked."""
        over = self._at(event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Look at what comes before or after; the next step comes back."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 2
        wanted = self._scrolled + pixels
        self._scrolled = (
            min(wanted, self._layout.reach(-1, wanted)) if wanted > 0 else -min(-wanted, self._layout.reach(1, -wanted))
        )
        self.update()
        event.accept()

    # Where things are

    def _at(self, y: float) -> int | None:
        top, index = self._top(), self.current
        while index > 0 and y < top:
            index -= 1
            top -= self._layout.block(index).height
        while index < len(self._layout.lines) and top <= y:
            top += self._layout.block(index).height
            if y < top:
                return index
            index += 1
        return None

    def _top(self) -> float:
        """Of the line of now, whose words rest at the eye; the directions above them go where there is room."""
        if not self._layout.lines:
            return 0.0
        now = self._layout.block(self.current)
        rest = max(AROUND, self.height() * _EYE - (now.words_end - now.name_top) / 2) - now.name_top
        return rest - self._said * self._too_high() + self._scrolled + self._moved

    def _too_high(self) -> float:
        """By how much the line of now is higher than the view."""
        if not self._layout.lines:
            return 0.0
        now = self._layout.block(self.current)
        return max(0.0, now.words_end - now.name_top - self.height() * 0.9)

    def _lay_out_anew(self) -> None:
        self._layout.clear()
        self._layout.width = self.width()
        self._moving.stop()
        self._moved = self._scrolled = 0.0
        self.update()

    def _move(self, way: float) -> None:
        self._moved = way
        self.update()

    def _name(self) -> None:
        if self._layout.lines:
            character, text = self._layout.lines[self.current].character, self._layout.seen(self.current)
            self.setAccessibleName(tr("Prompter. {character}: {text}", character=character, text=text))
