"""The card of a round: where it stands, and its task, to be read from two metres."""

from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QObject, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr, tr_count
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of
from acting_mirror.rehearsal.practice import Standing
from acting_mirror.rehearsal.practice_plan import TASKS
from acting_mirror.vision.sources.drawn.face import DrawnFace
from acting_mirror.vision.sources.drawn.pose import POSES, Motion

_SIDE: Final = 560
"""Of the square that is drawn, in pixels; about half of it is the portrait."""
_PORTRAIT: Final = 1.5
"""Side of the portrait in sides of the face's own square: hair and chin are in it."""
_LARGEST_WORD: Final = 0.19
"""Height of the emotion's letters as a share of the view's height."""
_TURN: Final = 0.42
"""The same of what it turns into, as a share of those letters."""
_EDGE: Final = 24.0
_CLOCK: Final = 4.0
_GLOW_MS: Final = 600
_TOP: Final = 90 * 16
"""Qt's angle of the top of a circle."""


class CueFaces(QObject):
    """Draws them once, in a worker thread, when they are first wanted.

    Attributes:
        pictures: A square portrait for each emotion; empty until they are drawn.
    """

    drawn = Signal()
    """They are there."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Draw nothing yet."""
        super().__init__(parent)
        self.pictures: dict[str, QImage] = {}
        self._lane = jobs.lane()

    def want(self) -> None:
        """Draw them unless they are there or being drawn."""
        if not self.pictures and not self._lane.busy:
            self._lane.run(lambda _: portraits(), self._on_drawn)

    def close(self) -> None:
        """Wait for what is being drawn."""
        self._lane.close()

    def _on_drawn(self, pictures: dict[str, QImage]) -> None:
        self.pictures = pictures
        self.drawn.emit()


def portraits() -> dict[str, QImage]:
    """The portraits by the stored names of the emotions."""
    face, still = DrawnFace((_SIDE, _SIDE)), Motion()
    box = face.face_box(still)
    x, y = box.centre
    half = box.width * _PORTRAIT / 2
    top, left = max(0, round(y - half)), max(0, round(x - half))
    rows, columns = slice(top, round(y + half)), slice(left, round(x + half))
    return {emotion: _image(face.draw(pose, still)[rows, columns]) for emotion, pose in POSES.items()}


def _image(bgr: np.ndarray) -> QImage:
    pixels = np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA))
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


