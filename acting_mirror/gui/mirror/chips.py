"""Whom the panels follow, when there are several faces."""

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.palette import EMOTION_COLOURS, QUIET
from acting_mirror.gui.widgets.form import remove
from acting_mirror.gui.widgets.picture_view import PictureView

_MARGIN = 16
_BADGE = 168
"""Room for the badge at the other end of the picture."""
_MOST = 6
"""More chips would hide the faces; the keys 1 to 9 reach the others."""


class PersonChips(QWidget):
    """A row of chips at the top right of the picture; hidden while there are fewer than two faces.

    Its colours are those of the words on the picture, dark in both themes.
    """

    chosen = Signal(int)
    """The person to follow."""

    def __init__(self, over: PictureView) -> None:
        """Lie over the view, hidden."""
        super().__init__(over)
        self._over = over
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._buttons: dict[int, QPushButton] = {}
        self._shown: list[tuple[int, str | None]] = []
        self._placed_in = QRect()
        over.installEventFilter(self)
        self.hide()

    def show_faces(self, reading: FrameAnalysis | None, person: int) -> None:
        """Offer the faces of a reading; the person who is followed stays among them when lost from sight."""
        faces = reading.faces[:_MOST] if reading is not None else ()
        persons = [(face.person, face.label) for face in faces]
        if person and person not in dict(persons):
            persons.append((person, None))
        if persons != self._shown:
            self._shown = persons
            self._fill()
        if self._over.picture_area != self._placed_in:
            self._place()
        checked = self._buttons.get(person)
        if checked is not None and not checked.isChecked():
            checked.setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the right."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        wanted = [person for person, _ in self._shown]
        for person, button in list(self._buttons.items()):
            if person not in wanted:
                del self._buttons[person]
                self._group.removeButton(button)
                remove(self._row, [button])
        for place, (person, label) in enumerate(self._shown):
            button = self._buttons.get(person) or self._new(person)
            number, shows = person + 1, shown_name(label) if label else tr("not readable")
            button.setIcon(_dot(QColor(*(EMOTION_COLOURS[label] if label else QUIET))))
            button.setAccessibleName(tr("Follow face {number}: {shows}", number=number, shows=shows))
            button.setToolTip(
                tr("Follow face {number} (key {number})", number=number)
                if number <= 9
                else tr("Follow face {number}", number=number)
            )
            self._row.removeWidget(button)
            self._row.insertWidget(place, button)
        self.setVisible(len(self._shown) > 1)
        self._place()

    def _new(self, person: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("role", "chip")
        self._group.addButton(button, person)
        self._buttons[person] = button
        return button

    def _place(self) -> None:
        """At the right end of the picture; only the numbers where there is no room for the words."""
        area = self._placed_in = self._over.picture_area
        self._say(whole=True)
        if self._row.totalSizeHint().width() > area.width() - 2 * _MARGIN - _BADGE:
            self._say(whole=False)
        size = self._row.totalSizeHint()
        left = area.right() + 1 - _MARGIN - size.width()
        self.setGeometry(left, area.top() + _MARGIN, size.width(), size.height())

    def _say(self, whole: bool) -> None:
        for person, label in self._shown:
            shows = shown_name(label) if label else "?"
            self._buttons[person].setText(f"{person + 1} · {shows}" if whole else f"{person + 1}")
        self._row.invalidate()


def _dot(colour: QColor) -> QIcon:
    pixmap = QPixmap(20, 20)
    pixmap.fill(QColor("transparent"))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(QColor("transparent"))
    painter.drawEllipse(4, 4, 12, 12)
    painter.end()
    return QIcon(pixmap)
