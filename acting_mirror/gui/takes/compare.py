"""Two takes beside each other: pictures, lines, curves over each other, and how it went over the weeks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.take import ListedTake, Take
from acting_mirror.gui.takes.aligned import Aligned, Span
from acting_mirror.gui.takes.desk import Opened
from acting_mirror.gui.takes.line_curves import LineCurves
from acting_mirror.gui.takes.line_table import LineTable
from acting_mirror.gui.takes.progress_chart import ProgressChart
from acting_mirror.gui.takes.side import Side
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.tab import Tab
from acting_mirror.rehearsal.comparison import Pair, best_of, paired

_NARROW: Final = 1100
_LOW: Final = 640
_BELOW, _LOW_BELOW = 268, 200
_NO_LINES: Final = "These takes have no line in common: both play from their starts."
_NOTHING_WANTED: Final = "Nothing was wanted in this line, so there is nothing to compare."
_LEGEND: Final = "left \N{HORIZONTAL BAR}   right - -"


class Compare(QWidget):
    """Shows two takes; its page opens them.

    Attributes:
        sides: The left and the right one.
        aligned: Plays them line by line.
    """

    wanted = Signal(int, object)
    """Another take is wanted on a side, 0 or 1: its folder."""
    problem = Signal(str)
    """A sentence for the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no takes yet."""
        super().__init__(parent)
        self.sides = (Side("Left"), Side("Right"))
        self.aligned = Aligned(self)
        self.table, self.curves, self.progress = LineTable(), LineCurves(), ProgressChart()
        self._pairs: Sequence[Pair] = ()
        self._all: Sequence[Take] = ()
        self._none, self._words = label(_NO_LINES, "quiet"), label("", "quiet")
        self._lay_out()
        self._connect()
        self._hear(0)

    # What the page tells

    @property
    def folders(self) -> list[Path]:
        """Those of the two takes, as far as they are open."""
        return [side.take.folder for side in self.sides if side.take is not None]

    def offer(self, takes: Sequence[ListedTake], folders: Sequence[Path]) -> None:
        """Offer takes of a script, and show which two are chosen."""
        for side, folder in zip(self.sides, folders, strict=True):
            side.show_choices(takes, folder)
        self.progress.show_takes(takes, folders)

    def show_take(self, side: int, opened: Opened) -> None:
        """Show a take on a side, 0 or 1."""
        self.aligned.pause()
        self.sides[side].show_take(opened)
        self._pair()

    def show_all(self, takes: Sequence[Take]) -> None:
        """Take all takes of the script, among which the best of each line is looked for."""
        self._all = takes
        self._show_table()

    def close_players(self) -> None:
        """Let go of the takes' files, and of the takes."""
        self.aligned.attend((None, None), ())
        for side in self.sides:
            side.close_player()
            side.take = None

    # What the user does

    def toggle(self) -> None:
        """Play both, or pause."""
        self.aligned.toggle()

    def step(self, pictures: int) -> None:
        """Pause, and go on or back by pictures in both."""
        self.aligned.pause()
        for side in self.sides:
            if side.player is not None:
                side.player.step(pictures)

    def step_line(self, count: int) -> None:
        """Go on or back by lines."""
        self.aligned.go_to(self.aligned.row + count)

    # What time brings

    def show_pictures(self) -> None:
        """Show the pictures of this moment; to be called often."""
        for side in self.sides:
            side.show_picture()
        self.aligned.look()

    def show_panels(self) -> None:
        """Renew the play-heads; to be called ten times a second."""
        if self._pairs and self.curves.isVisible():
            pair = self._pairs[self.aligned.row]
            starts = zip(self.sides, (pair.left.start_s, pair.right.start_s), strict=True)
            heads = [side.player.now_s() - start_s if side.player else None for side, start_s in starts]
            self.curves.show_heads(*heads)

    # What becomes of it

    def _pair(self) -> None:
        """Find the lines that both have, as soon as both are there."""
        left, right = (side.take for side in self.sides)
        if left is None or right is None:
            return
        self._pairs = paired(left.facts, right.facts)
        self._none.setVisible(not self._pairs)
        self.table.setVisible(bool(self._pairs))
        self._show_table()
        self._align()

    def _align(self) -> None:
        """Lead the players that there are through the lines."""
        if any(side.take is None for side in self.sides):
            return
        spans: list[tuple[Span, Span]] = [
            ((pair.left.start_s, pair.left.end_s), (pair.right.start_s, pair.right.end_s)) for pair in self._pairs
        ]
        left, right = ((0.0, side.take.facts.length_s if side.take else 0.0) for side in self.sides)
        self.aligned.attend((self.sides[0].player, self.sides[1].player), spans or [(left, right)])

    def _show_table(self) -> None:
        self.table.show_pairs(self._pairs, lambda line: best_of(line, self._all))

    def _show_line(self, row: int) -> None:
        if not self._pairs:
            self.curves.show_line()
            self._words.setText("")
            return
        self.table.show_current(row)
        pair = self._pairs[row]
        parts = zip((pair.left, pair.right), (side.timeline for side in self.sides), strict=True)
        self.curves.show_line(*parts)
        self._words.setText(_LEGEND if self.curves.curves else _NOTHING_WANTED)

    def _hear(self, heard: int) -> None:
        for number, side in enumerate(self.sides):
            side.set_heard(number == heard)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        self.table.narrow(self.width() < _NARROW)
        for card in self._cards:
            card.setFixedHeight(_BELOW if self.height() >= _LOW else _LOW_BELOW)
        super().resizeEvent(event)

    def _connect(self) -> None:
        for number, side in enumerate(self.sides):
            side.chosen.connect(lambda folder, number=number: self.wanted.emit(number, folder))
            side.hear_wanted.connect(lambda number=number: self._hear(number))
            side.lost.connect(self._align)
            side.problem.connect(self.problem)
        self.aligned.moved.connect(self._show_line)
        self.table.chosen.connect(lambda row: self.aligned.go_to(row, play=True))

    def _lay_out(self) -> None:
        lines, charts = QFrame(), QFrame()
        self._cards = (lines, charts)
        for card in self._cards:
            card.setProperty("role", "card")
        column = QVBoxLayout(lines)
        column.setContentsMargins(12, 8, 8, 8)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        self._none.hide()
        self._tabs = QButtonGroup(self)
        stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, (words, widget) in enumerate((("This line", self.curves), ("Over the weeks", self.progress))):
            tab = Tab(words)
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
            stack.addWidget(widget)
        self._tabs.button(0).setChecked(True)
        self._tabs.idClicked.connect(stack.setCurrentIndex)
        self._tabs.idClicked.connect(lambda number: self._words.setVisible(number == 0))
        row.addStretch(1)
        column = QVBoxLayout(charts)
        column.setContentsMargins(12, 8, 14, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(stack, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(16)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(lines, 5)
        below.addWidget(charts, 3)
        grid.addWidget(self.sides[0], 0, 0)
        grid.addWidget(self.sides[1], 0, 1)
        grid.addLayout(below, 1, 0, 1, 2)
        for number in range(2):
            grid.setColumnStretch(number, 1)
        grid.setRowStretch(0, 1)
