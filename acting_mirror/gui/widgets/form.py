"""What the dialogs are built of: captions, labels, buttons, rows and fields."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import tr

_LABEL_WIDTH: Final = 170
_STEP_S: Final = 0.05
_INDENT: Final = 24
"""Of words under a choice, in pixels: where its own words begin."""


def label(words: str, role: str = "second") -> QLabel:
    """A label that breaks its lines, in one of the style sheet's roles."""
    made = QLabel(words)
    made.setProperty("role", role)
    made.setWordWrap(True)
    if role == "caption":
        font = made.font()
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        made.setFont(font)
    return made


def button(words: str, tip: str, role: str | None = None) -> QPushButton:
    """A button that is not pressed by Enter elsewhere in its dialog."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.setAccessibleName(words)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if role is not None:
        made.setProperty("role", role)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another of the style sheet's roles."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)  # or Qt goes on with the rules for the old role
        widget.style().polish(widget)


def remove(layout: QLayout, buttons: Iterable[QWidget]) -> None:
    """Take buttons out of a layout, and away."""
    for button in buttons:
        layout.removeWidget(button)
        button.hide()  # it is deleted only later
        button.deleteLater()


def page_of(cards: Sequence[QWidget]) -> QScrollArea:
    """Cards one below the other, which scroll where the room is short."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def footer(note: QLabel, *buttons: QPushButton) -> QFrame:
    """The bar below a page: a line of words and buttons, of which the last one closes."""
    bar = QFrame()
    bar.setProperty("role", "bar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(16 if len(buttons) == 1 else 8)
    row.addWidget(note, 1)
    for each in buttons:
        row.addWidget(each)
    return bar


def grow(window: QWidget) -> None:
    """Make a window high enough for words that became longer; layouts alone do not, where lines are broken."""
    layout = window.layout()
    if layout is not None and layout.hasHeightForWidth():
        layout.activate()
        window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))


class Section(QFrame):
    """A card with a caption and rows of a label and a control."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make it, still without rows."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 14, 16, 16)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._caption = label(title.upper(), "caption")
        self._grid.addWidget(self._caption, 0, 0, 1, 2)

    def add_row(self, words: str, control: QWidget, tip: str) -> None:
        """Add a control with its label, which takes the keyboard's focus to it."""
        named = label(words)
        named.setBuddy(control.focusProxy() or control)
        for each in (control, *control.findChildren(QDoubleSpinBox), *control.findChildren(QSlider)):
            each.setAccessibleName(words)
            each.setToolTip(tip)
        row = self._grid.rowCount()
        if isinstance(control, OneOf):
            named.setContentsMargins(0, 3, 0, 0)  # on one line with its first choice
        side = Qt.AlignmentFlag.AlignTop if isinstance(control, OneOf) else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(named, row, 0, side)
        self._grid.addWidget(control, row, 1)

    def add_line(self, words: str) -> None:
        """Say one sentence on the control of the row above."""
        self._grid.addWidget(label(words, "small"), self._grid.rowCount(), 1)

    def add_wide(self, control: QWidget, tip: str = "") -> None:
        """Add something that needs no label or is one, over the whole width."""
        if tip:
            control.setToolTip(tip)
        self._grid.addWidget(control, self._grid.rowCount(), 0, 1, 2)

    def add_corner(self, control: QWidget) -> None:
        """Put something beside the caption, at the right."""
        self._grid.addWidget(self._caption, 0, 0)
        self._grid.addWidget(control, 0, 1, Qt.AlignmentFlag.AlignRight)


class OneOf(QWidget):
    """A choice between a few, each with a line on what it means."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """Make it of names, titles and lines."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        for name, title, line in choices:
            self._add(name, title, line)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def _add(self, name: str, title: str, line: str) -> None:
        radio = self.buttons[name] = QRadioButton(title)
        radio.setToolTip(line)
        radio.setAccessibleDescription(line)
        radio.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(radio)
        words = label(line, "small")
        words.setIndent(_INDENT)
        self._column.addWidget(radio)
        self._column.addWidget(words)

    def add_below(self, widget: QWidget) -> None:
        """Add something under the last choice."""
        row = QHBoxLayout()
        row.setContentsMargins(_INDENT - 3, 0, 0, 0)  # a link has its own small margin
        row.addWidget(widget)
        row.addStretch(1)
        self._column.addLayout(row)

    def choose(self, name: str) -> None:
        """Show a choice as made, without telling it."""
        self.buttons[name].setChecked(True)


class Seconds(QWidget):
    """A time in seconds: a slider for the hand, a field for the exact value."""

    changed = Signal(float)

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        """Make it for times from `low` to `high`."""
        super().__init__(parent)
        self.field = QDoubleSpinBox(decimals=2, minimum=low, maximum=high, singleStep=_STEP_S, suffix=tr(" s"))
        self.field.setKeyboardTracking(False)  # half a number is no wish
        self.field.setFixedWidth(84)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / _STEP_S), round(high / _STEP_S))
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the field
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.slider.valueChanged.connect(self._from_slider)
        self.field.valueChanged.connect(self._from_field)

    def set_value(self, seconds: float) -> None:
        """Show a time, and tell it when it is another."""
        self.field.setValue(seconds)

    def _from_slider(self, steps: int) -> None:
        if steps != round(self.field.value() / _STEP_S):  # else the slider only follows the field
            self.field.setValue(steps * _STEP_S)

    def _from_field(self, seconds: float) -> None:
        self.slider.setValue(round(seconds / _STEP_S))
        self.changed.emit(seconds)


class WheelToScroll(QObject):
    """Lets the wheel scroll the page: a value must not change because a pointer passed over it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Send the wheel on to the parent."""
        if isinstance(event, QWheelEvent):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
