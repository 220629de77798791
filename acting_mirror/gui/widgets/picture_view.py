"""The mirror itself: the newest picture, as large as there is room, with the newest reading over it."""

from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.language import tr
from acting_mirror.core.palette import TEXT
from acting_mirror.core.timeline import STALE_S
from acting_mirror.gui.sessions.session import Badge
from acting_mirror.gui.widgets.overlay_paint import draw_reading, plate
from acting_mirror.gui.widgets.theme import DARK, theme_of

_MARGIN: Final = 16.0
_CARD_RADIUS: Final = 12.0
_SMALL_PX: Final = 13
_FOOT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


class PictureView(QWidget):
    """Paints; whoever owns it says what and when.

    The picture is scaled once, when it arrives, to the screen's own pixels, so that painting is a plain copy.

    Attributes:
        badge: At the top left, such as "Live".
        footnote: Words at the bottom left.
        count: A large number over the picture, such as a countdown's; "" for none.
        named: Whether what a face shows is written beside its frame.
    """

    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None, named: bool = True) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.named = named
        self._traced = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 150)  # at 900 x 600 a message takes its room too
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.badge, self.footnote, self.count = Badge(), "", ""
        self._frame: Frame | None = None
        self._reading: FrameAnalysis | None = None
        self._image: QImage | None = None
        self._pixels: Image | None = None
        self._mirrored = False
        self._person = 0
        self._words = ""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What it would like."""
        return QSize(896, 504)

    @property
    def frame(self) -> Frame | None:
        """The picture that is shown."""
        return self._frame

    @property
    def reading(self) -> FrameAnalysis | None:
        """The reading that is drawn over it; None when it has none that fits."""
        if self._reading is None or self._frame is None or abs(self._frame.t_s - self._reading.t_s) > STALE_S:
            return None
        return self._reading

    @property
    def picture_area(self) -> QRect:
        """Where the picture is in the widget; the whole widget without one."""
        return self.rect() if self._image is None else self._place()[0].toAlignedRect()

    def show_picture(self, frame: Frame | None, reading: FrameAnalysis | None, mirrored: bool, person: int) -> None:
        """Show a picture and what was read; does nothing when both are shown already.

        Args:
            frame: The picture; None for an empty view.
            reading: What to draw over it, unless it is too old for this picture.
            mirrored: Whether to flip it like a mirror.
            person: Whose frame stands out.
        """
        same_picture = frame is self._frame and mirrored == self._mirrored
        if same_picture and reading is self._reading and person == self._person:
            return
        self._reading, self._person = reading, person
        self._frame, self._mirrored = frame, mirrored
        if not same_picture:
            self._scale()
        self.update()

    def say(self, badge: Badge, footnote: str = "") -> None:
        """Change the words in its corners."""
        if (badge, footnote) != (self.badge, self.footnote):
            self.badge, self.footnote = badge, footnote
            self.update()

    def count_down(self, count: str) -> None:
        """Show a large number, or take it away with ""."""
        self.count = count
        self.update()

    def trace(self, on: bool) -> None:
        """Trace eyes, brows and lips where they are measured, or do not."""
        if on != self._traced:
            self._traced = on
            self.update()

    def snapshot(self) -> QImage | None:
        """The picture as it is shown, with what is drawn over it, in the picture's own pixels; None without one."""
        if self._frame is None:
            return None
        width, height = self._frame.size
        image, pixels = _to_image(self._frame.bgr, (width, height), self._mirrored)
        image = image.copy()
        del pixels
        painter = QPainter(image)
        painter.setFont(self.font())
        if (reading := self.reading) is not None:
            whole = QRectF(0, 0, width, height)
            draw_reading(painter, reading, self._person, whole, 1.0, self._mirrored, landmarks=self._traced)
        painter.end()
        return image

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the picture, the reading, the words."""
        painter = QPainter(self)
        theme = DARK if self.window().isFullScreen() else theme_of(self.palette())
        painter.fillRect(self.rect(), QColor(theme.page))
        area = QRectF(self.rect())
        if self._image is not None and self._frame is not None:
            area, scale = self._place()
            painter.drawImage(area.topLeft(), self._image)
            painter.setClipRect(area)
            if (reading := self.reading) is not None:
                kept = self._lying_over() if self.named else None
                draw_reading(painter, reading, self._person, area, scale, self._mirrored, kept, self._traced)
            painter.setClipping(False)
        else:
            self._paint_ground(painter)
        self._paint_words(painter, area)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale the picture anew."""
        self._scale()
        super().resizeEvent(event)

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the owner."""
        self.double_clicked.emit()

    def _place(self) -> tuple[QRectF, float]:
        """Where the picture is in the widget's own pixels, and how many of them one of the picture takes."""
        assert self._frame is not None and self._image is not None
        ratio = self._image.devicePixelRatio()
        width, height = self._image.width() / ratio, self._image.height() / ratio
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        # On whole pixels of the screen, or the copy would be smoothed again.
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height), (
            width / self._frame.size[0]
        )

    def _scale(self) -> None:
        self._image = self._pixels = None
        if self._frame is None or not self.width() or not self.height():
            return
        ratio = self.devicePixelRatioF()
        width, height = self._frame.size
        scale = min(self.width() * ratio / width, self.height() * ratio / height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        self._image, self._pixels = _to_image(self._frame.bgr, size, self._mirrored)
        self._image.setDevicePixelRatio(ratio)

    def _paint_ground(self, painter: QPainter) -> None:
        """The place where a picture will be, of one ground with the words that say why there is none."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme_of(self.palette()).card))
        painter.drawRoundedRect(self.rect(), _CARD_RADIUS, _CARD_RADIUS)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(_SMALL_PX)
        painter.setFont(font)
        measures = QFontMetricsF(font)
        height = measures.height() + 10
        if self.badge.words:
            width = measures.horizontalAdvance(self.badge.words) + 38
            beside = area.left() >= width + 2 * _MARGIN  # room enough to cover nothing of a narrow picture
            left = area.left() - _MARGIN - width if beside else area.left() + _MARGIN
            box = QRectF(left, area.top() + _MARGIN, width, height)
            plate(painter, box)
            # On a plate that is dark in both themes.
            painter.setBrush(QColor(getattr(DARK, self.badge.tone)))
            painter.drawEllipse(QRectF(box.left() + 11, box.center().y() - 4.5, 9, 9))
            painter.setPen(QColor(*TEXT))
            painter.drawText(box.adjusted(27, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.badge.words)
        room = area.adjusted(_MARGIN + 11, 0, -_MARGIN - 11, -_MARGIN - 5)
        words = measures.boundingRect(room, _FOOT, self.footnote)
        box = words.adjusted(-11, -5, 11, 5)
        if self.footnote and not self._is_covered(box):
            plate(painter, box)
            painter.setPen(QColor(*TEXT))
            painter.drawText(words, _FOOT, self.footnote)
        if self.count:
            self._paint_count(painter, area)

    def _is_covered(self, box: QRectF) -> bool:
        """Whether something lies over a part of a box: half a line of words helps nobody."""
        return any(box.intersects(each) for each in self._lying_over())

    def _lying_over(self) -> list[QRectF]:
        """Where chips are, and what stands in place of a picture."""
        over = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [QRectF(each.geometry()) for each in over if each.isVisible()]

    def _paint_count(self, painter: QPainter, area: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(int(max(60, area.height() / 3)))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        for shift, colour in ((2.0, QColor(0, 0, 0, 140)), (0.0, QColor(*TEXT))):
            painter.setPen(colour)
            painter.drawText(area.translated(QPointF(shift, shift)), Qt.AlignmentFlag.AlignCenter, self.count)


def _to_image(bgr: Image, size: tuple[int, int], mirrored: bool) -> tuple[QImage, Image]:
    """A picture as Qt likes it best, at (width, height); with the array, which must live as long as the image."""
    if (bgr.shape[1], bgr.shape[0]) != size:
        shrinks = size[0] < bgr.shape[1] * 0.6
        bgr = np.asarray(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR), np.uint8)
    if mirrored:
        bgr = np.asarray(cv2.flip(bgr, 1), np.uint8)
    pixels = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA), np.uint8)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32), pixels
