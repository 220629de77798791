"""The card at the right: what the face shows now."""

from typing import Final

import numpy as np
from PySide6.QtCore import QEasingCurve, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QFont, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from acting_mirror.core.faces import TrackedFace, advice
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.scores import percent
from acting_mirror.gui.widgets.emotion_row import EmotionRow
from acting_mirror.gui.widgets.fitted_text import FittedText

WIDTH: Final = 336
STRIP_WIDTH: Final = 124
NOBODY: Final = "\N{EN DASH}"
"""Stands in the place of the word."""

_BELOW_WORD: Final = 44
"""Pixels for the number in the strip, or for three lines of advice."""
_WITH_FOOT: Final = 360
"""Pixels of height below which the card does without its foot."""
EASE_MS: Final = 150
"""How long the bars take to a new value."""


class NowCard(QFrame):
    """The word, its number, and seven bars in the order of `EMOTIONS`; folds into a narrow strip."""

    def __init__(self) -> None:
        """Start without a face."""
        super().__init__()
        self.setProperty("role", "card")
        self.word = FittedText(38, 12, "quiet", QFont.Weight.Bold)
        self.percent = _label("share", "")
        self.line = FittedText(14, 11, "quiet")
        self.below = _label("small", "")
        self.rows = [EmotionRow(emotion) for emotion in EMOTIONS]
        self._caption = _label("caption", "")
        self._caption.setWordWrap(True)
        self._foot = _truth()
        self._lay_out()
        self._from = self._shares = self._aim = np.zeros(len(EMOTIONS))
        self._label: str | None = None
        self._strip = self._unread = False
        self._easing = QVariantAnimation(self)
        self._easing.setDuration(EASE_MS)
        self._easing.setStartValue(0.0)
        self._easing.setEndValue(1.0)
        self._easing.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._easing.valueChanged.connect(self._move)
        self.set_photo(False)
        self.set_strip(False)
        self.show_face(None)

    def show_face(self, face: TrackedFace | None, words: str = "") -> None:
        """Show a reading; for None, nobody to read, `words` say why or what to do."""
        self._label = face.label if face is not None else None
        self._unread = face is not None and face.reason is not None
        if face is None:
            self._say(NOBODY, words or tr("Step into the picture"))
        elif face.reason is not None:
            self._say(self._cant_read(), advice(face.reason), size=24)
        elif face.label is not None:
            self._say(shown_name(face.label), tr("Reading you well"), emotion=face.label)
        self._show_below()
        smoothed = face.smoothed if face is not None else None
        for place, row in enumerate(self.rows):
            share = None if smoothed is None else float(smoothed.probs[place])
            row.aim(share, row.emotion == self._label)
        self._ease_to(np.zeros(len(EMOTIONS)) if smoothed is None else smoothed.probs.astype(np.float64))
        self._show_percent()

    def set_photo(self, on: bool) -> None:
        """Say that it is about a photo, or about this moment."""
        self._caption.setText(tr("IN THIS PHOTO") if on else tr("NOW"))
        self.setAccessibleName(tr("In this photo") if on else tr("Now"))

    def set_strip(self, on: bool) -> None:
        """Fold into a strip that keeps word, number and bars, or unfold."""
        self._strip = on
        self.setFixedWidth(STRIP_WIDTH if on else WIDTH)
        self._column.setContentsMargins(*((12, 12, 12, 10) if on else (20, 16, 20, 14)))
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4 if on else 12)
        self.word.set_largest(18 if on else 38)
        self.percent.setStyleSheet("font-size: 26px;" if on else "")
        self.percent.setMinimumHeight(_BELOW_WORD if on else 0)
        self.line.setVisible(not on)
        self._show_foot()
        for row in self.rows:
            row.set_strip(on)
        self._redress()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Low enough for the smallest window: without the foot, which gives way."""
        foot = 0 if self._foot.isHidden() else self._foot.minimumSizeHint().height()
        return self._column.minimumSize() - QSize(0, foot)

    def sizeHint(self) -> QSize:  # noqa: N802
        """It takes what is left, and asks for no more."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out the foot where the rows need its room."""
        super().resizeEvent(event)
        self._show_foot()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing moves while nobody looks."""
        self._easing.stop()
        self._arrive()
        super().hideEvent(event)

    def _say(self, word: str, line: str, emotion: str = "", size: int = 38) -> None:
        self.word.show_text(word, emotion, min(size, 18 if self._strip else 38))
        self.line.show_text(line)
        if self.below.text() != line:
            self.below.setText(line)

    def _cant_read(self) -> str:
        return tr("Can't read") if self._strip else tr("Can't read you")

    def _show_foot(self) -> None:
        self._foot.setVisible(not self._strip and self.height() >= _WITH_FOOT)

    def _show_below(self) -> None:
        """In the strip the number and the advice share a place, so that the bars never move."""
        self.below.setVisible(self._strip and self._label is None)
        self.percent.setVisible(not self.below.isVisibleTo(self))

    def _redress(self) -> None:
        """The same words at the size of the other form."""
        self._show_below()
        if self._unread:
            self.word.show_text(self._cant_read(), size=18 if self._strip else 24)
        else:
            self.word.show_text(self.word.text, self._label or "")
        self._show_percent()

    def _ease_to(self, aim: np.ndarray) -> None:
        if np.array_equal(aim, self._aim):
            return
        self._from, self._aim = self._shares, aim
        self._easing.stop()
        if self.isVisible():
            self._easing.start()
        else:
            self._arrive()

    def _arrive(self) -> None:
        self._from = self._aim
        self._move(1.0)

    def _move(self, way: float) -> None:
        self._shares = self._from + (self._aim - self._from) * way
        for row, share in zip(self.rows, self._shares, strict=True):
            row.draw(float(share))

    def _show_percent(self) -> None:
        words = "" if self._label is None else percent(self._aim[EMOTIONS.index(self._label)])
        if words != self.percent.text():
            self.percent.setText(words)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.word, 1)
        self._head.addWidget(self.percent)
        self._head.addWidget(self.below)
        self._column.addWidget(self._caption)
        self._column.addSpacing(2)
        self._column.addLayout(self._head)
        self._column.addWidget(self.line)
        self._column.addSpacing(8)
        self._column.addStretch(1)
        for row in self.rows:
            self._column.addWidget(row, 10)
        self._column.addStretch(5)
        self._column.addWidget(self._foot)
        self.below.setWordWrap(True)
        self.below.setStyleSheet("font-size: 11px;")
        self.below.setFixedHeight(_BELOW_WORD)
        self.below.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.below.hide()


def _truth() -> QWidget:
    foot, line = QWidget(), QFrame()
    line.setProperty("role", "line")
    words = FittedText(11, 11, "quiet")
    words.show_text(tr("What a face shows is not what a person feels."))
    column = QVBoxLayout(foot)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(10)
    column.addWidget(line)
    column.addWidget(words)
    return foot


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    if role == "caption":
        font = label.font()
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        label.setFont(font)
    return label
