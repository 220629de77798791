"""A take, looked at again: its picture with its sound, its curves, its lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake, Marker, Take, listed, weakest
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.takes.bar import TakesBar
from acting_mirror.gui.takes.mend_strip import MendStrip
from acting_mirror.gui.takes.review_card import ReviewCard
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.gui.takes.take_curves import TakeCurves
from acting_mirror.gui.takes.take_picture import TakePicture
from acting_mirror.gui.takes.view import TakesView
from acting_mirror.gui.takes.voices import Voices
from acting_mirror.gui.widgets.curves_splitter import CurvesSplitter
from acting_mirror.gui.widgets.state_card import State
from acting_mirror.gui.widgets.transport import Transport
from acting_mirror.record.take_store import Lack, OpenedTake

_NARROW: Final = 1100
_WITH_CURVES: Final = 410
"""Pixels of height below which only the picture and the lines have room."""
_CURVES: Final = 150
"""Pixels; the lines and the markers above them need some."""
_EDGE: Final = 16
_LINE_S: Final = 0.05
"""A line that begins so soon is the line of now: a jump to its start may end on the picture before it."""


class Review(TakesView):
    """Plays one take, and keeps what is written about it.

    Attributes:
        take: The take; None before the first.
        view: Plays it.
        card: Its lines, markers and notes.
        strip: Mends it.
        split: Lets the curves be dragged larger.
    """

    def __init__(self, actions: TakeActions, messages: Messages, page: QWidget) -> None:
        """Show no take yet."""
        super().__init__()
        self._actions, self._messages, self._page = actions, messages, page
        self.take: Take | None = None
        self._until_s: float | None = None
        self._row: int | None = None
        self.view = self.first_focus = TakePicture(messages, page)
        self.transport, self.strip = Transport(), MendStrip(actions)
        self.curves, self.card = TakeCurves(), ReviewCard()
        self._voices = Voices(actions, self)
        self._lay_out()
        self._connect()

    def open(self, folder: Path, opened: Callable[[], None], play: bool = False) -> None:
        """Look at another take, from its start, as soon as it is read.

        Args:
            folder: Its folder.
            opened: Called then.
            play: Whether to play it at once.
        """
        self.card.flush()  # it may be the same one, with notes that are not written yet

        def show(take: OpenedTake) -> None:
            self._show_take(take)
            opened()
            if play and self.player is not None:
                self.player.opened.connect(self.toggle)

        self._actions.open(folder, show)

    @property
    def chosen(self) -> list[ListedTake]:
        """The take."""
        return [listed(self.take)] if self.take is not None else []

    @property
    def looked_at(self) -> list[Path]:
        """The folder of the take."""
        return [self.take.folder] if self.take is not None else []

    def show_buttons(self, bar: TakesBar) -> None:
        """Offer what can be done with the take."""
        has_scores = self.take is not None and weakest(self.take.facts.said_last) is not None
        bar.show_review(self.only, self.player is not None, has_scores, self.playing)

    # What becomes of it

    def enter(self) -> bool:
        """Notice that its folder is gone."""
        if self.take is None or self.take.folder.exists():
            return True
        words = tr("The folder of {name} is gone: look in the bin.", name=self.take.facts.name)
        self._messages.tell(words, on=self._page)
        return False

    def leave(self) -> None:
        """Pause, and keep what was written."""
        self.card.flush()
        self.pause()

    def let_go(self) -> None:
        """Let go of the take's files, when what was written is kept; its numbers stay."""
        self.card.flush()
        self._close_player()

    def give_up(self) -> None:
        """Leave the take as it is, if it is being mended."""
        self.strip.cancel()

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture, or come back from that."""
        self._full_screen = on
        for each in (self.card, self.transport):
            each.setVisible(not on)
        self._show_curves()
        edge = 0 if on else _EDGE
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._beside.setSpacing(edge)
        self.split.setHandleWidth(edge)

    def _show_curves(self) -> None:
        self.curves.setVisible(not self._full_screen and self.height() >= _WITH_CURVES)

    # What the user does

    @property
    def folder(self) -> Path:
        """That of the take."""
        assert self.take is not None
        return self.take.folder

    @property
    def player(self) -> ClipPlayer | None:
        """Plays the take; None where there is nothing to play."""
        return self.view.player

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

    def skip(self, seconds: float) -> None:
        """Go on or back by seconds."""
        self.seek(self.now_s + seconds)

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
        if self.take is not None and (line := weakest(self.take.facts.said_last)) is not None:
            self.card.show_tab("Lines")
            self.play_line(self.take.facts.lines.index(line))

    def add_marker(self) -> None:
        """Note something at this moment."""
        if self.take is not None:
            self.pause()
            self.card.show_tab("Markers")
            self.card.markers.add(self.now_s)

    def rename(self) -> None:
        """Let the take be given another name."""
        self.card.name.setFocus()

    # What time brings

    def show_picture(self) -> None:
        """Show the picture of this moment, and pause after a line that was to be played."""
        self.view.refresh()
        until_s = self._until_s
        if until_s is not None and self.now_s >= until_s:
            self.pause()
            self.seek(until_s)  # so that it is still the line of now, with what is said of it

    def show_panels(self) -> None:
        """Renew times, curves and the line of now, where they are shown."""
        if self.take is None or self._full_screen:
            return
        now_s = self.now_s
        length_s = self.player.length_s if self.player is not None else None
        self.transport.show_time(now_s, length_s or self.take.facts.length_s)
        if self.player is not None:
            self._mark(self._row_at(now_s))
        self.curves.refresh(now_s)

    def _refresh(self) -> None:
        """Renew all at once."""
        self.show_picture()
        self.show_panels()
        if self.take is not None:
            self.curves.show_marks(self.take.facts, self.take.facts.markers, self._row)

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
            self._show_voice()
            self.curves.show_marks(self.take.facts, self.take.facts.markers, row)

    # What is shown

    def _show_take(self, opened: OpenedTake) -> None:
        self.strip.cancel()
        self._close_player()
        self.take = take = opened.take
        self._until_s = self._row = None
        self.card.show_take(take, anew=True)
        self.card.show_current(None)
        self._voices.look([take])
        self._show_voice()
        self.card.show_tab("Lines")
        self.curves.set_timeline(opened.timeline, False, take.facts.length_s)
        self.curves.empty.setText(tr("This take has no curves."))
        self.strip.show_take(opened)
        if opened.playable:
            self.view.open(opened)
        elif Lack.MEDIA in opened.lacks:
            self.view.state.show_state(State(tr("The recording is gone"), tr(Lack.MEDIA)))
        else:
            words = tr("You can watch it once it is finished.")
            self.view.state.show_state(State(tr("Not finished yet"), words))
        self._refresh()
        self.changed.emit()

    def _show_voice(self) -> None:
        """Say how the line of now was spoken."""
        line = self.take.facts.lines[self._row] if self.take is not None and self._row is not None else None
        self.curves.show_voice(self._voices.words(self.folder, line) if line is not None else "")

    def _close_player(self) -> None:
        self.view.let_go()
        self.transport.setEnabled(False)

    def _on_opened(self) -> None:
        self.transport.setEnabled(True)
        if self.player is not None:
            self.player.clock.set_speed(self.transport.speed.currentData())
        self._refresh()
        self.changed.emit()

    def _on_lost(self) -> None:
        self.transport.setEnabled(False)
        self.changed.emit()

    # What is changed

    def _on_changed(self, take: Take) -> None:
        """The take may have other facts."""
        if self._has(take.folder):
            self.take = take
            self.card.show_take(take, anew=False)
            self._row = None
            self._refresh()
            self.changed.emit()

    def _has(self, folder: Path) -> bool:
        return self.take is not None and self.folder == folder

    def _note(self, take: ListedTake, notes: str) -> None:
        """Keep notes; where that fails, it can be tried again, with what they have become meanwhile."""

        def again() -> None:
            self.card.flush() if self._has(take.folder) else self._note(take, notes)

        self._actions.note(take, notes, again)

    def _on_markers(self, markers: tuple[Marker, ...]) -> None:
        if self.take is not None:
            self.curves.show_marks(self.take.facts, markers, self._row)
            self._keep_markers(listed(self.take), markers)

    def _keep_markers(self, take: ListedTake, markers: tuple[Marker, ...]) -> None:
        """Keep markers, as notes are kept."""

        def again() -> None:
            self._keep_markers(take, self.card.markers.markers if self._has(take.folder) else markers)

        self._actions.mark(take, markers, again)

    def _on_mended(self, folder: Path) -> None:
        """Look at the take as it is now, unless another view is shown meanwhile."""
        if self._has(folder) and not self.isHidden():
            self.open(folder, self.view.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        narrow = self.width() < _NARROW
        self.curves.set_legend_visible(not narrow)
        self.card.narrow(narrow)
        self._show_curves()
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
        self.card.name.written.connect(lambda name: self._actions.rename(self.chosen[0], name))
        self.card.notes.written.connect(lambda notes: self._note(self.chosen[0], notes))
        self.strip.begun.connect(self._close_player)
        self.strip.ended.connect(self._on_mended)
        self.view.opened.connect(self._on_opened)
        self.view.changed.connect(self.changed)
        self.view.lost.connect(self._on_lost)
        self._actions.changed.connect(self._on_changed)
        self._voices.changed.connect(self._show_voice)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.view, self.strip, self.transport):
            left.addWidget(widget, 1 if widget is self.view else 0)
        above = QWidget()
        self._beside = beside = QHBoxLayout(above)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(left, 1)
        beside.addWidget(self.card)
        self.split = CurvesSplitter(above, self.curves, least=_CURVES)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.split)
        self.set_full_screen(False)
