"""The curves below what they are about; the line between them can be dragged."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_LOW: Final = 552
_LOW_CURVES: Final = 112
"""Where both share less than `_LOW` pixels, and the face needs the room more."""
_CURVES: Final = 134
_SHARE: Final = 0.18
"""The curves' share of a high window."""
_MOST: Final = 0.6
"""No more than this share is left to curves that were dragged in a higher window."""
_SETTLED_MS: Final = 400


class CurvesSplitter(QSplitter):
    """Keeps the curves as high as they were dragged; until they are, as the window's height suggests."""

    dragged = Signal(int)
    """The height that the curves were given by hand, in pixels, once they have it."""

    def __init__(self, above: QWidget, curves: QWidget, least: int = _CURVES) -> None:
        """Put one above the other; until they are dragged, a window that isn't low has this height for the curves."""
        super().__init__(Qt.Orientation.Vertical)
        self._wanted: int | None = None
        self._least = least
        self._curves = curves
        self.setChildrenCollapsible(False)
        for widget in (above, curves):
            self.addWidget(widget)
        self.setStretchFactor(0, 1)
        self.handle(1).setToolTip("Drag to make the curves larger or smaller")
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(lambda: self.dragged.emit(self._wanted))
        self.splitterMoved.connect(self._on_moved)

    def set_curves_height(self, height: int | None) -> None:
        """Give the curves this height in pixels; None for what suits the window."""
        self._wanted = height
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave what is won or lost to what is above."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        height = self.height() - self.handleWidth()
        suits = _LOW_CURVES if height < _LOW else max(self._least, round(_SHARE * height))
        curves = min(self._wanted or suits, round(_MOST * height))
        self.setSizes([height - curves, curves])

    def _on_moved(self) -> None:
        self._wanted = self._curves.height()
        self._settled.start()
