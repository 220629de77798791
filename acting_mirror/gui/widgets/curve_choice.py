"""Which curves are shown, as a word with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.movement_words import shown_movement
from acting_mirror.core.movements import NAMES
from acting_mirror.gui.widgets.curve_sets import MOST, TITLES, Kind
from acting_mirror.gui.widgets.icons import icon


class CurveChoice(QPushButton):
    """Says which, and offers the others.

    Signals:
        wanted: A `Kind`, and the stored names of the movements to show, a tuple.

    Attributes:
        movements: Those to show where movements are wanted.
    """

    wanted = Signal(str, tuple)

    def __init__(self) -> None:
        """Start without a word."""
        super().__init__()
        self._kind: Kind = "emotions"
        self.movements: tuple[str, ...] = ()
        self.setProperty("role", "link")
        self.setStyleSheet("font-size: 12px;")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign follows the word
        self.setToolTip(tr("Choose the curves: emotions, movements, or head and eyes"))
        self.setAccessibleName(tr("Curves"))
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._paint_sign()

    def show_choice(self, kind: Kind, movements: Sequence[str]) -> None:
        """Say what is shown."""
        self._kind, self.movements = kind, tuple(name for name in movements if name in NAMES)
        self.setText(tr(TITLES[kind]))
        self.setAccessibleDescription(self.text())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sign in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def _fill(self) -> None:
        menu, group = self.menu(), QActionGroup(self)
        menu.clear()
        for kind, title in TITLES.items():
            action = menu.addAction(tr(title))
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            group.addAction(action)
            action.triggered.connect(lambda _, kind=kind: self.wanted.emit(kind, self.movements))
        menu.addSeparator()
        menu.addAction(tr_count("{count} movement at most", "{count} movements at most", MOST)).setEnabled(False)
        for name in NAMES:
            action = menu.addAction(shown_movement(name))
            action.setCheckable(True)
            action.setChecked(name in self.movements)
            action.triggered.connect(lambda on, name=name: self._choose(name, on))

    def _choose(self, name: str, on: bool) -> None:
        """One more, for which the one that was chosen first makes room, or one fewer, but for the last."""
        others = tuple(each for each in self.movements if each != name)
        chosen = (*others, name)[-MOST:] if on else others or (name,)
        self.wanted.emit("movements", chosen)

    def _paint_sign(self) -> None:
        self.setIcon(icon("chevron_down", self.palette()))
