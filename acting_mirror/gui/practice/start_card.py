"""What is to be practised, and how it went so far: the card between rounds."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.practice.chart import PracticeChart
from acting_mirror.gui.practice.emotion_choice import EmotionChoice
from acting_mirror.gui.practice.words import FIRST_TIME, last_words, level_words, profile_words
from acting_mirror.gui.widgets.form import button, label
from acting_mirror.gui.widgets.tab import Tab
from acting_mirror.rehearsal.practice_plan import LEVELS

_VIEWS: Final = (
    (marked("Points"), marked("How well each emotion went")),
    (marked("Seconds"), marked("How long each took until it first showed")),
)


class StartCard(QFrame):
    """Buttons and words; whoever owns it connects them.

    Attributes:
        choice: The emotions.
        levels: A button for each level.
        calibrate: Asks for the calibration.
        chart: The progress.
    """

    level_chosen = Signal(int)
    """The level from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out for the first time."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.choice, self.chart = EmotionChoice(), PracticeChart()
        self.calibrate = button(tr("Calibrate…"), tr("Measure your own face at rest and at its strongest"), "link")
        self._words, self._level_words, self._profile = label(""), label("", "small"), label("", "small")
        self._profile.setWordWrap(False)
        self._level_group, self._view_group = QButtonGroup(self), QButtonGroup(self)
        self.levels = [
            _tab(str(level), tr("Level {number} (← →)", number=level)) for level in range(1, len(LEVELS) + 1)
        ]
        self._views = [_tab(tr(words), tr(tip)) for words, tip in _VIEWS]
        for group, tabs in ((self._level_group, self.levels), (self._view_group, self._views)):
            for number, tab in enumerate(tabs):
                group.addButton(tab, number)
        self._views[0].setChecked(True)
        self._rounds: Sequence[RoundResult] = ()
        self._level_group.idClicked.connect(lambda number: self.level_chosen.emit(number + 1))
        self._view_group.idClicked.connect(self._show_chart)
        self._lay_out()
        self.show_rounds(())

    @property
    def words(self) -> str:
        """The sentence below the heading."""
        return self._words.text()

    def show_settings(self, emotions: tuple[str, ...], level: int) -> None:
        """Show what is practised from now on."""
        self.choice.show_chosen(emotions)
        self.levels[level - 1].setChecked(True)
        self._level_words.setText(level_words(level))
        self._show_chart()

    def show_profile(self, profile: str) -> None:
        """Say whose strengths count; "" for no profile."""
        self._profile.setText(profile_words(profile))

    def show_rounds(self, rounds: Sequence[RoundResult]) -> None:
        """Show how it went so far; what practice is, before the first round."""
        self._rounds = rounds
        self._words.setText(last_words(rounds[-1]) if rounds else tr(FIRST_TIME))
        self._progress.setVisible(bool(rounds))
        self._show_chart()

    def _show_chart(self) -> None:
        self.chart.show_rounds(self._rounds, self.choice.chosen, self._views[1].isChecked())

    def _lay_out(self) -> None:
        self._progress = QWidget()
        below = QVBoxLayout(self._progress)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addLayout(_row(label(tr("YOUR PROGRESS"), "caption"), None, *self._views))
        below.addWidget(self.chart, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Show it, hold it, go on"), "heading"))
        column.addWidget(self._words)
        column.addSpacing(4)
        column.addWidget(self.choice)
        column.addLayout(_row(label(tr("LEVEL"), "caption"), *self.levels, None))
        column.addWidget(self._level_words)
        column.addLayout(_row(self._profile, self.calibrate, None))
        column.addSpacing(4)
        column.addWidget(self._progress, 1)
        column.addStretch(0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _tab(words: str, tip: str) -> QPushButton:
    tab = Tab(words)
    tab.setToolTip(tip)
    tab.setAccessibleName(tip)
    return tab


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Beside each other; None is the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row
