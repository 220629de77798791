"""Where a clip stands: a slider, the time, single pictures, how fast."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.session import SPEEDS
from acting_mirror.gui.widgets.icons import icon
from acting_mirror.report.moments import in_minutes

_STEPS_A_SECOND = 100


class Transport(QWidget):
    """Under the picture of a clip."""

    sought = Signal(float)
    """Seconds to go to."""
    stepped = Signal(int)
    """Pictures to step: 1 or -1."""
    speed_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stand at the start of nothing."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._back = self._button("step_back", tr("One picture back"), tr("One picture back (left arrow)"), -1)
        self._forward = self._button("step_forward", tr("One picture on"), tr("One picture on (right arrow)"), 1)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Place in the clip"))
        self.slider.setToolTip(tr("Drag to look through the clip"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.sliderMoved.connect(lambda value: self.sought.emit(value / _STEPS_A_SECOND))
        self.slider.actionTriggered.connect(self._on_action)
        self._time = QLabel()
        self._time.setProperty("role", "small")
        self.speed = QComboBox()
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("How fast the clip plays"))
        for speed in SPEEDS:
            self.speed.addItem(tr("{speed:g} x", speed=speed), speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.activated.connect(lambda index: self.speed_chosen.emit(SPEEDS[index]))
        for widget in (self._back, self._forward):
            row.addWidget(widget)
        row.addWidget(self.slider, 1)
        row.addWidget(self._time)
        row.addWidget(self.speed)

    def show_time(self, now_s: float, length_s: float | None) -> None:
        """Say where the clip stands."""
        self.slider.setMaximum(round((length_s or 0.0) * _STEPS_A_SECOND))
        if not self.slider.isSliderDown():
            self.slider.setValue(round(now_s * _STEPS_A_SECOND))
        words = f"{in_minutes(now_s)} / {in_minutes(length_s)}" if length_s else in_minutes(now_s)
        if words != self._time.text():
            self._time.setText(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh_icons()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self._back.setIcon(icon("step_back", self.palette()))
        self._forward.setIcon(icon("step_forward", self.palette()))

    def _button(self, sign: str, name: str, tip: str, pictures: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setIcon(icon(sign, self.palette()))
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.stepped.emit(pictures))
        return button

    def _on_action(self, _: int) -> None:
        """A click beside the handle, or a key; dragging is told by `sliderMoved`."""
        if not self.slider.isSliderDown():
            self.sought.emit(self.slider.sliderPosition() / _STEPS_A_SECOND)
