"""A take, looked at again: its picture with its sound, its curves, its lines."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from acting_mirror.core.take import Marker, Take, weakest
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.takes.desk import Opened
from acting_mirror.gui.takes.mend_strip import MendStrip
from acting_mirror.gui.takes.review_card import ReviewCard
from acting_mirror.gui.takes.take_curves import TakeCurves
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import State, StateCard
from acting_mirror.gui.widgets.transport import Transport
from acting_mirror.record.take_store import Lack

_NARROW: Final = 1100
_LOW: Final = 700
_CURVES, _LOW_CURVES = 150, 116
_CARD, _NARROW_CARD = 400, 320
_LINE_S: Final = 0.05
"""A line that begins so soon is the line of now: a jump to its start may end on the picture before it."""
_MEND: Final = {Lack.END: "Finish it", Lack.READINGS: "Read it again"}


class Review(QWidget):
    """Plays one take; what changes it, its page does.

    Attributes:
        take: The take; None before the first.
        player: Plays it; None where its media is gone.
        card: Its lines, markers and notes.
    """

    edited_markers = Signal(object)
    """All `Marker`s as the user wants them."""
    problem = Signal(str)
    """A sentence for the user."""
    changed = Signal()
    """It plays, or plays no more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no take yet."""
        super().__init__(parent)
        self.take: Take | None = None
        self.player: ClipPlayer | None = None
        self._lacks: tuple[Lack, ...] = ()
        self._until_s: float | None = None
        self._row: int | None = None
        self.view, self.transport, self.strip = PictureView(), Transport(), MendStrip()
        self.state = StateCard(self.view)
        self.curves, self.card = TakeCurves(), ReviewCard()
        self._lay_out()
        self._connect()

    # What the page tells

    def show_take(self, opened: Opened) -> None:
        """Look at another take, from its start."""
        self.close_player()
        self.take, timeline, self._lacks = opened
        self._until_s = self._row = None
        self.card.show_take(self.take, anew=True)
        self.card.show_current(None)
        self.card.show_tab("Lines")
        self.curves.set_timeline(timeline, False, self.take.facts.length_s)
        self.curves.empty.setText("This take has no curves.")
        self.curves.show_marks(self.take.facts.lines, self.take.facts.markers, None)
        self._show_lacks()
        if Lack.MEDIA not in self._lacks and Lack.END not in self._lacks:
            self._open(self.take, timeline)
        self.refresh()

    def show_facts(self, take: Take) -> None:
        """The same take, with other facts."""
        self.take = take
        self.card.show_take(take, anew=False)
        self._row = None
        self.refresh()

    def close_player(self) -> None:
        """Let go of the take's files; its numbers stay."""
        player, self.player = self.player, None
        if player is not None:
            player.close()
            player.deleteLater()
        self.view.show_picture(None, None, False, 0)
        self.transport.setEnabled(False)

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture, or come back from that."""
        for each in (self.card, self.curves, self.transport):
            each.setVisible(not on)
        margin = 0 if on else 16
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._grid.setSpacing(margin)

    # What the user does

    @property
    def folder(self) -> Path:
        """That of the take."""
        assert self.take is not None
        return self.take.folder

    @property
    def has_scores(self) -> bool:
        """Whether there is a weakest line."""
        return self.take is not None and weakest(self.take.facts.lines) is not None

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self.player is not None and self.player.clock.playing

    @property
    def now_s(self) -> float:
        """Where it stands; 0 where there is nothing to play."""
        return self.player.now_s() if self.player is not None else 0.0

    def toggle(self) -> None:
        """Play, or pause."""
        self._until_s = None
        if self.player is not None:
            self.player.toggle()
        self.changed.emit()

    def pause(self) -> None:
        """Stand still."""
        if self.playing:
            self.toggle()

    def seek(self, t_s: float) -> None:
        """Go to a time."""
        self._until_s = None
        if self.player is not None:
            self.player.seek(t_s)
        self.show_panels()

    def step(self, pictures: int) -> None:
        """Go on or back by pictures."""
        self._until_s = None
        if self.player is not None:
            self.player.step(pictures)

    def step_line(self, count: int) -> None:
        """Go on or back by lines."""
        starts = [line.start_s for line in self.take.facts.lines] if self.take is not None else []
        now_s = self.now_s
        if count > 0:
            ahead = [row for row, start_s in enumerate(starts) if start_s > now_s + _LINE_S]
        else:
            ahead = [row for row, start_s in enumerate(starts) if start_s < now_s - 2 * _LINE_S][::-1]
        if ahead:
            self.seek(starts[ahead[0]])

    def play_line(self, row: int) -> None:
        """Go to a line and play it to its end."""
        if self.take is None:
            return
        line = self.take.facts.lines[row]
        self.seek(line.start_s)
        self._mark(row)
        self._until_s = line.end_s
        if self.player is not None and not self.playing:
            self.player.toggle()
        self.changed.emit()

    def play_weakest(self) -> None:
        """Go to the line with the lowest score, and play it."""
        if self.take is not None and (line := weakest(self.take.facts.lines)) is not None:
            self.card.show_tab("Lines")
            self.play_line(self.take.facts.lines.index(line))

    def add_marker(self) -> None:
        """Note something at this moment."""
        if self.take is not None:
            self.pause()
            self.card.show_tab("Markers")
            self.card.markers.add(self.now_s)

    # What time brings

    def show_picture(self) -> None:
        """Show the picture of this moment; to be called often."""
        if self.player is not None:
            frame = self.player.picture()
            if self._until_s is not None and self.player.now_s() >= self._until_s:
                self.pause()
            self.view.show_picture(frame, self.player.reading(), False, 0)

    def show_panels(self) -> None:
        """Renew times, curves and the line of now; to be called ten times a second."""
        if self.take is None:
            return
        now_s = self.now_s
        length_s = self.player.length_s if self.player is not None else None
        self.transport.show_time(now_s, length_s or self.take.facts.length_s)
        if self.player is not None:
            self._mark(self._row_at(now_s))
        self.curves.refresh(now_s)

    def refresh(self) -> None:
        """Renew all at once."""
        self.show_picture()
        self.show_panels()
        if self.take is not None:
            self.curves.show_marks(self.take.facts.lines, self.take.facts.markers, self._row)

    def _row_at(self, now_s: float) -> int | None:
        """The line of now; of one that was played to its end, still that one."""
        lines = self.take.facts.lines if self.take is not None else ()
        if self._row is not None and lines[self._row].start_s - _LINE_S <= now_s <= lines[self._row].end_s + _LINE_S:
            return self._row
        return next((row for row, line in enumerate(lines) if line.start_s - _LINE_S <= now_s < line.end_s), None)

    def _mark(self, row: int | None) -> None:
        if row != self._row and self.take is not None:
            self._row = row
            self.card.show_current(row)
            self.curves.show_marks(self.take.facts.lines, self.take.facts.markers, row)

    # What becomes of it

    def _open(self, take: Take, timeline: Timeline | None) -> None:
        self.player = player = ClipPlayer(take.media, take.facts.name, timeline, self)
        player.changed.connect(self.changed)
        player.opened.connect(self._on_opened)
        player.problem.connect(self.problem)
        player.failed.connect(lambda words: self._on_failed(player, words))
        self.state.show_state(State(f"Opening {take.facts.name}…", waiting=True))

    def _on_opened(self) -> None:
        self.state.show_state(None)
        self.transport.setEnabled(True)
        if self.player is not None:
            self.player.clock.set_speed(self.transport.speed.currentData())
        self.refresh()
        self.changed.emit()

    def _on_failed(self, player: ClipPlayer, words: str) -> None:
        if player is self.player:
            self.close_player()
            self.state.show_state(State("No picture", words))
            self.changed.emit()

    def _show_lacks(self) -> None:
        """Say what is missing, and offer to mend what can be."""
        mendable = next((lack for lack in self._lacks if lack in _MEND), None)
        if Lack.MEDIA in self._lacks:
            self.state.show_state(State("The recording is gone", str(Lack.MEDIA)))
            self.strip.hide()
        elif mendable is not None:
            self.strip.offer(str(mendable), _MEND[mendable])
            unfinished = State("Not finished yet", "Its picture can be watched when it is finished.")
            self.state.show_state(unfinished if mendable is Lack.END else None)
        else:
            self.state.show_state(None)
            self.strip.hide()

    def _on_markers(self, markers: tuple[Marker, ...]) -> None:
        if self.take is not None:
            self.curves.show_marks(self.take.facts.lines, markers, self._row)
            self.edited_markers.emit(markers)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        narrow = self.width() < _NARROW
        self.curves.set_legend_visible(not narrow)
        self.curves.setFixedHeight(_CURVES if self.height() >= _LOW - 60 else _LOW_CURVES)
        self.card.setFixedWidth(_NARROW_CARD if narrow else _CARD)
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.transport.sought.connect(self.seek)
        self.transport.stepped.connect(self.step)
        self.transport.speed_chosen.connect(
            lambda speed: self.player.clock.set_speed(speed) if self.player is not None else None
        )
        self.curves.seek.connect(self.seek)
        self.card.lines.chosen.connect(self.play_line)
        self.card.markers.sought.connect(self.seek)
        self.card.markers.edited.connect(self._on_markers)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.view, self.strip, self.transport):
            left.addWidget(widget, 1 if widget is self.view else 0)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(16)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self.card, 0, 1)
        grid.addWidget(self.curves, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)
