"""The Takes page: what was recorded, looked at again and compared."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from acting_mirror.core.take import ListedTake, Take, listed
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.bar import TakesBar
from acting_mirror.gui.takes.compare import Compare
from acting_mirror.gui.takes.comparing import Comparing
from acting_mirror.gui.takes.desk import Opened, TakeDesk
from acting_mirror.gui.takes.keeping import Keeping
from acting_mirror.gui.takes.library import Library
from acting_mirror.gui.takes.mending import Mending
from acting_mirror.gui.takes.review import Review
from acting_mirror.gui.takes.self_tape_dialog import SelfTapeDialog
from acting_mirror.gui.takes.take_changes import TakeChanges
from acting_mirror.gui.takes.take_export import TakeExport
from acting_mirror.gui.takes.take_menu import fill_take_menu
from acting_mirror.gui.takes.thumbnails import Thumbnails
from acting_mirror.gui.widgets.folders import show_folder
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.gui.widgets.page import Page
from acting_mirror.settings.schema import Settings

_NARROW: Final = 1100


class TakesPage(Page):
    """A library, a review and a comparison; one of them is shown.

    Attributes:
        desk: Opens and changes takes.
        changes: What the user changes.
        library: All takes.
        review: One take.
        compare: Two takes.
        comparing: Opens them.
        tape: Scores a clip; None before it was first asked for.
    """

    title = "Takes"

    rehearse_wanted = Signal()
    """Where takes are made is to be shown."""

    def __init__(self, current: CurrentSession, preferences: Preferences, messages: Messages, jobs: Jobs) -> None:
        """Lay out an empty page."""
        super().__init__()
        self._current, self._preferences, self._messages, self._jobs = current, preferences, messages, jobs
        self.desk, self._thumbnails = TakeDesk(preferences, jobs, self), Thumbnails(jobs, self)
        self.library = Library(self._thumbnails, self.rehearse_wanted.emit)
        self.review, self.compare, self.bar = Review(), Compare(), TakesBar()
        self.comparing = Comparing(self.desk, self.compare, self)
        self.changes, self._export = TakeChanges(self.desk, self), TakeExport(self.desk, self)
        self._stack = QStackedWidget()
        self.tape: SelfTapeDialog | None = None
        self._shown, self._full_screen = False, False
        self._mending = Mending(self.desk, self.review, preferences, self)
        Keeping(self.changes, self.review, self)
        self.first_focus = self.library.list
        self._lay_out()
        self._connect()
        self._show_buttons()

    def enter(self) -> None:
        """Begin to paint, and look at what there is."""
        self._shown = True
        super().enter()
        self.library.ask()
        take = self.review.take
        if self._at(self.review) and take is not None and not take.folder.exists():
            self._tell(f"The folder of {take.facts.name} is gone: look into the bin.")
            self._go_back()

    def leave(self) -> None:
        """Paint no more, and pause."""
        self._shown = False
        super().leave()
        self.review.card.flush()
        self._pause()

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture of the take, or come back from that."""
        self._full_screen = on
        self.bar.setVisible(not on)
        self.review.set_full_screen(on)

    def close_down(self) -> None:
        """Let go of all files; what was written is saved first."""
        self.review.card.flush()
        self.review.close_player()
        self.compare.close_players()
        self.desk.close()
        self._thumbnails.close()
        if self.tape is not None:
            self.tape.close_down()

    # What the user does

    def open_take(self, folder: Path, play: bool = False) -> None:
        """Look at a take again."""
        self.review.card.flush()

        def opened(what: Opened) -> None:
            self._mending.cancel()
            self.compare.close_players()
            self.review.show_take(what)
            self._turn(self.review)
            if play and self.review.player is not None:
                self.review.player.opened.connect(self.review.toggle)

        self.desk.open(folder, opened, self._on_not_opened)

    def main_action(self) -> None:
        """Play, or pause; in the library, open the selected take and play it."""
        if self._at(self.review):
            self.review.toggle()
        elif self._at(self.compare):
            self.compare.toggle()
        elif (chosen := self.library.chosen) and not chosen[0].problem:
            self.open_take(chosen[0].folder, play=True)

    def step(self, count: int) -> None:
        """Go on or back by pictures."""
        if self._at(self.review):
            self.review.step(count)
        elif self._at(self.compare):
            self.compare.step(count)

    def skip(self, seconds: float) -> None:
        """Go on or back by seconds."""
        if self._at(self.review):
            self.review.seek(self.review.now_s + seconds)

    def back(self) -> None:
        """Go back to the library."""
        if not self._at(self.library):
            self._go_back()

    def export(self) -> bool:
        """Save the numbers of the take."""
        if (take := self._chosen) is not None:
            self._export.ask(take)
        return True

    def add_marker(self) -> None:
        """Note something at this moment of the take."""
        if self._at(self.review):
            self.review.add_marker()

    def step_line(self, count: int) -> None:
        """Go on or back by lines."""
        if self._at(self.review):
            self.review.step_line(count)
        elif self._at(self.compare):
            self.compare.step_line(count)

    def score_clip(self) -> None:
        """Ask for a clip that was filmed elsewhere, score it, and make it a take."""
        if self.tape is None:
            self.tape = SelfTapeDialog(self._preferences, self._jobs, self)
            self.tape.made.connect(self._on_tape)
        scripts = self._preferences.settings.rehearsal.scripts
        self.tape.offer(Path(scripts[0][0]) if scripts else None)

    def compare_chosen(self) -> None:
        """Compare the two selected takes; of one, it and the best other one of its script."""
        chosen = [take.folder for take in self.library.chosen] if self._at(self.library) else []
        if len(chosen) < 2 and (take := self._chosen) is not None:
            chosen = [take.folder]
        if chosen:
            self.comparing.begin(chosen[:2])

    # What becomes of it

    @property
    def _chosen(self) -> ListedTake | None:
        """The take that the buttons are about."""
        if self._at(self.review) and self.review.take is not None:
            return listed(self.review.take)
        chosen = self.library.chosen if self._at(self.library) else []
        return chosen[0] if len(chosen) == 1 else None

    def _on_compared(self) -> None:
        self.review.card.flush()
        self.review.close_player()
        self._turn(self.compare)

    def _go_back(self) -> None:
        self.review.card.flush()
        self._mending.cancel()
        self.review.close_player()
        self.compare.close_players()
        self._turn(self.library)
        self.library.ask()

    def _turn(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        focus = {self.library: self.library.list, self.review: self.review.view, self.compare: self.compare}[part]
        self.first_focus = focus
        focus.setFocus()
        self._show_buttons()

    def _at(self, part: QWidget) -> bool:
        return self._stack.currentWidget() is part

    def _pause(self) -> None:
        self.review.pause()
        self.compare.aligned.pause()

    def _tell(self, words: str, *choices: Choice) -> None:
        self._messages.tell(words, *choices, on=self)

    def _on_exported(self, path: Path, told: str) -> None:
        words = f"Saved {path.name}" + (f". {told}" if told else "")
        self._tell(words, ("Show in folder", lambda: show_folder(path)))

    def _hint(self, words: str) -> None:
        """Tell once what every take would tell again, such as that there is no loudspeaker."""
        self._messages.tell(words, on=self, once=True)

    def _on_not_opened(self, words: str) -> None:
        self._tell(words)
        self.library.ask()

    def _on_tape(self, take: Take) -> None:
        self._list_anew(take.folder)
        if self._shown:
            self.open_take(take.folder)

    def _on_changed(self, take: Take) -> None:
        if self._reviews(take.folder):
            self.review.show_facts(take)
        self.library.ask()
        self._show_buttons()

    # Changes

    def _reviews(self, folder: Path) -> bool:
        return self._at(self.review) and self.review.take is not None and self.review.folder == folder

    def _delete(self, take: ListedTake) -> None:
        if self._at(self.review):
            self._go_back()  # Windows moves no file that is open
        self._thumbnails.forget(take.folder)
        self.changes.delete(take)

    def _list_anew(self, folder: Path | None) -> None:
        if folder is not None:
            self.library.select(folder)
        self.library.ask()

    def _on_mended(self, folder: Path) -> None:
        """Look at the take as it is now."""
        self._thumbnails.forget(folder)
        if self._reviews(folder):
            self.open_take(folder)

    # What time brings

    def _show_picture(self) -> None:
        if self._at(self.review):
            self.review.show_picture()
        elif self._at(self.compare):
            self.compare.show_pictures()

    def _show_panels(self) -> None:
        if self._at(self.review) and not self._full_screen:
            self.review.show_panels()
        elif self._at(self.compare):
            self.compare.show_panels()

    def _show_buttons(self) -> None:
        take, chosen = self._chosen, self.library.chosen
        usable = take is not None and not take.problem
        if self._at(self.review):
            self.bar.show_review(take, self.review.player is not None, self.review.has_scores, self.review.playing)
        elif self._at(self.compare):
            self.bar.show_compare(self.compare.aligned.playing)
        else:
            self.bar.show_library(take, usable or len(chosen) == 2)

    def _fill_menu(self) -> None:
        if (take := self._chosen) is not None:
            rename = self.library.rename if self._at(self.library) else self.review.card.name.setFocus
            fill_take_menu(self.bar.more.menu(), take, rename, self._export.ask, self._delete)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the bar where there is no room."""
        self.bar.narrow(self.width() < _NARROW)
        super().resizeEvent(event)

    def _connect(self) -> None:
        desk, changes, library, review, bar = self.desk, self.changes, self.library, self.review, self.bar
        library.wanted.connect(desk.look)
        library.opened.connect(lambda take: self.open_take(take.folder))
        library.clip.clicked.connect(self.score_clip)
        library.selected.connect(self._show_buttons)
        library.menu_wanted.connect(lambda at: bar.more.menu().popup(at))
        library.rows.renamed.connect(lambda take, name: changes.rename(take.folder, name))
        library.painter.star_clicked.connect(changes.toggle_star)
        desk.listed.connect(library.show_takes)
        desk.changed.connect(self._on_changed)
        changes.told.connect(lambda words, choices: self._tell(words, *choices))
        changes.listed_anew.connect(self._list_anew)
        self._export.saved.connect(self._on_exported)
        review.changed.connect(self._show_buttons)
        review.problem.connect(self._hint)
        self._mending.ended.connect(self._on_mended)
        self.comparing.opened.connect(self._on_compared)
        self.comparing.told.connect(self._tell)
        self.compare.problem.connect(self._hint)
        self.compare.aligned.changed.connect(self._show_buttons)
        bar.back.clicked.connect(self.back)
        bar.compare.clicked.connect(self.compare_chosen)
        bar.weakest.clicked.connect(review.play_weakest)
        bar.main.clicked.connect(self.main_action)
        bar.marker.clicked.connect(self.add_marker)
        bar.star.clicked.connect(self._on_star)
        bar.more.menu().aboutToShow.connect(self._fill_menu)
        bind(self, {"marker": lambda _: self.add_marker(), "line": lambda key: self.step_line(2 * key - 1)})
        self._current.changed.connect(self._on_session)
        self._preferences.changed.connect(self._on_settings)

    def _on_session(self) -> None:
        """Notice when a take is recorded."""
        if (live := self._current.live) is not None:
            live.take_saved.connect(lambda take: self._list_anew(take.folder))

    def _on_settings(self, before: Settings, after: Settings) -> None:
        """Look at the folder that the user chose."""
        if self._shown and before.window.recordings != after.window.recordings:
            self._go_back()

    def _on_star(self) -> None:
        if (take := self._chosen) is not None:
            self.changes.toggle_star(take)

    def _lay_out(self) -> None:
        for part in (self.library, self.review, self.compare):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
