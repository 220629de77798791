"""A slate in the window: asked for, shown on the prompter, and recorded as a take that is known as one."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import TAKES, TakeFacts
from acting_mirror.gui.rehearse.slate_card import SlateCard
from acting_mirror.gui.rehearse.slate_dialog import SlateDialog
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.shell.recording import ready_to_record
from acting_mirror.gui.widgets.countdown import Countdown
from acting_mirror.rehearsal.slate import ROLE, items_asked, slate_script


class SlateControl(QObject):
    """Shows one slate at a time, and records it as often as the actor likes.

    Attributes:
        card: Stands in the prompter's place while a slate is shown.
        shown: Whether one is.
        dialog: Asks what is said; None before it was first asked for.
    """

    changed = Signal()
    """A slate is shown, or no more, or it counts."""

    def __init__(
        self,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
        role: Callable[[], str],
        page: QWidget,
    ) -> None:
        """Show none yet; `role` is whom the actor plays, "" for nobody."""
        super().__init__(page)
        self._current, self._preferences, self._messages, self._role = current, preferences, messages, role
        self._page = page
        self._said: Mapping[str, str] = {}
        self.card, self.shown = SlateCard(), False
        self.dialog: SlateDialog | None = None
        self._countdown = Countdown(self)
        self._countdown.changed.connect(self.changed)
        self._countdown.over.connect(self._record)
        self.card.change.clicked.connect(self.edit)
        self.card.back.clicked.connect(self.leave)
        current.changed.connect(self.cancel_count)

    @property
    def count(self) -> str:
        """What the countdown shows; "" for none."""
        return self._countdown.words

    def ask(self) -> None:
        """Show the slate; where nothing is known of the actor, ask."""
        words = self._words()
        if any(said for item, said in words.items() if item != ROLE):
            self._show(words)
        else:
            self.edit()

    def edit(self) -> None:
        """Ask what is said."""
        if self.dialog is None:
            self.dialog = SlateDialog(items_asked(), self._page.window())
            self.dialog.told.connect(self._take)
        self.dialog.offer(self._words())

    def leave(self) -> None:
        """Go back to the script."""
        self.cancel_count()
        if self.shown:
            self.shown = False
            self.changed.emit()

    def toggle(self) -> None:
        """Record it after the countdown, or stop; a countdown is called off."""
        live = self._current.live
        if self._countdown.running:
            self.cancel_count()
        elif live is not None and live.recording:
            live.stop_recording()
        elif live is not None and not live.busy and live.picture() is not None:
            self._countdown.start(self._preferences.settings.rehearsal.countdown_s)

    def cancel_count(self) -> None:
        """Call the countdown off."""
        if self._countdown.running:
            self._countdown.cancel()

    def _words(self) -> dict[str, str]:
        """What is known of the actor, and whom they play now."""
        known = dict(self._preferences.settings.rehearsal.slate)
        return {**known, ROLE: self._role() or known.get(ROLE, "")}

    def _take(self, words: Mapping[str, str]) -> None:
        self._preferences.change_rehearsal(slate=tuple(words.items()))
        self._show(words)

    def _show(self, words: Mapping[str, str]) -> None:
        self._said, self.shown = words, True
        self.card.show_slate(slate_script(items_asked(), words))
        self.changed.emit()

    def _record(self) -> None:
        live = self._current.live
        if live is None:
            return
        folder, microphone = ready_to_record(self._preferences, self._messages)
        facts = TakeFacts(
            tr("Slate"), datetime.now().astimezone(), character=self._said.get(ROLE, "").strip(), slate=True
        )
        live.record_take(folder / TAKES, facts, None, microphone)
