"""What the face does, beside what it shows: head and movements, folded away until somebody wants to know."""

from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.language import tr
from acting_mirror.core.look_words import look_words
from acting_mirror.core.looking import Looking
from acting_mirror.core.moved import EYES, HEAD, SHOWN, row_of
from acting_mirror.core.movements import Movements, Values
from acting_mirror.core.smoothing import blend
from acting_mirror.gui.mirror.fold_head import FoldHead
from acting_mirror.gui.mirror.head_view import HeadView
from acting_mirror.gui.mirror.movement_bars import MovementBars
from acting_mirror.gui.widgets.bottom_bar import row
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.scrolling import Scrolling

_CALM_S: Final = 0.15
"""Time constant of bars and drawing, as the bars of the emotions take to a new value."""
_SAID_EVERY_S: Final = 0.3
_STRAIGHT_DEG: Final = 5.0
"""A head that is turned by less looks straight ahead."""
_CLOSED: Final = SHOWN.index("eyes_closed")
_LINES: Final = 4
_LEAST: Final = 40
"""Pixels of what is inside that stay to be scrolled."""


class FaceCard(QFrame):
    """Paints only while it is unfolded.

    Attributes:
        head: Folds and unfolds it.
        looking: Where the eyes look; it has the eyeline.
    """

    unfolded = Signal(bool)

    def __init__(self) -> None:
        """Start folded, without a face."""
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("What your face does"))
        tip = tr(
            "Movements from how your face rests, its calmest second, to about the strongest of posed faces, and how "
            "your head is turned; left and right are your own"
        )
        self.head = FoldHead(tr("What your face does"), tr("Movements"), tip)
        self._drawing, self._bars = HeadView(), MovementBars()
        self._words, self._why = QLabel(), label("", "small")
        self._t_s = self._said_s = -np.inf
        self._shown: Values | None = None
        self.looking = Looking()
        self._lay_out()
        self.head.toggled.connect(self._show_inside)
        self.head.clicked.connect(self.unfolded)
        self.show_movements(None, 0.0, False)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All that is inside, without scrolling."""
        size = self.minimumSizeHint()
        more = self._content.sizeHint().height() - _LEAST if self.head.isChecked() else 0
        return size + QSize(0, more)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ask for other room when what is inside does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def set_strip(self, on: bool) -> None:
        """Leave out the words beside the drawing, for which there is no room in a narrow window, or say them again."""
        self._words.setVisible(not on)

    def show_movements(
        self, movements: Movements | None, t_s: float, mirrored: bool, why: str = "", still: bool = False
    ) -> None:
        """Show what was measured.

        Args:
            movements: None where nothing was.
            t_s: When it was.
            mirrored: Whether the picture is.
            why: Why there is nothing to show, if that is worth a sentence.
            still: Whether it is of a picture that stands, and is shown to the last bit.
        """
        if not self.head.isChecked():
            return
        if why != self._why.text():
            self._why.setText(why)
            self._why.setVisible(bool(why))
            self._measured.setVisible(not why)
            self.updateGeometry()
        if movements is None:
            self._shown = None
            self.looking.restart()
            self._drawing.show_head(None, UNSEEN, mirrored)
            self._bars.show_strengths(None)
            self._say("")
            return
        if still:
            self._shown = None
        shown = self._calmed(movements, t_s)
        pose = HeadPose(*shown[HEAD].tolist())
        self._drawing.show_head(pose, Eyes(*shown[EYES].tolist()), mirrored)
        self._bars.show_strengths(shown[EYES.stop : len(SHOWN)])
        self.looking.update(t_s, movements.eyes)
        if still or not 0 <= t_s - self._said_s < _SAID_EVERY_S:
            self._said_s = t_s
            self._say("\n".join([*head_words(pose), *self._eye_words()]))

    def _calmed(self, movements: Movements, t_s: float) -> Values:
        """A row of `core.moved` without its trembling; another moment altogether is as it is, and so is a blink."""
        new, passed_s = row_of(movements), t_s - self._t_s
        before = new if self._shown is None or passed_s < 0 else np.where(np.isnan(self._shown), new, self._shown)
        calm = before + (new - before) * np.float32(blend(max(passed_s, 0.0), _CALM_S))
        calm[_CLOSED] = new[_CLOSED]
        self._shown, self._t_s = calm, t_s
        return calm

    def _eye_words(self) -> list[str]:
        if self.looking.shut:
            return [tr("Eyes closed")]
        return [] if self.looking.look is None else [look_words(self.looking.look)]

    def _say(self, words: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
            self._drawing.setAccessibleDescription(words)

    def _show_inside(self, on: bool) -> None:
        self._inside.setVisible(on)
        self._column.setContentsMargins(*((12, 4, 12, 6) if on else (12, 1, 12, 1)))

    def _lay_out(self) -> None:
        self._words.setProperty("role", "small")
        self._words.setFixedHeight(_LINES * 15)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._measured = QWidget()
        measured = QVBoxLayout(self._measured)
        measured.setContentsMargins(0, 0, 0, 0)
        measured.setSpacing(4)
        measured.addLayout(row(self._drawing, self._words, spacing=12))
        measured.addWidget(self._bars)
        self._content = inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._why)
        inside.addWidget(self._measured)
        inside.addStretch(1)
        self._inside = Scrolling(inside)
        self._measured.installEventFilter(self)
        self._inside.setMinimumHeight(_LEAST)
        self._inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._inside)
        self._why.hide()
        self._show_inside(False)


def head_words(pose: HeadPose) -> list[str]:
    """How a head is turned, in a line for each way in which it is."""
    turned, up, tilted = (abs(angle) for angle in (pose.yaw_deg, pose.pitch_deg, pose.roll_deg))
    words = []
    if turned >= _STRAIGHT_DEG:
        left = tr("Turned left {degrees:.0f}°", degrees=turned)
        words.append(left if pose.yaw_deg > 0 else tr("Turned right {degrees:.0f}°", degrees=turned))
    if up >= _STRAIGHT_DEG:
        raised = tr("Raised {degrees:.0f}°", degrees=up)
        words.append(raised if pose.pitch_deg > 0 else tr("Lowered {degrees:.0f}°", degrees=up))
    if tilted >= _STRAIGHT_DEG:
        left = tr("Tilted left {degrees:.0f}°", degrees=tilted)
        words.append(left if pose.roll_deg > 0 else tr("Tilted right {degrees:.0f}°", degrees=tilted))
    return words or [tr("Head straight")]
