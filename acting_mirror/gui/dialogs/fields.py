"""Controls of single settings: each shows its setting, and changes it at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QSlider, QSpinBox

from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import OneOf, Seconds
from acting_mirror.settings.schema import Settings, range_of

BY: Final = " × "  # noqa: RUF001 - the sign of a size
_WHOLE: Final = 100


class Fields(QObject):
    """Makes the controls, and keeps them and the settings alike.

    Attributes:
        settings: As they are now.
    """

    changed = Signal(object)
    """The new `Settings`, the moment anything is changed."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        """Begin with some settings; `show` fills the controls."""
        super().__init__(parent)
        self.settings = settings
        self._fills: list[Callable[[], None]] = []
        self._filling = False

    def show(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere, without telling it."""
        self.settings = settings
        self._filling = True
        for fill in self._fills:
            fill()
        self._filling = False

    def on_show(self, fill: Callable[[], None]) -> None:
        """Call something whenever settings are shown."""
        self._fills.append(fill)

    def change(self, part: str, **values: Any) -> None:  # noqa: ANN401 - of the fields
        """Change some settings of a part, unless they are only being shown."""
        if not self._filling and any(value != self._value(part, name) for name, value in values.items()):
            changed: Any = replace(getattr(self.settings, part), **values)
            self.settings = replace(self.settings, **{part: changed})
            self.changed.emit(self.settings)

    def combo(self, part: str, name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
        """A choice between titles that stand for values."""
        combo, values = QComboBox(), [value for _, value in choices]
        combo.addItems([title for title, _ in choices])

        def fill() -> None:
            value = self._value(part, name)
            if value not in values:  # written into the file by hand, or a model given by its folder
                values.append(value)
                combo.addItem(BY.join(map(str, value)) if isinstance(value, tuple) else str(value))
            combo.setCurrentIndex(values.index(value))

        self.on_show(fill)
        combo.currentIndexChanged.connect(lambda index: self.change(part, **{name: values[index]}))
        return combo

    def one_of(self, part: str, name: str, choices: Sequence[tuple[str, str, str]]) -> OneOf:
        """A choice between values with marked titles and lines."""
        made = OneOf([(value, tr(title), tr(line)) for value, title, line in choices])
        made.chosen.connect(lambda value: self.change(part, **{name: value}))
        self.on_show(lambda: made.choose(self._value(part, name)))
        return made

    def seconds(self, part: str, name: str) -> Seconds:
        """A time."""
        made = Seconds(*range_of(getattr(self.settings, part), name))
        made.changed.connect(lambda value: self.change(part, **{name: round(value, 2)}))
        self.on_show(lambda: made.set_value(self._value(part, name)))
        return made

    def check(self, part: str, name: str, words: str) -> QCheckBox:
        """Something that is so or not."""
        made = QCheckBox(words)
        made.setAccessibleName(words)
        made.toggled.connect(lambda on: self.change(part, **{name: on}))
        self.on_show(lambda: made.setChecked(self._value(part, name)))
        return made

    def number(self, part: str, name: str, words: str, step: int) -> QSpinBox:
        """A whole number; the words around it call it `{count}`."""
        low, high = range_of(getattr(self.settings, part), name)
        before, _, after = words.partition("{count}")
        made = QSpinBox(minimum=int(low), maximum=int(high), singleStep=step, prefix=before, suffix=after)
        made.setKeyboardTracking(False)  # half a number is no wish
        made.setMinimumWidth(150)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.valueChanged.connect(lambda value: self.change(part, **{name: value}))
        self.on_show(lambda: made.setValue(self._value(part, name)))
        return made

    def share(self, part: str, name: str) -> QSlider:
        """A share from 0 to 1."""
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(0, _WHOLE)
        made.valueChanged.connect(lambda value: self.change(part, **{name: value / _WHOLE}))
        self.on_show(lambda: made.setValue(round(_WHOLE * self._value(part, name))))
        return made

    def _value(self, part: str, name: str) -> Any:  # noqa: ANN401 - of the field
        return getattr(getattr(self.settings, part), name)
