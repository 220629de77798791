"""Lines placed in a clip by hand: tapped while it plays, and corrected over its sound."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.shell.actions import bind, tip
from acting_mirror.gui.takes.placing_list import PlacingList
from acting_mirror.gui.widgets.form import button, label, set_role
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import State, StateCard
from acting_mirror.gui.widgets.transport import Transport
from acting_mirror.gui.widgets.wave_spans import Grip, Part, WaveSpan
from acting_mirror.gui.widgets.waveform import ZOOM, Waveform
from acting_mirror.rehearsal.prompter import Span
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.tapping import Taps
from acting_mirror.vision.sources.sound_peaks import Peaks, peaks_of

_PAGE: Final = "Score a clip"
_PICTURE_MS: Final = 16
_BACK_S: Final = 1.0
"""When a tap is taken back, the clip goes back to so long before it."""
_LONGEST_S: Final = 86_400.0
_SILENT: Final = marked("This clip has no sound: tap by what you see.")
_HINT: Final = marked(
    "Play the clip. Press T where your line starts, and again where it ends. Then drag the ends over the sound, or "
    "move them by the arrow keys."
)


class LinePlacing(QWidget):
    """Plays a clip above its sound, beside the lines.

    Attributes:
        taps: Where the lines lie so far.
    """

    changed = Signal()
    """Lines have other places."""

    def __init__(self, jobs: Jobs) -> None:
        """Show no clip yet."""
        super().__init__()
        self._lane = jobs.lane()
        self._job: Job | None = None
        self._player: ClipPlayer | None = None
        self._history: list[tuple[Taps, float | None]] = []  # with where a tap was
        self.taps = Taps(())
        self.view, self.lines, self.wave = PictureView(named=False), PlacingList(), Waveform(tr("Sound of the clip"))
        self.state, self.transport = StateCard(self.view), Transport()
        self.play = button(tr("Play"), tip("main", "Takes"))
        self.tap = button("", tip("tap", _PAGE), "primary")
        self.undo = button(tr("Undo"), tip("untap", _PAGE))
        self.closer = _zoom("+", tr("Show less"), tr("Show less of the sound (+; Ctrl and the wheel)"))
        self.wider = _zoom(
            "\N{MINUS SIGN}", tr("Show more"), tr("Show more of the sound (\N{MINUS SIGN}; Ctrl and the wheel)")
        )
        self.starts = _seconds(tr("Starts at"), tr("Starts at: of the line that is held over the sound"))
        self.ends = _seconds(tr("Ends at"), tr("Ends at: of the line that is held over the sound"))
        self._buttons = (self.play, self.tap, self.undo, self.closer, self.wider)
        self.words = label(tr(_HINT), "small")
        self._timer = QTimer(self, interval=_PICTURE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._lay_out()
        self._connect()

    # What it shows

    def place(self, lines: Sequence[ScriptLine], spans: Sequence[Span]) -> None:
        """Begin with an actor's lines, and the places that they have."""
        self._history.clear()
        self._show(Taps(tuple(lines)).placed(spans))

    def open(self, video: Path) -> None:
        """Begin to open the clip, and to listen to it."""
        self.let_go()
        self._player = player = ClipPlayer(video, parent=self)
        player.opened.connect(lambda: self._on_opened(player))
        player.failed.connect(lambda words: self.state.show_state(State(tr("No picture"), words)))
        player.problem.connect(self._say)
        player.changed.connect(self._show_buttons)
        self.state.show_state(State(tr("Opening the clip…"), waiting=True))
        self.wave.say(tr("Listening to the clip…"))
        self._job = job = self._lane.run(
            lambda job: _peaks(video, job),
            lambda peaks: self._on_peaks(job, peaks),
            lambda _: self.wave.say(tr(_SILENT)),
            lambda peaks: self._on_peaks(job, peaks),
        )
        self._say()
        self._timer.start()
        self._show_buttons()
        self.wave.setFocus()

    def pause(self) -> None:
        """Stand still."""
        if self._player is not None and self._player.playing:
            self._player.toggle()

    def let_go(self) -> None:
        """Let go of the clip; the places of the lines stay."""
        self._timer.stop()
        player, self._player = self._player, None
        if player is not None:
            player.close()
            player.deleteLater()
        if self._job is not None:
            self._job.stop.set()
        self.view.show_picture(None, None, False, 0)

    def close_down(self) -> None:
        """Let go of everything."""
        self.let_go()
        self._lane.close()

    def _on_opened(self, player: ClipPlayer) -> None:
        if player is self._player:
            self.state.show_state(None)
            player.set_speed(self.transport.speed.currentData())
            self.wave.show_length(player.length_s or 0.0)
            self._show(self.taps)

    def _on_peaks(self, job: Job, peaks: Peaks | None) -> None:
        if peaks is not None and not job.stop.is_set():
            self.wave.show_peaks(peaks)

    # What the user does

    def _tap(self) -> None:
        if self._player is None or not self._player.is_open:
            return
        now_s = self._player.now_s()
        try:
            taps = self.taps.tap(now_s)
        except UserError as error:
            self._say(str(error), "warning")
            return
        self._change(taps, now_s)

    def _take_back(self) -> None:
        """Undo the last change; of a tap, hear again what was before it."""
        if self._history:
            taps, tapped_s = self._history.pop()
            self._say()
            self._show(taps)
            if tapped_s is not None:
                self._seek(tapped_s - _BACK_S)

    def _choose(self, number: int) -> None:
        """Go to a line that has its place; another one is tapped next."""
        span = self.taps.span_of(number)
        if span is None:
            self._change(self.taps.choose(number))
        else:
            self.wave.hold(Grip(number, "start"))
            self._seek(span.start_s)

    def _unplace(self, number: int) -> None:
        self._change(self.taps.without(number))

    def _on_edited(self, spans: Sequence[WaveSpan]) -> None:
        """Let lines lie where they were dragged; while it stands, the picture of that moment is shown."""
        lines, grip, held = self.taps.lines, self.wave.grip, self.wave.held_span
        self._change(
            self.taps.placed(Span(lines[each.key].index, each.start_s, each.end_s, mine=True) for each in spans)
        )
        if grip is not None and held is not None and self._player is not None and not self._player.playing:
            self._seek(held.at(grip.part))

    def _on_seconds(self, field: QDoubleSpinBox, part: Part) -> None:
        if (span := self.wave.held_span) is not None:
            self.wave.move_grip(field.value() - span.at(part), part)
            self._show_held()

    def _toggle(self) -> None:
        """Play, or pause; a button that has the keyboard is pressed instead."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._play()

    def _play(self) -> None:
        if self._player is not None and self._player.is_open:
            self._player.toggle()

    def _seek(self, t_s: float) -> None:
        if self._player is not None:
            self._player.seek(t_s)

    def _with_player(self, call: Callable[[ClipPlayer], None]) -> None:
        if self._player is not None:
            call(self._player)

    # What becomes of it

    def _change(self, taps: Taps, tapped_s: float | None = None) -> None:
        if taps != self.taps:
            self._history.append((self.taps, tapped_s))
            self._say()
            self._show(taps)

    def _show(self, taps: Taps) -> None:
        self.taps = taps
        numbers = {line.index: number for number, line in enumerate(taps.lines)}
        spans = [
            WaveSpan(number, f"{number + 1}  {taps.lines[number].text}", span.start_s, span.end_s)
            for span in taps.spans
            for number in [numbers[span.index]]
        ]
        self.wave.show_spans(spans, taps.begun_s)
        self.lines.show_taps(taps)
        self._show_buttons()
        self._show_held()
        self.changed.emit()

    def _say(self, words: str = "", role: str = "small") -> None:
        self.words.setText(words or tr(_HINT))
        set_role(self.words, role)

    def _show_buttons(self) -> None:
        taps, player = self.taps, self._player
        ready = player is not None and player.is_open
        self.tap.setText(_asking(taps))
        self.tap.setEnabled(ready and taps.at is not None)
        self.tap.setAccessibleName(self.tap.text())
        self.play.setText(tr("Pause") if player is not None and player.playing else tr("Play"))
        self.play.setAccessibleName(self.play.text())
        self.play.setEnabled(ready)
        self.undo.setEnabled(bool(self._history))

    def _show_held(self) -> None:
        span = self.wave.held_span
        for field, part in ((self.starts, "start"), (self.ends, "end")):
            field.setEnabled(span is not None)
            field.blockSignals(True)
            field.setValue(0.0 if span is None else span.end_s if part == "end" else span.start_s)
            field.blockSignals(False)

    def _show_moment(self) -> None:
        if (player := self._player) is not None and player.is_open:
            self.view.show_picture(player.picture(), None, False, 0)
            self.transport.show_time(player.now_s(), player.length_s)
            self.wave.show_head(player.now_s())

    # Putting it together

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show_moment)
        acts = (self._play, self._tap, self._take_back, lambda: self.wave.zoom(1 / ZOOM), lambda: self.wave.zoom(ZOOM))
        for each, act in zip(self._buttons, acts, strict=True):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the clip
            each.clicked.connect(act)
        self.transport.sought.connect(self._seek)
        self.transport.stepped.connect(lambda count: self._with_player(lambda player: player.step(count)))
        self.transport.speed_chosen.connect(lambda speed: self._with_player(lambda player: player.set_speed(speed)))
        self.wave.sought.connect(self._seek)
        self.wave.edited.connect(self._on_edited)
        self.wave.held.connect(self._show_held)
        self.wave.unplaced.connect(self._unplace)
        self.lines.chosen.connect(self._choose)
        self.lines.unplaced.connect(self._unplace)
        self.starts.valueChanged.connect(lambda: self._on_seconds(self.starts, "start"))
        self.ends.valueChanged.connect(lambda: self._on_seconds(self.ends, "end"))
        bind(
            self, {"main": lambda _: self._toggle(), "tap": lambda _: self._tap(), "untap": lambda _: self._take_back()}
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._take_back)

    def _lay_out(self) -> None:
        self.view.setMinimumSize(240, 120)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it takes what is left
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.lines.setMinimumWidth(220)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in self._buttons:
            row.addWidget(widget)
        row.addStretch(1)
        for field in (self.starts, self.ends):
            named = label(field.accessibleName(), "small")
            named.setWordWrap(False)
            named.setBuddy(field)
            row.addWidget(named)
            row.addWidget(field)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self.lines, 0, 1)
        grid.addWidget(self.transport, 1, 0, 1, 2)
        grid.addWidget(self.wave, 2, 0, 1, 2)
        grid.addLayout(row, 3, 0, 1, 2)
        grid.addWidget(self.words, 4, 0, 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(2, 1)


def _asking(taps: Taps) -> str:
    if taps.at is None:
        return tr("All lines are placed")
    if taps.begun_s is None:
        return tr("Line {number} starts", number=taps.at + 1)
    return tr("Line {number} ends", number=taps.at + 1)


def _zoom(sign: str, name: str, tip: str) -> QPushButton:
    made = button(sign, tip)
    made.setAccessibleName(name)
    return made


def _seconds(name: str, tip: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox(decimals=2, maximum=_LONGEST_S, singleStep=0.05, suffix=" s")
    made.setKeyboardTracking(False)  # half a number is no wish
    made.setAccessibleName(name)
    made.setToolTip(tip)
    made.setFixedWidth(96)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _peaks(video: Path, job: Job) -> Peaks | None:
    try:
        return peaks_of(video, job.stop, job.report)
    except CancelledError:
        return None
