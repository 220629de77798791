"""Whom the panels follow, when there are several faces."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import TrackedFace
from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.gui.theme import emotion_colour

_MARGIN = 16
_MOST = 6
"""More chips would hide the faces; the keys 0 to 9 reach the others."""


class PersonChips(QWidget):
    """A row of chips at the top right of another widget; hidden while there are fewer than two faces."""

    chosen = Signal(int)
    """The person to follow."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget, hidden."""
        super().__init__(over)
        self._over = over
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._buttons: dict[int, QPushButton] = {}
        self._shown: list[tuple[int, str | None]] = []
        over.installEventFilter(self)
        self.hide()

    def show_faces(self, reading: FrameAnalysis | None, person: int) -> None:
        """Offer the faces of a reading; the person who is followed stays among them when lost from sight."""
        faces = list(reading.faces[:_MOST]) if reading is not None else []
        persons = [(face.person, face.label) for face in faces]
        if person and person not in dict(persons):
            persons.append((person, None))
        if persons != self._shown:
            self._shown = persons
            self._fill(faces)
        checked = self._buttons.get(person)
        if checked is not None and not checked.isChecked():
            checked.setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the right."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _fill(self, faces: list[TrackedFace]) -> None:
        wanted = [person for person, _ in self._shown]
        for person, button in list(self._buttons.items()):
            if person not in wanted:
                del self._buttons[person]
                self._group.removeButton(button)
                self._row.removeWidget(button)
                button.hide()  # it is deleted only later
                button.deleteLater()
        for place, (person, label) in enumerate(self._shown):
            button = self._buttons.get(person) or self._new(person)
            words = "largest" if person == 0 else f"face {person}"
            shows = SHOWN_NAMES[label] if label else "not readable"
            button.setText(f"{person} · {SHOWN_NAMES[label] if label else '?'}")
            button.setIcon(_dot(emotion_colour(label, self.palette())))
            button.setAccessibleName(f"Follow the {words}: {shows}")
            button.setToolTip(f"The panels follow the {words} (key {person})" if person < 10 else "Follow this face")
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
        size = self._row.totalSizeHint()
        self.setGeometry(self._over.width() - size.width() - _MARGIN, _MARGIN, size.width(), size.height())


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
