"""The Rehearse page's ties to the rest of the window: settings, dialogs, notices, sources."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.take import Take
from acting_mirror.gui.mirror.sound_control import SoundControl
from acting_mirror.gui.rehearse.calibrate_dialog import CalibrateDialog
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.script_menu import ScriptMenu, may_leave
from acting_mirror.gui.rehearse.targets_dialog import TargetsDialog
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import show_folder
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import Settings
from acting_mirror.vision.model_bundle import load_bundle

_WAYS = (("key", "By key"), ("pace", "At a pace"), ("voice", "When I stop speaking"))
_SIZE_STEP, _SMALLEST, _LARGEST = 4, 16, 160


class Rehearsing(QObject):
    """Opens what the page asks for, and tells what it says.

    Attributes:
        targets_dialog: The table of targets; None before it was first asked for.
        calibrate_dialog: The calibration; None before it was first asked for.
        open: Opens a script, given its `Path`.
        ask: Asks for one.
    """

    review_wanted = Signal(object)
    """A `Take` that was just recorded is to be looked at."""

    def __init__(
        self,
        page: RehearsePage,
        preferences: Preferences,
        stage: CurrentSession,
        sound: SoundControl,
        notice: Notice,
    ) -> None:
        """Tie a page to the window it is in."""
        super().__init__(page)
        self._page, self._preferences, self._notice = page, preferences, notice
        self._profiles = Profiles()
        self._doubt = ""
        self.targets_dialog: TargetsDialog | None = None
        self.calibrate_dialog: CalibrateDialog | None = None
        menu = ScriptMenu(page.desk, page.bar, preferences, notice)
        self.open, self.ask = menu.open, menu.ask
        page.offer_scripts(menu.offers)
        page.offer_sources(stage.sources)
        page.run.level = lambda: sound.level
        sound.wanted = lambda: page.run.wants_voice
        page.edit_wanted.connect(self._edit)
        page.calibrate_wanted.connect(self._calibrate)
        page.told.connect(lambda words: notice.tell(words, stays=True))
        page.run.saved.connect(self._on_saved)
        page.bar.cue.clicked.connect(self._toggle_cue)
        page.bar.prompter.menu().aboutToShow.connect(self._fill_prompter_menu)
        preferences.changed.connect(self._on_settings)
        page.apply_rehearsal(preferences.settings.rehearsal)
        self._load_profile()

    def show_session(self, session: LiveSession | None) -> None:
        """Read by the actor's profile in another session too."""
        if session is not None:
            session.opened.connect(lambda: self._use_profile(session))
            session.opened.connect(self._tell_doubt)
            session.loaded.connect(self._tell_doubt)
        if self.calibrate_dialog is not None:
            self.calibrate_dialog.attend(session)

    def may_close(self, window: QWidget) -> bool:
        """Ask what becomes of edits that are not saved; whether the window may close."""
        return may_leave(self._page.desk, window)

    def close(self) -> None:
        """End what runs, before the window closes."""
        if self.calibrate_dialog is not None:
            self.calibrate_dialog.attend(None)
        self._page.close_down()

    # Dialogs

    def _edit(self) -> None:
        if self.targets_dialog is None:
            self.targets_dialog = TargetsDialog(self._page.desk, self._page.window())
        self.targets_dialog.show()
        self.targets_dialog.raise_()

    def _calibrate(self) -> None:
        if self.calibrate_dialog is None:
            name = self._preferences.settings.rehearsal.profile
            self.calibrate_dialog = CalibrateDialog(self._profiles, name, self._page.window())
            self.calibrate_dialog.chosen.connect(self._choose_profile)
        session = self._page.session
        self.calibrate_dialog.attend(session if isinstance(session, LiveSession) else None)
        self.calibrate_dialog.show()
        self.calibrate_dialog.raise_()

    # Settings

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.rehearsal != after.rehearsal:
            self._page.apply_rehearsal(after.rehearsal)
        if before.rehearsal.profile != after.rehearsal.profile:
            self._load_profile()
        if before.analysis.model != after.analysis.model:
            self._tell_doubt()

    def _choose_profile(self, name: str | None) -> None:
        self._preferences.change_rehearsal(profile=name)
        self._load_profile()  # it may have been measured anew under the same name

    def _load_profile(self) -> None:
        name, profile = self._preferences.settings.rehearsal.profile, None
        try:
            profile = self._profiles.load(name) if name is not None else None
        except UserError as error:
            self._notice.tell(sentence_of(error), stays=True)
        self._set_profile(profile)

    def _set_profile(self, profile: Profile | None) -> None:
        self._page.run.profile = profile
        if isinstance(self._page.session, LiveSession):
            self._use_profile(self._page.session)
        self._tell_doubt()

    def _use_profile(self, session: LiveSession) -> None:
        if session.engine is not None:
            session.engine.profile = self._page.run.profile

    def _toggle_cue(self) -> None:
        off = self._preferences.settings.rehearsal.cue == "off"
        self._preferences.change_rehearsal(cue="tone" if off else "off")

    def _fill_prompter_menu(self) -> None:
        menu, settings = self._page.bar.prompter.menu(), self._preferences.settings.rehearsal
        change = self._preferences.change_rehearsal
        menu.clear()
        menu.addAction("My lines end").setEnabled(False)
        group = QActionGroup(menu)
        for name, words in _WAYS:
            action = group.addAction(menu.addAction(words))
            action.setCheckable(True)
            action.setChecked(settings.advance == name)
            action.triggered.connect(_calling(partial(change, advance=name)))
        menu.addSeparator()
        mirrored = menu.addAction("Mirrored text")
        mirrored.setCheckable(True)
        mirrored.setChecked(settings.mirrored_text)
        mirrored.triggered.connect(lambda on: change(mirrored_text=on))
        for words, step in (("Larger type", _SIZE_STEP), ("Smaller type", -_SIZE_STEP)):
            size = min(max(settings.type_size + step, _SMALLEST), _LARGEST)
            menu.addAction(words).triggered.connect(_calling(partial(change, type_size=size)))
        menu.addSeparator()
        menu.addAction("More in the settings…", self._preferences.show)

    # What is told

    def _tell_doubt(self) -> None:
        """Tell when the profile was made with another model than the one that reads, for as long as that is so."""
        profile, model, before = self._page.run.profile, self._preferences.settings.analysis.model, self._doubt
        with suppress(UserError):  # a card that can't be read is told where it is loaded
            model = load_bundle(model).card.name
        self._doubt = profile.doubt(model) if profile is not None else ""
        if self._doubt:
            self._notice.tell(self._doubt, ("Calibrate…", self._calibrate), stays=True)
        elif before and self._notice.words == before:
            self._notice.hide()

    def _on_saved(self, take: Take) -> None:
        total = take.facts.total
        words = f"Saved {take.facts.name}" + (f" · {total:.0f} of 100" if total is not None else "")
        review = ("Review", lambda: self.review_wanted.emit(take))
        self._notice.tell(words, review, ("Show in folder", lambda: show_folder(take.folder)), stays=True)


def _calling(act: Callable[[], None]) -> Callable[[bool], None]:
    """What an action triggers, which says whether it is checked."""
    return lambda _: act()
