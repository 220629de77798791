"""The cards at the right: what the face shows now, and what it does, below it or, where there is no room, beside it."""

from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from acting_mirror.gui.mirror.face_card import FaceCard
from acting_mirror.gui.mirror.now_card import STRIP_WIDTH, WIDTH, NowCard

_BESIDE: Final = 212
"""Width in pixels of what the face does, beside what it shows."""
_STRIP_GAP: Final = 8
"""Between narrow cards, of which a low window needs both."""


class Cards(QWidget):
    """What the face shows comes first; the other card has what is left, which no layout of Qt's would give it.

    Attributes:
        now: What the face shows.
        face: What it does.
    """

    def __init__(self) -> None:
        """Stand as in a wide window."""
        super().__init__()
        self.now, self.face = NowCard(), FaceCard()
        self._strip, self._gap = False, 0
        for card in (self.now, self.face):
            card.setParent(self)
        self.face.head.toggled.connect(self._place)
        self._place()

    def set_strip(self, on: bool) -> None:
        """Stand as in a narrow window, or as in a wide one."""
        self._strip = on
        self.now.set_strip(on)
        self._place()

    def set_gap(self, pixels: int) -> None:
        """Leave so much between the cards."""
        self._gap = pixels
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for what the face shows."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return QSize(self.minimumWidth(), self.now.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Share the room anew when it has changed, or what the cards need."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().event(event)

    def _place(self) -> None:
        least, likes = self.face.minimumSizeHint().height(), self.face.sizeHint().height()
        gap = min(self._gap, _STRIP_GAP) if self._strip else self._gap
        left = self.height() - self.now.minimumSizeHint().height() - gap
        beside = self.face.head.isChecked() and (self._strip or left < least)
        self.face.set_strip(beside)
        self.face.head.shorten(self._strip and not beside)
        width, height = STRIP_WIDTH if self._strip else WIDTH, self.height()
        if beside:
            self.face.setGeometry(0, 0, _BESIDE, height)
        else:
            self.face.setGeometry(0, height - min(left, likes), width, min(left, likes))
        self.face.setVisible(beside or left >= least)
        over = beside or self.face.isHidden()
        self.setFixedWidth(width + (_BESIDE + gap if beside else 0))
        self.now.setGeometry(self.width() - width, 0, width, height if over else height - min(left, likes) - gap)
        self.updateGeometry()
