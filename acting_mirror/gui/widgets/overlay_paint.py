"""A reading drawn over the picture at the screen's own resolution."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.face_contours import CONTOURS, IRISES
from acting_mirror.core.faces import TrackedFace
from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.movements import Movements
from acting_mirror.core.palette import CARD, EMOTION_COLOURS, QUIET, TEXT
from acting_mirror.core.scores import percent

_Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""

PLATE: Final = QColor(*CARD, 220)
"""Under text on the picture: dark in both themes, since a picture is neither."""
_SECOND: Final = 0xC6, 0xCB, 0xD3
_TEXT_PX: Final = 14
_SMALL_PX: Final = 11
_RADIUS: Final = 10.0


def plate(painter: QPainter, area: QRectF) -> None:
    """The dark ground under words on a picture."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawRoundedRect(area, 6, 6)


def draw_reading(
    painter: QPainter,
    reading: FrameAnalysis,
    person: int,
    area: QRectF,
    scale: float,
    mirrored: bool,
    kept: Sequence[QRectF] | None = (),
    landmarks: bool = False,
) -> None:
    """Draw the frames of all faces and their words.

    Args:
        painter: Of the view, in its own pixels.
        reading: What was read in the picture.
        person: Whose frame stands out; the panels follow that person.
        area: Where the picture is.
        scale: The view's pixels for one of the picture.
        mirrored: Whether the picture is flipped; words never are.
        kept: Places to keep free of words where that is possible; None for no words at all.
        landmarks: Whether eyes, brows and lips are traced where they are measured.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for face in reading.faces if landmarks else ():
        if face.movements is not None:
            _contours(painter, face.movements, area, scale, mirrored)
    boxes = [(face, _on_screen(face, area, scale, mirrored)) for face in reading.faces]
    for face, box in boxes:
        _frame(painter, box, _colour(face), face.person == person)
    if kept is None:
        return
    numbered, taken = len(boxes) > 1, [_edges(each) for each in (*kept, *(box for _, box in boxes))]
    for face, box in boxes:
        _words(painter, face, box, area, numbered, taken)


def _on_screen(face: TrackedFace, area: QRectF, scale: float, mirrored: bool) -> QRectF:
    box = face.box
    left = area.right() - (box.x + box.width) * scale if mirrored else area.left() + box.x * scale
    return QRectF(left, area.top() + box.y * scale, box.width * scale, box.height * scale)


def _contours(painter: QPainter, movements: Movements, area: QRectF, scale: float, mirrored: bool) -> None:
    """Thin light lines on dark ones, to be seen on any skin; irises where no lid hides them."""
    if movements.points is None:
        return
    at = movements.points[:, :2] * (-scale if mirrored else scale, scale)
    at += (area.right() if mirrored else area.left(), area.top())
    shapes = QPainterPath()
    for contour in CONTOURS:
        shapes.addPolygon(QPolygonF([QPointF(x, y) for x, y in at[list(contour)].tolist()]))
        shapes.closeSubpath()
    for middle, edge in () if np.isnan(movements.eyes.gaze_yaw_deg) else IRISES:
        radius = float(np.hypot(*(at[middle] - at[edge])))
        shapes.addEllipse(QPointF(*at[middle].tolist()), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 110), 3.0), QPen(QColor(*TEXT), 1.2)):
        painter.setPen(pen)
        painter.drawPath(shapes)


def _colour(face: TrackedFace) -> QColor:
    return QColor(*(EMOTION_COLOURS[face.label] if face.label else QUIET))


def _frame(painter: QPainter, box: QRectF, colour: QColor, followed: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 2.5 if followed else 1.5
    radius = min(_RADIUS, box.width() / 8)
    painter.setPen(QPen(QColor(0, 0, 0, 90), width + 2))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(box, radius, radius)


def _words(
    painter: QPainter, face: TrackedFace, box: QRectF, area: QRectF, numbered: bool, taken: list[_Edges]
) -> None:
    """Who it is and what it says, above the frame or below it, where it covers less of what is `taken`."""
    font = QFont(painter.font())
    font.setPixelSize(int(max(_SMALL_PX, min(_TEXT_PX, box.width() / 6))))
    font.setWeight(QFont.Weight.DemiBold)
    measures = QFontMetricsF(font)
    words = _said(face)
    number = f"{face.person + 1}" if numbered else ""
    pad, dot = font.pixelSize() * 0.65, font.pixelSize() * 0.6
    head = measures.horizontalAdvance(number) + pad * 0.7 if number else 0.0
    width = head + dot + measures.horizontalAdvance(words) + 2.6 * pad
    height = measures.height() + 0.6 * pad
    last = max(area.left(), area.right() - width)
    lefts = [min(max(area.left(), left), last) for left in (box.left(), box.right() - width)]
    tops = box.top() - height - 5, box.bottom() + 5, box.top() + 5
    places = [QRectF(left, top, width, height) for top in tops for left in lefts]
    place = places[_least_covering([_edges(place) for place in places], taken, _edges(area))]
    taken.append(_edges(place))
    x, y = place.left(), place.top()
    plate(painter, place)
    painter.setFont(font)
    base = y + (height + measures.ascent() - measures.descent()) / 2
    if number:
        painter.setPen(QColor(*_SECOND))
        painter.drawText(QPointF(x + pad, base), number)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(face))
    painter.drawEllipse(QRectF(x + pad + head, y + (height - dot) / 2, dot, dot))
    painter.setPen(QColor(*TEXT))
    painter.drawText(QPointF(x + 1.6 * pad + head + dot, base), words)


def _edges(area: QRectF) -> _Edges:
    return area.left(), area.top(), area.right(), area.bottom()


def _least_covering(places: list[_Edges], taken: list[_Edges], area: _Edges) -> int:
    """The first place that covers least of what is taken; what is cut off by the picture's edge counts as well.

    All at once: of twenty faces there are some four thousand pairs, thirty times a second.
    """
    at = np.array(places)
    common = _common(at[:, None], np.array([*taken, area]))
    covered = common[:, :-1].sum(1) + 2 * (_common(at, at) - common[:, -1])
    return int(np.argmin(covered.round()))  # else rounding errors decide


def _common(some: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How large the area is that two have in common."""
    sides = np.minimum(some[..., 2:], others[..., 2:]) - np.maximum(some[..., :2], others[..., :2])
    sizes: npt.NDArray[np.float64] = sides.clip(0).prod(-1)
    return sizes


def one_line(reading: FrameAnalysis | None, person: int) -> str:
    """All that a full screen says of the followed person."""
    face = next((each for each in reading.faces if each.person == person), None) if reading is not None else None
    if face is None:
        return tr("No face")
    return _shown(face) or tr("Can't read you: {reason}", reason=_reason(face))


def _said(face: TrackedFace) -> str:
    return _shown(face) or tr("Can't read: {reason}", reason=_reason(face))


def _reason(face: TrackedFace) -> str:
    return tr(face.reason) if face.reason is not None else ""


def _shown(face: TrackedFace) -> str:
    """What leads, and how strong; "" for a face that is not read."""
    if face.smoothed is None or face.label is None:
        return ""
    return f"{shown_name(face.label)} {percent(face.smoothed.of(face.label))}"
