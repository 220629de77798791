"""The Takes page: what was recorded, looked at again and compared."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import MEDIA_FILE, ListedTake, Take
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.takes.bar import TakesBar
from acting_mirror.gui.takes.check_dialog import CheckDialog
from acting_mirror.gui.takes.compare import Compare
from acting_mirror.gui.takes.deliver_dialog import DeliverDialog
from acting_mirror.gui.takes.library import Library
from acting_mirror.gui.takes.review import Review
from acting_mirror.gui.takes.self_tape_dialog import SelfTapeDialog
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.gui.takes.thumbnails import Thumbnails
from acting_mirror.gui.takes.view import TakesView
from acting_mirror.gui.widgets.folders import documents_folder, open_folder
from acting_mirror.gui.widgets.page import TITLES, Page
from acting_mirror.settings.schema import Settings

View = TypeVar("View", bound=TakesView)

_FILMS: Final = {"takes", "recordings"}
"""Of the `StoredData`, what is listed here."""


class TakesPage(Page):
    """A library, a review and a comparison; one of them is shown, and is asked.

    Attributes:
        take_actions: What can be done with takes.
        library: All takes.
        tape: Scores a clip; None before it was first asked for.
        checking: Checks a self-tape; None before it was first asked for.
        delivering: Delivers a self-tape; None before it was first asked for.
    """

    title = TITLES[3]

    rehearse_wanted = Signal()
    """Where takes are made is to be shown."""
    play_wanted = Signal(object)
    """The `Path` of another recording, which is to be played."""

    def __init__(
        self, current: CurrentSession, preferences: Preferences, messages: Messages, history: History, jobs: Jobs
    ) -> None:
        """Lay out an empty page."""
        super().__init__()
        self._current, self._preferences, self._messages, self._jobs = current, preferences, messages, jobs
        self._thumbnails = Thumbnails(jobs, self)
        self.take_actions = TakeActions(preferences, messages, history, jobs, self._thumbnails, self)
        self.library = Library(self.take_actions, self._thumbnails, self.rehearse_wanted.emit)
        self._views: list[TakesView] = []
        self._full_screen = False
        self._stack, self.bar = _Stack(), TakesBar()
        self.tape: SelfTapeDialog | None = None
        self.checking: CheckDialog | None = None
        self.delivering: DeliverDialog | None = None
        self.first_focus = self.library.first_focus
        self.lay_out(self._stack, self.bar)
        self._connect()
        self._add(self.library)
        self._show_buttons()
        self._on_session()

    @cached_property
    def review(self) -> Review:
        """One take; made when it is first asked for, as the window opens sooner without it."""
        made = self._add(Review(self.take_actions, self._messages, self))
        made.split.set_curves_height(self._preferences.settings.window.take_curves_height)
        made.split.dragged.connect(lambda height: self._preferences.change_window(take_curves_height=height))
        return made

    @cached_property
    def compare(self) -> Compare:
        """Two takes; made when it is first asked for."""
        return self._add(Compare(self.take_actions, self._messages, self))

    @property
    def shown(self) -> TakesView:
        """The library, the review or the comparison."""
        return self._views[self._stack.currentIndex()]

    def enter(self) -> None:
        """Begin to paint, and look at what there is."""
        super().enter()
        if not self.shown.enter():
            self._go_back()

    def leave(self) -> None:
        """Paint no more, and pause."""
        super().leave()
        for view in self._views:
            view.leave()

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture of the take, or come back from that."""
        self._full_screen = on
        self.bar.setVisible(not on)
        self.shown.set_full_screen(on)

    def close_down(self) -> None:
        """Let go of all files; what was written is saved first."""
        for view in self._views:
            view.let_go()
        self.take_actions.close()
        self._thumbnails.close()
        for dialog in (self.tape, self.checking, self.delivering):
            if dialog is not None:
                dialog.close_down()

    # What the user does

    def open_take(self, folder: Path, play: bool = False) -> None:
        """Look at a take again."""
        self.review.open(folder, lambda: self._turn(self.review), play)

    @property
    def looked_at(self) -> list[Path]:
        """The folders of the takes that are reviewed or compared; none in the library."""
        return self.shown.looked_at

    def look_at(self, folders: Sequence[Path]) -> None:
        """Review one take, or compare two; stay in the library for none."""
        if len(folders) > 1:
            self.compare.begin(folders, lambda: self._turn(self.compare))
        elif folders:
            self.open_take(folders[0])

    def main_action(self) -> None:
        """Play, or pause; in the library, open the selected take and play it."""
        self.shown.toggle()

    def step(self, count: int) -> None:
        """Go on or back by pictures."""
        self.shown.step(count)

    def skip(self, seconds: float) -> None:
        """Go on or back by seconds."""
        self.shown.skip(seconds)

    def back(self) -> None:
        """Go back to the library."""
        if self.shown is not self.library:
            self._go_back()

    def export(self) -> bool:
        """Save the numbers of the take."""
        if (take := self.shown.only) is not None and not take.recording:
            self.take_actions.export(take)
        return True

    def score_clip(self) -> None:
        """Ask for a clip that was filmed elsewhere, score it, and make it a take."""
        if self.tape is None:
            self.tape = SelfTapeDialog(self._preferences, self._jobs, self)
            self.tape.made.connect(self._on_tape)
        scripts = self._preferences.settings.rehearsal.scripts
        self.tape.offer(Path(scripts[0][0]) if scripts else None)

    def check_tape(self, film: Path | None = None) -> None:
        """Ask for a self-tape, or show one that was chosen, and check it."""
        if self.checking is None:
            self.checking = CheckDialog(self._preferences, self._jobs, self)
            self.checking.deliver_wanted.connect(self.deliver_tape)
        self.checking.offer(film)

    def deliver_tape(self, film: Path | None) -> None:
        """Ask what to deliver of a film, for whom and under which name, and deliver it."""
        self._deliver({} if film is None else {film: film.parent.name if film.name == MEDIA_FILE else film.name})

    def deliver_takes(self, takes: Sequence[ListedTake]) -> None:
        """The same of takes, the oldest first."""
        films = {take.folder / MEDIA_FILE: take.name for take in sorted(takes, key=lambda take: take.made)}
        self._deliver(films, takes[0].character)

    def compare_chosen(self) -> None:
        """Compare the two chosen takes; of one, it and the best other one of its script."""
        if chosen := self.shown.chosen[:2]:
            self.compare.begin([take.folder for take in chosen], lambda: self._turn(self.compare))

    # What becomes of it

    def _deliver(self, films: Mapping[Path, str], role: str = "") -> None:
        if self.delivering is None:
            self.delivering = DeliverDialog(documents_folder(), self._preferences, self._jobs, self)
        self.delivering.offer(films, role)
        self.take_actions.find_all(self.delivering.propose_slate)

    def _add(self, view: View) -> View:
        """Have another view to turn to."""
        self._views.append(view)
        self._stack.addWidget(view)
        before = view.findChildren(QWidget)[-1]
        for button in self.bar.findChildren(QPushButton):  # Tab comes to the bar last, as the eye does
            QWidget.setTabOrder(before, button)
            before = button
        view.changed.connect(self._show_buttons)
        return view

    def _turn(self, view: TakesView) -> None:
        """Show another view, or the same one anew."""
        for each in self._views:
            if each is not view:
                each.let_go()
        self._stack.setCurrentWidget(view)
        view.set_full_screen(self._full_screen)
        self.first_focus = view.first_focus
        view.first_focus.setFocus()
        self._show_buttons()

    def _go_back(self) -> None:
        self.shown.give_up()
        self._turn(self.library)
        self.library.ask()

    def _on_tape(self, take: Take) -> None:
        self.library.ask(take.folder)
        if not self.isHidden():
            self.open_take(take.folder)

    def _on_session(self) -> None:
        """Notice when a take is recorded."""
        if (live := self._current.live) is not None:
            live.take_saved.connect(lambda take: self.library.ask(take.folder))

    def _on_settings(self, before: Settings, after: Settings) -> None:
        """Look at the folder that the user chose."""
        if not self.isHidden() and before.window.recordings != after.window.recordings:
            self._go_back()

    def _on_star(self) -> None:
        if (take := self.shown.only) is not None:
            self.take_actions.toggle_star(take)

    def _show_picture(self) -> None:
        self.shown.show_picture()

    def _show_panels(self) -> None:
        self.shown.show_panels()

    def _show_buttons(self) -> None:
        self.shown.show_buttons(self.bar)

    def _fill_menu(self) -> None:
        """What else can be done with the take; with a damaged one, what can be done all the same."""
        menu, take, export = self.bar.more.menu(), self.shown.only, self.take_actions.export
        menu.clear()
        if take is None:
            self._fill_menu_of_several(menu)
            return
        if take.whole:
            menu.addAction(tr("Rename"), self.shown.rename)
            menu.addAction(tr("Check…"), lambda: self.check_tape(take.folder / MEDIA_FILE))
            menu.addAction(tr("Deliver…"), lambda: self.deliver_takes([take]))
            menu.addAction(tr("Report to share…"), lambda: export(take, "html"))
            menu.addAction(tr("Export lines as CSV…"), lambda: export(take, "csv"))
            menu.addAction(tr("Export all as JSON…"), lambda: export(take, "json"))
        menu.addAction(*open_folder(take.folder))
        menu.addSeparator()
        menu.addAction(tr("Move to the bin"), lambda: self.take_actions.delete([take]))

    def _fill_menu_of_several(self, menu: QMenu) -> None:
        takes = self.shown.chosen
        if whole := [take for take in takes if take.whole]:
            menu.addAction(tr("Deliver…"), lambda: self.deliver_takes(whole))
            menu.addSeparator()
        menu.addAction(tr("Move to the bin"), lambda: self.take_actions.delete(takes))

    # Putting it together

    def _look_anew(self) -> None:
        if self.isVisible():
            self.library.ask()

    def _connect(self) -> None:
        library, bar = self.library, self.bar
        library.opened.connect(self.open_take)
        library.play_wanted.connect(self.play_wanted)
        library.clip.clicked.connect(self.score_clip)
        library.check.clicked.connect(lambda: self.check_tape())
        library.menu_wanted.connect(lambda at: bar.more.menu().popup(at))
        bar.back.clicked.connect(self.back)
        bar.compare.clicked.connect(self.compare_chosen)
        bar.weakest.clicked.connect(lambda: self.review.play_weakest())
        bar.main.clicked.connect(self.main_action)
        bar.marker.clicked.connect(lambda: self.shown.add_marker())
        bar.star.clicked.connect(self._on_star)
        bar.more.menu().aboutToShow.connect(self._fill_menu)
        self.take_actions.leaving.connect(self.back)
        bind(
            self,
            {
                "marker": lambda _: self.shown.add_marker(),
                "line": lambda key: self.shown.step_line(2 * key - 1),
                "delete": lambda _: self.take_actions.delete(self.shown.chosen),
            },
        )
        self._current.changed.connect(self._on_session)
        self._preferences.changed.connect(self._on_settings)
        self._preferences.forgetting.connect(lambda names: self.back() if names & _FILMS else None)
        self._preferences.forgotten.connect(lambda names: self._look_anew() if names & _FILMS else None)


class _Stack(QStackedLayout):
    """Needs no more room than the view that is shown."""

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()
