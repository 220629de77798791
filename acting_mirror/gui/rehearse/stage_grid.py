"""Picture and prompter beside each other, and below them how the lines go."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

LOW: Final = 660
"""Pixels of height below which a page saves room."""
_NARROW: Final = 1100
_SMALL_PICTURE: Final = (320, 200)
"""Pixels at most of the picture on a full screen."""
_ANY_SIZE: Final = (16_777_215, 16_777_215)
"""Qt's own for no limit."""


class StageGrid(QGridLayout):
    """Shares the room of the page out."""

    def __init__(self, picture: QWidget, prompters: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        """Lay them out; of the `prompters` one is seen at a time."""
        super().__init__()
        self._picture = picture
        self.addWidget(picture, 0, 0)
        for prompter in prompters:
            self.addWidget(prompter, 0, 1)
        for row, widget in enumerate(below, 1):
            self.addWidget(widget, row, 0, 1, 2)
        self.setRowStretch(0, 1)

    def share_out(self, size: QSize, full_screen: bool) -> None:
        """Give picture and prompter their shares of the page's size."""
        edge = 0 if full_screen else 8 if size.height() < LOW else 16
        self.setContentsMargins(edge, edge, edge, edge)
        self.setSpacing(edge)
        self._picture.setMaximumSize(*(_SMALL_PICTURE if full_screen else _ANY_SIZE))
        self.setColumnStretch(0, 13 if size.width() >= _NARROW else 9)
        self.setColumnStretch(1, 12)
