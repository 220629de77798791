"""Learning the lines in the window: what is hidden where, help with it, and what was noted of the times before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.language import tr_count
from acting_mirror.core.line_help import LineHelp, RunHelp
from acting_mirror.core.text import key
from acting_mirror.gui.rehearse.line_cards import Card
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.help_log import HelpLog
from acting_mirror.rehearsal.hiding import pieces_of, seen
from acting_mirror.rehearsal.run import RehearsalRun, RunState
from acting_mirror.rehearsal.weak_lines import Recall, recalls, weakest_first
from acting_mirror.settings.schema import RehearsalSettings, Settings


class Learning(QObject):
    """Looks after one rehearsal."""

    changed = Signal()
    """Other words are shown, or more is known of the lines."""
    told = Signal(str)
    """Something could not be kept: a sentence for the user."""

    def __init__(
        self, run: RehearsalRun, script: OpenScript, preferences: Preferences, jobs: Jobs, parent: QObject
    ) -> None:
        """Know nothing of the lines yet."""
        super().__init__(parent)
        self._run, self._script, self._preferences = run, script, preferences
        self._known: dict[int, Recall] = {}
        self._lane = jobs.lane()
        preferences.changed.connect(self._on_settings)

    @property
    def shown(self) -> int:
        """How many words of the line of now are shown though they are hidden."""
        return self._run.prompting.shown

    def help(self) -> None:
        """Show the next word of the line of now, then all of it."""
        if self._settings.hidden != "none":
            self._run.prompting.help()
            self.changed.emit()

    def cards(self, cards: Sequence[Card]) -> list[Card]:
        """The actor's lines with where they needed help, and without what is hidden while a rehearsal goes."""
        goes = self._run.state not in (RunState.READY, RunState.SCORING)
        hidden = self._settings.hidden if goes else "none"
        return [
            replace(card, text=seen(card.text, pieces_of(card.text, hidden)), help=self._words(card.index))
            for card in cards
        ]

    def look(self) -> None:
        """Look what is known of the lines of the script that lies open."""
        script, character = self._script.script, self._script.character
        self._know({})
        if script is not None:
            self._lane.run(lambda _: recalls(HelpLog().load(), script, character), self._know, self.told.emit)

    def keep(self) -> None:
        """Keep where help was needed in a rehearsal that is over."""
        script, needed = self._script.script, dict(self._run.prompting.needed)
        if script is None or not needed:
            return
        lines = tuple(LineHelp(key(script.lines[index].text), needed[index]) for index in sorted(needed))
        made = datetime.now().astimezone()
        run = RunHelp(made, key(script.title), key(self._script.character), lines)
        self._run.prompting.begin()
        self._lane.run(lambda _: HelpLog().append(run), lambda _: self.look(), self.told.emit)

    def close(self) -> None:
        """Look no more."""
        self._lane.close()

    @property
    def _settings(self) -> RehearsalSettings:
        return self._preferences.settings.rehearsal

    def _know(self, known: dict[int, Recall]) -> None:
        self._known = known
        self._order()
        self.changed.emit()

    def _order(self) -> None:
        script = self._script.script if self._settings.weakest_first else None
        self._run.first = weakest_first(self._known, script) if script is not None else ()

    def _words(self, index: int) -> str:
        recall = self._known.get(index)
        if recall is None or not recall.needed:
            return ""
        return tr_count(
            "helped {needed} of {count} time",
            "helped {needed} of {count} times",
            recall.times,
            needed=recall.needed,
        )

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.rehearsal != after.rehearsal:
            self._order()
            self.changed.emit()
