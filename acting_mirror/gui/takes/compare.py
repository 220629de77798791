"""Two takes beside each other: pictures, lines, curves over each other, and how it went over the weeks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

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

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import ListedTake, Take
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.takes.aligned import Aligned, Span
from acting_mirror.gui.takes.bar import TakesBar
from acting_mirror.gui.takes.line_curves import LineCurves
from acting_mirror.gui.takes.line_table import LineTable
from acting_mirror.gui.takes.progress_chart import ProgressChart
from acting_mirror.gui.takes.side import Side
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.gui.takes.view import TakesView
from acting_mirror.gui.takes.voices import Voices
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.tab import Tab
from acting_mirror.record.take_store import OpenedTake
from acting_mirror.rehearsal.comparison import Pair, best_of, opponents, paired

_NARROW: Final = 1100
_LOW: Final = 640
_BELOW, _LOW_BELOW = 268, 200
_NO_LINES: Final = marked("These takes share no lines: both play from the start.")
_NO_TARGET: Final = marked("This line has no target, so there is nothing to compare.")
_LEGEND: Final = marked("left \N{HORIZONTAL BAR}   right - -")


class Compare(TakesView):
    """Plays two takes line by line.

    Attributes:
        sides: The left and the right one.
        aligned: Plays them line by line.
    """

    def __init__(self, actions: TakeActions, messages: Messages, page: QWidget) -> None:
        """Show no takes yet."""
        super().__init__()
        self._actions, self._messages, self._page = actions, messages, page
        self.sides = (
            Side(tr("Left take"), tr("Hear the left take"), messages, page),
            Side(tr("Right take"), tr("Hear the right take"), messages, page),
        )
        self.aligned = Aligned(self)
        self.table, self.curves, self.progress = LineTable(), LineCurves(), ProgressChart()
        self._voices = Voices(actions, self)
        self._pairs: Sequence[Pair] = ()
        self._all: Sequence[Take] = ()
        self._none, self._words = label(tr(_NO_LINES), "quiet"), label("", "quiet")
        self._lay_out()
        self._connect()
        self._hear(0)

    def begin(self, folders: Sequence[Path], begun: Callable[[], None]) -> None:
        """Compare the takes in two folders; of one, it and the best other one of its script.

        Args:
            folders: Theirs.
            begun: Called when it is clear which two are compared, and they are being opened.
        """
        self._actions.find_all(lambda takes: self._begin(takes, folders, begun))

    @property
    def looked_at(self) -> list[Path]:
        """The folders of both takes."""
        return [side.take.folder for side in self.sides if side.take is not None]

    def show_buttons(self, bar: TakesBar) -> None:
        """Offer what can be done with two takes."""
        bar.show_compare(self.aligned.playing)

    def leave(self) -> None:
        """Pause."""
        self.aligned.pause()

    def let_go(self) -> None:
        """Let go of the takes."""
        self.aligned.set_players((None, None), ())
        for side in self.sides:
            side.let_go()

    # What the user does

    def toggle(self) -> None:
        """Play both, or pause."""
        self.aligned.toggle()

    def step(self, pictures: int) -> None:
        """Pause, and go on or back by pictures in both."""
        self.aligned.pause()
        for player in filter(None, self._players):
            player.step(pictures)

    def step_line(self, count: int) -> None:
        """Go on or back by lines."""
        self.aligned.go_to(self.aligned.row + count)

    # What time brings

    def show_picture(self) -> None:
        """Show both pictures of this moment."""
        for side in self.sides:
            side.view.refresh()
        self.aligned.look()

    def show_panels(self) -> None:
        """Renew the play-heads."""
        if self._pairs and self.curves.isVisible():
            pair = self._pairs[self.aligned.row]
            starts = zip(self._players, (pair.left.start_s, pair.right.start_s), strict=True)
            self.curves.show_heads(*(player.now_s() - start_s if player else None for player, start_s in starts))

    # What becomes of it

    @property
    def _players(self) -> tuple[ClipPlayer | None, ClipPlayer | None]:
        return self.sides[0].view.player, self.sides[1].view.player

    def _begin(self, takes: Sequence[ListedTake], folders: Sequence[Path], begun: Callable[[], None]) -> None:
        two = opponents(takes, folders)
        if isinstance(two, str):
            self._messages.tell(two, on=self._page)
            return
        self.let_go()
        for side, take in zip(self.sides, (two.left, two.right), strict=True):
            side.show_choices(two.same, take.folder)
            self._open(side, take.folder)
        self.progress.show_takes(two.alike, [two.left.folder, two.right.folder])
        self._actions.open_facts(two.same, self._show_all)
        begun()

    def _open(self, side: Side, folder: Path) -> None:
        self._actions.open(folder, lambda opened: self._show_take(side, opened))

    def _show_take(self, side: Side, opened: OpenedTake) -> None:
        self.aligned.pause()
        side.show_take(opened)
        self._pair()

    def _show_all(self, takes: Sequence[Take]) -> None:
        """Look among all takes of the script for the best of each line."""
        self._all = takes
        self._show_table()

    def _pair(self) -> None:
        """Find the lines that both have, as soon as both are there."""
        left, right = (side.take for side in self.sides)
        if left is None or right is None:
            return
        self._pairs = paired(left.facts, right.facts)
        self._voices.look([left, right])
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
        self.aligned.set_players(self._players, spans or [(left, right)])

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
        self._words.setText(tr(_LEGEND if self.curves.curves else _NO_TARGET))

    def _show_voices(self) -> None:
        """Say how the line of now was spoken in both."""
        pair = self._pairs[self.aligned.row] if self.aligned.row < len(self._pairs) else None
        for number, side in enumerate(self.sides):
            line = (pair.left, pair.right)[number] if pair is not None else None
            take = side.take
            side.show_voice(self._voices.words(take.folder, line) if take is not None and line is not None else "")

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
            side.chosen.connect(lambda folder, side=side: self._open(side, folder))
            side.hear_wanted.connect(lambda number=number: self._hear(number))
            side.view.lost.connect(self._align)
        self.aligned.moved.connect(self._show_line)
        self.aligned.moved.connect(self._show_voices)
        self._voices.changed.connect(self._show_voices)
        self.aligned.changed.connect(self.changed)
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
        tabs = ((tr("This line"), self.curves), (tr("Over the weeks"), self.progress))
        for number, (words, widget) in enumerate(tabs):
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
