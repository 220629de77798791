"""The Rehearse page: the picture, the prompter, how this line goes, and how all of them went."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.gui.rehearse.bar import RehearseBar
from acting_mirror.gui.rehearse.line_cards import LineCards
from acting_mirror.gui.rehearse.line_words import cards_of, cues_of
from acting_mirror.gui.rehearse.picture_words import badge_of
from acting_mirror.gui.rehearse.prompter_card import PrompterCard
from acting_mirror.gui.rehearse.run import Run
from acting_mirror.gui.rehearse.script_desk import ScriptDesk
from acting_mirror.gui.rehearse.this_line import ThisLine
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.widgets.live_page import LivePage
from acting_mirror.gui.widgets.notice import Action
from acting_mirror.gui.widgets.transport import in_minutes
from acting_mirror.rehearsal.scoring import total_of
from acting_mirror.settings.schema import RehearsalSettings, WindowSettings

_NARROW: Final = 1100
_LOW: Final = 700
_FULL_SCREEN_TYPE: Final = 2.0
_SMALL_PICTURE: Final = (320, 200)
"""Pixels at most of the picture on a full screen."""
_ANY_SIZE: Final = (16_777_215, 16_777_215)
"""Qt's own for no limit."""


class RehearsePage(LivePage):
    """Shows one script and one session; what needs the rest of the program, its window connects.

    Attributes:
        desk: The script that lies open.
        run: The rehearsal.
    """

    title, doing = "Rehearse", "Rehearsing"

    edit_wanted = Signal()
    """The table of targets is asked for."""
    calibrate_wanted = Signal()
    """The calibration is asked for."""
    told = Signal(str)
    """A sentence for the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out an empty page."""
        super().__init__(parent)
        self._full_screen = False
        self._offers: Callable[[], list[Action]] = list
        self.card, self.this_line, self.cards, self.bar = PrompterCard(), ThisLine(), LineCards(), RehearseBar()
        self.desk = ScriptDesk(self)
        self.run = Run(self.desk, self)
        self._lay_out()
        self._connect()
        self._show_script()

    # What the window tells

    def offer_scripts(self, scripts: Callable[[], list[Action]]) -> None:
        """Take what can be opened where there is no script."""
        self._offers = scripts
        self._show_script()

    def show_session(self, session: Session | None, settings: WindowSettings) -> None:
        """Rehearse with another session; None for an empty picture."""
        self.run.attend(session if isinstance(session, LiveSession) else None)
        super().show_session(session, settings)
        if self.live is not None:
            self.live.changed.connect(self._show_panels)

    def apply(self, settings: WindowSettings) -> None:
        """Take other settings of the window."""
        super().apply(settings)
        self.run.window = settings

    def apply_rehearsal(self, settings: RehearsalSettings) -> None:
        """Take other settings of rehearsing."""
        self.run.apply(settings)
        self._show_look()
        self.bar.show_cue(settings.cue != "off")
        self.bar.show_way({"key": "By key", "pace": "By pace", "voice": "By voice"}[settings.advance])

    @property
    def ground(self) -> QWidget:
        """All but the bar: a notice needs more room than the picture has."""
        return self._ground

    def enter(self) -> None:
        """Begin to paint."""
        super().enter()
        self.desk.look_outside()

    def leave(self) -> None:
        """Paint no more; a rehearsal and its recording go on, a countdown does not."""
        super().leave()
        self.run.countdown.cancel()

    def set_full_screen(self, on: bool) -> None:
        """Leave the prompter, huge, and a small picture; or come back from that."""
        self._full_screen = on
        self.card.set_full_screen(on)
        self._show_parts()
        self._place()
        self._show_look()

    def main_action(self) -> None:
        """Record a take, or stop."""
        self.run.toggle(record=True)

    def step(self, count: int) -> None:
        """Go on to the next line, or say this one again."""
        self.run.go_on() if count > 0 else self.run.again()

    def close_down(self) -> None:
        """End what runs, before the window closes."""
        self.run.close()
        self.desk.close()

    # What changes

    def _show_script(self) -> None:
        script = self.desk.script
        if script is None:
            self.card.say_empty(self._offers())
        else:
            self.card.show_script(script, self.desk.character)
        self._show_parts()
        self._show_lines()
        self._show_line(self.run.index)
        self._show_panels()

    def _show_parts(self) -> None:
        """What stands around picture and prompter: nothing on a full screen, and no empty cards without a script."""
        self.bar.setVisible(not self._full_screen)
        for each in (self.this_line, self.cards):
            each.setVisible(not self._full_screen and self.desk.script is not None)

    def _show_lines(self) -> None:
        """Targets and scores, beside the lines and on the cards."""
        self.card.view.show_cues(cues_of(self.desk, self.run.results.scores))
        total = total_of(self.run.results.scores.values())
        words = f"{total:.0f} of 100 so far" if total is not None else ""
        self.cards.show_cards(cards_of(self.desk, self.run.results.scores), words)

    def _show_line(self, index: int) -> None:
        """Another line is the line of now."""
        self.card.view.go_to(index)
        self.cards.show_current(index)
        if (script := self.desk.script) is not None:
            self.card.show_where(script)
        self.this_line.gauge.show_mark(*self.run.coach.mark(self.run.target))
        if not self.run.running:
            self._show_verdict(index)

    def _on_scored(self, index: int) -> None:
        self._show_lines()
        if index in self.run.results.scores:
            self._show_verdict(index)

    def _show_verdict(self, index: int) -> None:
        card = next((card for card in self.cards.cards if card.index == index), None)
        before = f"Line {card.number}" if card is not None else "Listening"
        self.this_line.show_score(
            *self.run.results.verdict(index), what="This line" if index == self.run.index else before
        )

    def _on_ended(self) -> None:
        if (total := total_of(self.run.results.scores.values())) is not None:
            self.this_line.show_score(total, *self.run.results.summary(), what="All lines")

    def _on_broken(self, words: str) -> None:
        """A script that can't be read is said where it would stand; one that lies open stays."""
        if self.desk.script is None:
            self.card.say_empty(self._offers(), "This script can't be read", words)
        else:
            self.told.emit(words)

    # What time brings

    def _on_fit(self, reading: FrameAnalysis) -> None:
        if self.this_line.isVisible():
            self.this_line.gauge.show_fit(*self.run.coach.gauge(reading, self.run.target))

    def _show_panels(self) -> None:
        run, bar = self.run, self.bar
        live = self.live if self.view.frame is not None else None
        self.card.view.set_said(run.said)
        self.view.count_down(run.count)
        badge, colour = badge_of(live, run)
        self.view.say(badge, QColor(colour), "")
        bar.targets.setEnabled(self.desk.script is not None)
        bar.show_running(run.running or bool(run.count))
        bar.rehearse.setEnabled(live is not None and self.desk.script is not None and not run.recording)
        recording = live is not None and live.recording
        bar.main.setEnabled(live is not None and not live.busy and (recording or self.desk.script is not None))
        if live is not None and recording:
            bar.main.show_as("recording", "stop", in_minutes(live.recorded_s))
        elif run.counts_for_take:
            bar.main.show_as("recording", "stop", "Cancel")
        else:
            bar.main.show_as("record", "record", "Record")

    def _show_look(self) -> None:
        size = self.run.settings.type_size * (_FULL_SCREEN_TYPE if self._full_screen else 1)
        self.card.view.set_look(round(size), self.run.settings.mirrored_text)

    # Qt's events and the layout

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Notice, when the window is looked at again, what happened outside meanwhile."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self.desk.look_outside()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        self.bar.narrow(self.width() < _NARROW)
        for each in (self.this_line, self.cards):
            each.set_low(self.height() < _LOW)
        self._place()
        super().resizeEvent(event)

    def _enter_key(self) -> None:
        """Press the button that has the focus, else rehearse without recording."""
        focus = QApplication.focusWidget()
        focus.click() if isinstance(focus, QAbstractButton) else self.run.toggle(record=False)

    def _place(self) -> None:
        """Give picture and prompter their shares of the width."""
        full, low = self._full_screen, self.height() < _LOW
        edge = 0 if full else 12 if low else 16
        self._grid.setContentsMargins(edge, edge, edge, edge)
        self._grid.setSpacing(edge)
        self.view.setMaximumSize(*(_SMALL_PICTURE if full else _ANY_SIZE))
        self._grid.setColumnStretch(0, 13 if self.width() >= _NARROW else 9)
        self._grid.setColumnStretch(1, 12)

    def _lay_out(self) -> None:
        self._ground = QWidget()
        self._ground.setFocusProxy(self.view)
        self._grid = grid = QGridLayout(self._ground)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self.card, 0, 1)
        grid.addWidget(self.this_line, 1, 0, 1, 2)
        grid.addWidget(self.cards, 2, 0, 1, 2)
        grid.setRowStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ground, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        run, desk, bar = self.run, self.desk, self.bar
        desk.opened.connect(self._show_script)
        desk.edited.connect(self._show_script)
        desk.failed.connect(self._on_broken)
        run.moved.connect(self._show_line)
        run.scored.connect(self._on_scored)
        run.ended.connect(self._on_ended)
        run.changed.connect(self._show_panels)
        run.read.connect(self._on_fit)
        run.told.connect(self.told)
        self.card.character_chosen.connect(desk.play)
        self.card.view.clicked.connect(run.go_to)
        self.cards.chosen.connect(run.go_to)
        bar.main.clicked.connect(self.main_action)
        bar.rehearse.clicked.connect(lambda: run.toggle(record=False))
        bar.targets.clicked.connect(self.edit_wanted)
        bar.calibrate.clicked.connect(self.calibrate_wanted)
        bind(self, {"Return": self._enter_key, "Enter": self._enter_key})
