"""The Practice page: the picture, and beside it what to show, or how that went."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QStackedWidget

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.gui.practice.bar import PracticeBar
from acting_mirror.gui.practice.result_card import ResultCard
from acting_mirror.gui.practice.run import PastRounds, PracticeRun
from acting_mirror.gui.practice.start_card import StartCard
from acting_mirror.gui.practice.task_card import CueFaces, TaskCard
from acting_mirror.gui.practice.words import doing, hint_of
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.session import Session, badge_of
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.live_page import LivePage
from acting_mirror.gui.widgets.overlay_paint import one_line
from acting_mirror.gui.widgets.page import TITLES
from acting_mirror.rehearsal.practice_plan import LEVELS, next_level
from acting_mirror.settings.schema import Settings

_NARROW: Final = 1100
_LOW: Final = 660


class PracticePage(LivePage):
    """Shows what is live, and one round.

    Attributes:
        run: The rounds.
        past: The earlier ones.
        faces: The cues.
    """

    title = doing = TITLES[2]

    calibrate_wanted = Signal()
    """The calibration is asked for."""

    def __init__(self, current: CurrentSession, preferences: Preferences, messages: Messages, jobs: Jobs) -> None:
        """Lay out an empty page."""
        super().__init__(current.offers)
        self._current, self._preferences = current, preferences
        self._full_screen = self._here = False
        self.start, self.task, self.result, self.bar = StartCard(), TaskCard(), ResultCard(), PracticeBar()
        self.run, self.past = PracticeRun(preferences, self), PastRounds(messages, jobs, self)
        self.faces = CueFaces(jobs, self)
        self._lay_out()
        self._connect()
        self._on_settings(None, preferences.settings)
        self.set_session(current.session)

    def set_session(self, session: Session | None) -> None:
        """Practise with another session; None for an empty picture."""
        self.run.set_session(self._current.live)
        super().set_session(session)

    def enter(self) -> None:
        """Begin to paint."""
        self.faces.want()
        self.past.look()
        self._here = True
        self._want_moves()
        super().enter()

    def leave(self) -> None:
        """Paint no more; a round waits, as nobody would see what it asks for."""
        super().leave()
        self._here = False
        self._want_moves()
        self.run.pause(True)

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture and the card, or come back from that."""
        self._full_screen = on
        self.bar.setVisible(not on)
        self._place()

    def main_action(self) -> None:
        """Start a round, or stop it."""
        self.run.stop() if self.run.running else self.run.start()

    def pause(self) -> None:
        """Let the round wait, or go on."""
        self.run.pause(not self.run.paused)

    def back(self) -> None:
        """Stop the round, or go back to the choice."""
        if self.run.running:
            self.run.stop()
        else:
            self._cards.setCurrentWidget(self.start)
            self._show_panels()

    def step(self, count: int) -> None:
        """In a round, skip a task; between rounds, choose another level."""
        if self._cards.currentWidget() is self.start:
            self._choose_level(min(max(self.run.settings.level + count, 1), len(LEVELS)))
        elif count > 0:
            self.run.skip()

    def digit(self, number: int) -> None:
        """Choose emotions between rounds."""
        if self._cards.currentWidget() is self.start:
            self.start.choice.press(number)

    def stop(self) -> None:
        """End what runs; what was done in a round is kept."""
        self.run.stop()

    def close_down(self) -> None:
        """Wait until all is written."""
        self.past.close()
        self.faces.close()

    # What changes

    def _want_moves(self) -> None:
        """Have it measured for the advice what the face does, while one is here."""
        wanted = self._here and self._preferences.settings.rehearsal.movement_tips
        self._current.movements.want("advice on practice", wanted)

    def _on_settings(self, before: Settings | None, after: Settings) -> None:
        self.mirrored = after.window.mirrored
        self._want_moves()
        if before is None or before.practice != after.practice:
            self.start.show_settings(self.run.emotions, after.practice.level)

    def _choose_level(self, level: int) -> None:
        self._preferences.change_practice(level=level)

    def _choose_emotions(self, emotions: tuple[str, ...]) -> None:
        self._preferences.change_practice(emotions=() if emotions == EMOTIONS else emotions)

    def _on_changed(self) -> None:
        if self.run.running:
            self._cards.setCurrentWidget(self.task)
            self._show_task()
        self._show_panels()

    def _on_ended(self, result: RoundResult | None) -> None:
        if result is None:
            self._cards.setCurrentWidget(self.start)
            return
        self.result.show_round(result, self.run.by_demo)
        self._cards.setCurrentWidget(self.result)
        if self.run.by_demo:
            return
        self.past.keep(result)
        if (level := next_level(result)) > self.run.settings.level:
            self._choose_level(level)

    def _show_task(self) -> None:
        if self.run.round is not None and self.isVisible():
            standing = self.run.round.standing
            face = self.faces.pictures.get(standing.task.emotion)
            self.task.show_standing(standing, self.run.level, *hint_of(self.run), face)

    # What time brings

    def _show_panels(self) -> None:
        run, live = self.run, self._current.live if self.view.frame is not None else None
        self.view.say(badge_of(live, doing(run)), one_line(self.view.reading, 0) if live is not None else "")
        again = self._cards.currentWidget() is self.result
        self.bar.show_round(run.running, run.paused, live is not None, again)
        self.start.show_profile(run.profile)

    # Qt's events and the layout

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter does what Space does, unless a button has the focus, which the window presses then."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(QApplication.focusWidget(), QAbstractButton):
            self.main_action()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        """Give picture and card their shares of the width."""
        edge = 0 if self._full_screen else 12 if self.height() < _LOW else 16
        self._grid.setContentsMargins(edge, edge, edge, edge)
        self._grid.setSpacing(edge)
        self._grid.setColumnStretch(0, 18 if self._full_screen else 13 if self.width() >= _NARROW else 9)
        self._grid.setColumnStretch(1, 12)

    def _lay_out(self) -> None:
        self._cards = QStackedWidget()
        for card in (self.start, self.task, self.result):
            self._cards.addWidget(card)
        self._grid = grid = QGridLayout()
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self._cards, 0, 1)
        self.lay_out(grid, self.bar)

    def _connect(self) -> None:
        run, bar, start = self.run, self.bar, self.start
        self._current.changed.connect(lambda: self.set_session(self._current.session))
        self._preferences.changed.connect(self._on_settings)
        self._preferences.forgotten.connect(lambda names: self.past.forget() if "practice" in names else None)
        run.changed.connect(self._on_changed)
        run.read.connect(self._show_task)
        run.held.connect(self.task.view.celebrate)
        run.ended.connect(self._on_ended)
        self.faces.drawn.connect(self._show_task)
        self.past.changed.connect(lambda: start.show_rounds(self.past.rounds or ()))
        bar.main.clicked.connect(self.main_action)
        bar.pause.clicked.connect(self.pause)
        bar.skip.clicked.connect(run.skip)
        start.choice.changed.connect(self._choose_emotions)
        start.level_chosen.connect(self._choose_level)
        start.calibrate.clicked.connect(self.calibrate_wanted)
        self.result.leave.clicked.connect(self.back)
