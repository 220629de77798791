"""The Rehearse page: the picture, the prompter, how this line goes, and how all of them went."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import Take, points
from acting_mirror.gui.rehearse.bar import CUES, RehearseBar, fill_prompter_menu, switch
from acting_mirror.gui.rehearse.calibrate_dialog import CalibrateDialog
from acting_mirror.gui.rehearse.line_cards import LineCards
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.partner_voices import PartnerVoices
from acting_mirror.gui.rehearse.prompter_card import PrompterCard
from acting_mirror.gui.rehearse.run_control import RunControl
from acting_mirror.gui.rehearse.script_menu import ScriptMenu, may_leave
from acting_mirror.gui.rehearse.slate_control import SlateControl
from acting_mirror.gui.rehearse.stage_grid import LOW, StageGrid
from acting_mirror.gui.rehearse.tape_lamps import TapeLamps
from acting_mirror.gui.rehearse.targets_dialog import TargetsDialog
from acting_mirror.gui.rehearse.this_line import ThisLine
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.session import Badge, Session, badge_of
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.face_profile import FaceProfile
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.missing_sound import MissingSound
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.gui.widgets.live_page import LivePage
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.gui.widgets.page import TITLES
from acting_mirror.record.microphone import Microphone
from acting_mirror.settings.schema import Settings

_WITH_CARDS: Final = 480
"""Pixels of height below which only picture, prompter and the line of now have room."""
_FULL_SCREEN_TYPE: Final = 2.0


class RehearsePage(LivePage):
    """Shows one script and what is live.

    Attributes:
        script: The script that lies open.
        run: The rehearsal.
        voices: The voices of the other parts.
        menu: Opens scripts.
        lamps: What a self-tape would be.
        slate: What the actor says of themselves.
        targets_dialog: The table of targets; None before it was first asked for.
        calibrate_dialog: The calibration; None before it was first asked for.
    """

    title, doing = TITLES[1], marked("Rehearsing")

    play_wanted = Signal(object)
    """The folder of a take that was just recorded, which is to be played."""
    eyeline_wanted = Signal()
    """Lens and partner are to be set up."""

    def __init__(
        self,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
        history: History,
        missing: MissingSound,
        face: FaceProfile,
        jobs: Jobs,
        heard: Callable[[], Microphone | None],
    ) -> None:
        """Lay out an empty page; `heard` is the microphone that is listened to."""
        super().__init__(current.offers)
        self._current, self._preferences, self._messages, self._face = current, preferences, messages, face
        self._history, self._missing = history, missing
        self._full_screen = self._here = False
        self.card, self.this_line, self.cards, self.bar = PrompterCard(), ThisLine(), LineCards(), RehearseBar()
        self.script = OpenScript(history, jobs, self)
        self.run = RunControl(self.script, current, preferences, messages, face, jobs, heard, self)
        self.lamps = TapeLamps(current, jobs, heard, self.view)
        self.slate = SlateControl(current, preferences, messages, lambda: self.script.character, self)
        self.voices = PartnerVoices(self.script, jobs, self)
        self.menu = ScriptMenu(self.script, self.bar, preferences, messages, self, self.voices, jobs)
        self.targets_dialog: TargetsDialog | None = None
        self.calibrate_dialog: CalibrateDialog | None = None
        below = self.this_line, self.cards
        self._grid = StageGrid(self.view, (self.card, self.slate.card), below)
        self.lay_out(self._grid, self.bar)
        self._connect()
        self._on_settings(None, preferences.settings)
        self._show_script()
        self.bar.no_sound.show_why(missing.why)
        self.set_session(current.session)

    @property
    def wants_voice(self) -> bool:
        """Whether the rehearsal goes on by the voice."""
        return self.run.wants_voice

    def set_session(self, session: Session | None) -> None:
        """Rehearse with another session; None for an empty picture."""
        super().set_session(session)
        self.run.coach.directing.looking.eyeline = self._current.eyeline
        if session is not None:
            session.changed.connect(self._show_panels)

    def enter(self) -> None:
        """Begin to paint; the script of last time is there again."""
        super().enter()
        self._here = True
        self.menu.open_last()
        self.script.look_outside()
        self._measure()

    def leave(self) -> None:
        """Paint no more; a rehearsal and its recording go on, a countdown does not."""
        super().leave()
        self._here = False
        self.run.cancel_count()
        self.slate.cancel_count()
        self._measure()

    def set_full_screen(self, on: bool) -> None:
        """Leave the prompter, huge, and a small picture; or come back from that."""
        self._full_screen = on
        for card in (self.card, self.slate.card):
            card.set_full_screen(on)
        self._show_parts()
        self._place()
        self._show_look()
        self._measure()

    def main_action(self) -> None:
        """Record a take or a slate, or stop."""
        self.slate.toggle() if self.slate.shown else self.run.toggle(record=True)

    def step(self, count: int) -> None:
        """Go on to the next line, or say this one again."""
        if self.slate.shown:
            return
        self.run.go_on() if count > 0 else self.run.again()

    def open(self) -> bool:
        """Ask for a script."""
        self.menu.ask()
        return True

    def may_close(self) -> bool:
        """Ask what becomes of targets that are not saved."""
        return may_leave(self.script, self.window())

    def stop(self) -> None:
        """End what runs."""
        self.run.end()

    def close_down(self) -> None:
        """Read, save and check no more."""
        self.script.close()
        self.lamps.close()
        self.menu.close()

    def edit_targets(self) -> None:
        """Show the table of what the lines want."""
        if self.targets_dialog is None:
            self.targets_dialog = TargetsDialog(self.script, self._history, self.window())
        self.targets_dialog.show()
        self.targets_dialog.raise_()

    def calibrate(self) -> None:
        """Measure the actor's own face."""
        if self.calibrate_dialog is None:
            self.calibrate_dialog = CalibrateDialog(self._current, self._preferences, self._face, self.window())
        self.calibrate_dialog.show()
        self.calibrate_dialog.raise_()

    # What changes

    def _measure(self) -> None:
        """Have measured what is needed now.

        Tips and directions need movements, also in a rehearsal that goes on while another page is shown. Lamps need
        them while one looks at them, which is before a rehearsal.
        """
        script, settings = self.script.script, self._preferences.settings.rehearsal
        directed = script is not None and script.directed(self.script.character)
        wanted = directed or settings.movement_tips or settings.tape_lamps
        self._current.movements.want("rehearse", wanted and (self._here or self.run.running))
        self.lamps.want(settings.tape_lamps and self._here and not (self._full_screen or self.run.running))

    def _show_script(self) -> None:
        script = self.script.script
        if script is None:
            self.card.say_empty(self.menu.offers())
        else:
            if QApplication.focusWidget() in self.card.buttons:
                self.first_focus.setFocus()  # the button that opened it goes, and Space records now
            self.card.show_script(script, self.script.character)
        self._measure()
        self._show_parts()
        self._show_lines()
        self._show_line(self.run.index)
        self._show_panels()

    def _show_parts(self) -> None:
        """What stands around picture and prompter: nothing on a full screen, and no cards without lines."""
        self.bar.setVisible(not self._full_screen)
        self.card.setVisible(not self.slate.shown)
        self.slate.card.setVisible(self.slate.shown)
        around = not (self._full_screen or self.slate.shown) and self.script.script is not None
        self.this_line.setVisible(around)
        self.cards.setVisible(around and self.height() >= _WITH_CARDS)

    def _show_lines(self) -> None:
        """Targets and scores, beside the lines and on the cards."""
        self.card.view.show_cues(self.run.results.cues())
        results, learning = self.run.results, self.run.learning
        self.card.view.show_words(learning.shown)
        self.cards.show_cards(learning.cards(results.cards()), points(results.total, results.share))

    def _show_line(self, index: int) -> None:
        """Another line is the line of now."""
        self.card.view.go_to(index)
        self.cards.show_current(index)
        if (script := self.script.script) is not None:
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
        before = tr("Line {number}", number=card.number) if card is not None else tr("Listening")
        what = tr("This line") if index == self.run.index else before
        self.this_line.show_score(*self.run.results.verdict(index), what=what)

    def _on_settings(self, before: Settings | None, after: Settings) -> None:
        self.mirrored = after.window.mirrored
        if before is None or before.rehearsal != after.rehearsal:
            self.run.coach.directing.looking.eyeline = self._current.eyeline
            self._measure()
            self._show_look()
            self.bar.show_cue(after.rehearsal.cue != "off")
            self.bar.show_way(after.rehearsal.advance)

    def _fill_prompter_menu(self) -> None:
        menu = self.bar.prompter.menu()
        fill_prompter_menu(menu, self._preferences)
        menu.addAction(tr("Eyeline…"), self.eyeline_wanted.emit)

    def _offer_slate(self) -> None:
        """In the menu of the scripts, unless a script is being spoken."""
        asked = self.bar.script.menu().addAction(tr("Record a slate…"), self.slate.ask)
        asked.setEnabled(not (self.run.running or self.run.recording or self.run.count))

    def _on_saved(self, take: Take) -> None:
        saved = tr("Saved {name}", name=take.facts.name)
        words = " · ".join(filter(None, (saved, points(take.facts.total, take.facts.share))))
        play: Choice = (tr("Play"), lambda: self.play_wanted.emit(take.folder))
        self._messages.tell(words, play, open_folder(take.folder))

    def _on_ended(self) -> None:
        results = self.run.results
        if results.total is not None:
            self.this_line.show_score(results.total, *results.summary(), what=results.share or tr("All lines"))

    def _on_broken(self, words: str) -> None:
        """A script that can't be read is said where it would stand; one that lies open stays."""
        if self.script.script is None:
            self.card.say_empty(self.menu.offers(), tr("This script can't be read"), words)
        else:
            self._messages.tell(words, on=self)

    # What time brings

    def _on_fit(self, reading: FrameAnalysis) -> None:
        if self.this_line.isVisible():
            self.this_line.gauge.show_fit(*self.run.coach.gauge(reading, self.run.target))

    def _show_panels(self) -> None:
        run, bar = self.run, self.bar
        live = self._current.live if self.view.frame is not None else None
        self.card.view.set_said(run.said)
        self.card.view.show_words(run.learning.shown)
        self.view.count_down(run.count or self.slate.count)
        words = tr("Slate") if self.slate.shown else tr("Take {number}", number=run.take_number)
        take = Badge(words, "record") if run.recording else None
        self.view.say(badge_of(live, take or (Badge(tr("Rehearsing")) if run.running else None)))
        rehearses = self.script.script is not None and not self.slate.shown
        bar.targets.setEnabled(self.script.script is not None)
        bar.show_running((run.running or bool(run.count)) and not (run.recording or run.counts_for_take))
        bar.rehearse.setEnabled(live is not None and rehearses and not run.recording)
        recorded_s = live.recorded_s if live is not None and live.recording else None
        self.slate.card.set_recording(recorded_s is not None)
        wanted = recorded_s is not None or rehearses or self.slate.shown
        bar.main.setEnabled(live is not None and not live.busy and wanted)
        bar.show_main(recorded_s, run.counts_for_take or bool(self.slate.count))

    def _show_look(self) -> None:
        settings = self._preferences.settings.rehearsal
        size = settings.type_size * (_FULL_SCREEN_TYPE if self._full_screen else 1)
        self.card.set_look(round(size), settings)
        self.slate.card.view.set_look(round(size), replace(settings, hidden="none"))

    # Qt's events and the layout

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Notice, when the window is looked at again, what happened outside meanwhile."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self.script.look_outside()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        for each in (self.this_line, self.cards):
            each.set_low(self.height() < LOW)
        self._show_parts()
        self._place()
        super().resizeEvent(event)

    def _enter_key(self) -> None:
        """Press the button that has the focus, else rehearse without recording."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif not self.slate.shown:
            self.run.toggle(record=False)

    def _place(self) -> None:
        self._grid.share_out(self.size(), self._full_screen)

    def _connect(self) -> None:
        run, script, bar = self.run, self.script, self.bar
        self._current.changed.connect(lambda: self.set_session(self._current.session))
        self._preferences.changed.connect(self._on_settings)
        self._missing.changed.connect(lambda: bar.no_sound.show_why(self._missing.why))
        script.opened.connect(self.slate.leave)
        script.opened.connect(self._show_script)
        script.edited.connect(self._show_script)
        script.failed.connect(self._on_broken)
        self.voices.changed.connect(lambda: run.partner.use(self.voices.lines))
        run.started.connect(lambda: self.this_line.show_score(None))
        run.moved.connect(self._show_line)
        run.scored.connect(self._on_scored)
        run.ended.connect(self._on_ended)
        for show in (self._show_panels, self._measure, self._show_lines):
            run.changed.connect(show)
        run.learning.changed.connect(self._show_lines)
        run.read.connect(self._on_fit)
        self.slate.changed.connect(self._show_parts)
        self.slate.changed.connect(self._show_panels)
        bar.script.menu().aboutToShow.connect(self._offer_slate)
        run.saved.connect(self._on_saved)
        self.card.character_chosen.connect(script.play)
        self.card.help.clicked.connect(run.learning.help)
        self.card.view.clicked.connect(run.go_to)
        self.cards.chosen.connect(run.go_to)
        bar.main.clicked.connect(self.main_action)
        bar.rehearse.clicked.connect(lambda: run.toggle(record=False))
        bar.targets.clicked.connect(self.edit_targets)
        bar.calibrate.clicked.connect(self.calibrate)
        bar.no_sound.clicked.connect(self._missing.tell_remedy)
        bar.cue.clicked.connect(lambda: switch(self._preferences, "cue", CUES))
        run.partner.show_on(bar, self.voices)
        bar.prompter.menu().aboutToShow.connect(self._fill_prompter_menu)
        bind(
            self,
            {
                "rehearse": lambda _: self._enter_key(),
                "paste": lambda _: self.menu.paste(),
                "prompt": lambda _: run.learning.help(),
            },
        )