class TaskView(QWidget):
    """Paints; whoever owns it says what.

    Attributes:
        hint: Below the emotion: what to do.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.hint, self._loud = "", False
        self._standing: Standing | None = None
        self._face: QImage | None = None
        self._glow, self._glowing = 0.0, ""
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_GLOW_MS)
        self._fade.valueChanged.connect(self._on_fade)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What it would like."""
        return QSize(520, 520)

    def show_task(self, standing: Standing, hint: str, loud: bool, face: QImage | None) -> None:
        """Show how the round stands; `loud` is whether the hint matters more than the emotion, `face` plays it."""
        shown = (standing, hint, loud)
        if shown == (self._standing, self.hint, self._loud) and face is self._face:
            return
        self._standing, self.hint, self._loud, self._face = standing, hint, loud, face
        task = standing.task
        words = tr("Show {emotion}.", emotion=shown_name(task.emotion))
        if task.turns_into:
            then = shown_name(task.turns_into)
            words = tr("Show {emotion}, then {then}.", emotion=shown_name(task.emotion), then=then)
        self.setAccessibleName(f"{words} {hint}")
        self.update()

    def celebrate(self, emotion: str) -> None:
        """Let the ring of what was held glow for a moment."""
        self._glowing = emotion
        self._fade.start()

    def _on_fade(self, value: float) -> None:
        self._glow = value
        self.update()

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ring, face, words and clock, from the top."""
        standing = self._standing
        if standing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        word, hint = self._word_font(), self._font(self._hint_px(), QFont.Weight.DemiBold if self._loud else None)
        hint_room = QFontMetricsF(hint).height() * 2
        word_room = QFontMetricsF(word).height()
        side = min(self.width() - 2 * _EDGE, self.height() - word_room - hint_room - _CLOCK - 22)
        top = max(0.0, (self.height() - side - word_room - hint_room - _CLOCK - 22) / 2)
        self._paint_ring(painter, QRectF((self.width() - side) / 2, top, side, side), standing)
        area = QRectF(_EDGE, top + side + 4, self.width() - 2 * _EDGE, word_room)
        self._paint_word(painter, area, word, standing)
        area = QRectF(area.left(), area.bottom(), area.width(), hint_room)
        if standing.task.turns_into and not self._loud:
            self._paint_turn(painter, area, word, standing.task.turns_into)
        else:
            self._paint_hint(painter, area, hint)
        self._paint_clock(painter, area.bottom() + 10, standing.clock)
        painter.end()

    def _paint_ring(self, painter: QPainter, box: QRectF, standing: Standing) -> None:
        theme, colour = theme_of(self.palette()), emotion_colour(standing.task.emotion, self.palette())
        thick = max(8.0, box.width() * 0.055)
        ring = box.adjusted(thick, thick, -thick, -thick)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.track), thick))
        painter.drawEllipse(ring)
        if standing.held > 0:
            painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, _TOP, -round(360 * 16 * standing.held))
        if self._glow > 0:
            glow = emotion_colour(self._glowing, self.palette())
            glow.setAlphaF(self._glow)
            painter.setPen(QPen(glow, thick * (1 + 0.8 * (1 - self._glow))))
            painter.drawEllipse(ring)
        inner = ring.adjusted(thick, thick, -thick, -thick)
        if standing.near:
            painter.setPen(QPen(colour if standing.near >= 1 else QColor(theme.quiet), 4))
            painter.drawArc(inner, _TOP, -round(360 * 16 * standing.near))
        self._paint_face(painter, inner.adjusted(6, 6, -6, -6))

    def _paint_face(self, painter: QPainter, circle: QRectF) -> None:
        if self._face is None:
            return
        path = QPainterPath()
        path.addEllipse(circle)
        painter.save()
        painter.setClipPath(path)
        painter.setOpacity(0.35 if self._loud else 1.0)
        painter.drawImage(circle, self._face)
        painter.restore()

    def _paint_word(self, painter: QPainter, area: QRectF, font: QFont, standing: Standing) -> None:
        painter.setFont(font)
        painter.setPen(emotion_colour(standing.task.emotion, self.palette()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown_name(standing.task.emotion))

    def _paint_turn(self, painter: QPainter, area: QRectF, font: QFont, into: str) -> None:
        """What the emotion is to turn into, in the place of the hint."""
        painter.setFont(self._font(round(font.pixelSize() * _TURN), QFont.Weight.Bold))
        painter.setPen(emotion_colour(into, self.palette()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("then → {emotion}", emotion=shown_name(into)))

    def _paint_hint(self, painter: QPainter, area: QRectF, font: QFont) -> None:
        theme = theme_of(self.palette())
        painter.setFont(font)
        painter.setPen(QColor(theme.text if self._loud else theme.second))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(centred), self.hint)

    def _paint_clock(self, painter: QPainter, top: float, share: float) -> None:
        """A quiet line that grows shorter from both ends."""
        theme = theme_of(self.palette())
        room = min(self.width() - 2 * _EDGE, 360.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, width in ((theme.track, room), (theme.quiet, room * share)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF((self.width() - width) / 2, top, width, _CLOCK), _CLOCK / 2, _CLOCK / 2)

    def _word_font(self) -> QFont:
        """As large as the longest name can be, so that no name is larger than another."""
        size = max(24, round(self.height() * _LARGEST_WORD))
        longest = max(
            QFontMetricsF(self._font(size, QFont.Weight.Bold)).horizontalAdvance(n) for n in map(shown_name, EMOTIONS)
        )
        return self._font(int(size * min(1.0, (self.width() - 2 * _EDGE) / longest)), QFont.Weight.Bold)

    def _hint_px(self) -> int:
        return max(15, min(26, round(self.height() * (0.045 if self._loud else 0.036))))

    def _font(self, size: int, weight: QFont.Weight | None = None) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        if weight is not None:
            font.setWeight(weight)
        return font


class TaskCard(QFrame):
    """A quiet line above the task.

    Attributes:
        view: The task.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.view = TaskView()
        self._where, self._so_far = label("", "caption"), QLabel()
        self._so_far.setProperty("role", "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self._where, 1)
        row.addWidget(self._so_far)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    @property
    def words(self) -> str:
        """What the line above says."""
        return f"{self._where.text()} {self._so_far.text()}".strip()

    def show_standing(self, standing: Standing, level: int, hint: str, loud: bool, face: QImage | None) -> None:
        """Show how the round stands; the rest as for `TaskView.show_task`."""
        where = tr("{number} OF {total} · LEVEL {level}", number=standing.number, total=TASKS, level=level)
        self._where.setText(where)
        so_far = [tr("{count} in a row", count=standing.streak)] if standing.streak > 1 else []
        if standing.points is not None:
            so_far.append(tr_count("{count} point", "{count} points", round(standing.points)))
        self._so_far.setText(" · ".join(so_far))
        self.view.show_task(standing, hint, loud, face)
