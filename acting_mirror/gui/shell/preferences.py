"""The user's settings in the window: kept, shown, changed."""

import importlib.util
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.gui.dialogs.welcome import Welcome
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.settings.folders import recordings_folder
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version
from acting_mirror.vision.detectors import yunet_weights
from acting_mirror.vision.model_bundle import load_bundle, model_names

if TYPE_CHECKING:
    from acting_mirror.gui.dialogs.settings import SettingsDialog
    from acting_mirror.pipeline.stored_data import StoredData


class Preferences(QObject):
    """Holds the settings; every change is kept at once.

    Attributes:
        settings: As they are now.
    """

    changed = Signal(object, object)
    """The `Settings` before and after."""
    forgetting = Signal(object)
    """Names of the `StoredData` that are about to be deleted, a set."""
    forgotten = Signal(object)
    """The same when they are."""

    def __init__(self, store: SettingsStore, window: QWidget, messages: Messages, jobs: Jobs) -> None:
        """Load them."""
        super().__init__(window)
        self._window, self._store, self._messages = window, store, messages
        self.settings = store.load()
        self._lane = jobs.lane()
        self.dialog: SettingsDialog | None = None
        self.welcome_dialog: Welcome | None = None

    def change(self, settings: Settings) -> None:
        """Take other settings."""
        before, self.settings = self.settings, settings
        if before == settings:
            return
        try:
            self._store.save(settings)
        except UserError as error:
            self._messages.tell(sentence_of(error))
        if self.dialog is not None:
            self.dialog.show_settings(settings)
        self.changed.emit(before, settings)

    def change_window(self, **values: Any) -> None:  # noqa: ANN401 - the fields of `WindowSettings`
        """Change some of the window's settings."""
        self.change(replace(self.settings, window=replace(self.settings.window, **values)))

    def change_rehearsal(self, **values: Any) -> None:  # noqa: ANN401 - the fields of `RehearsalSettings`
        """Change some of how scripts are rehearsed."""
        self.change(replace(self.settings, rehearsal=replace(self.settings.rehearsal, **values)))

    def change_practice(self, **values: Any) -> None:  # noqa: ANN401 - the fields of `PracticeSettings`
        """Change some of what is practised."""
        self.change(replace(self.settings, practice=replace(self.settings.practice, **values)))

    def change_analysis(self, analysis: AnalysisSettings) -> None:
        """Change how faces are read."""
        self.change(replace(self.settings, analysis=analysis))

    def show(self) -> None:
        """Show the settings."""
        if self.dialog is None:
            from acting_mirror.gui.dialogs.settings import SettingsDialog

            self.dialog = SettingsDialog(self.settings, _models(), self._window)
            self.dialog.changed.connect(self.change)
            self.dialog.yunet_wanted.connect(self._download_yunet)
            self.dialog.kept.looked_at.connect(self._look_what_is_kept)
            self.dialog.kept.forget_wanted.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()

    def note(self, words: str) -> None:
        """Say a line in the settings, if they are open."""
        if self.dialog is not None:
            self.dialog.show_note(words)

    def welcome(self, set_up: Callable[[], None], tell_more: Callable[[Welcome], None]) -> None:
        """Say the words of the first run, once.

        Args:
            set_up: Called if the user wants that next.
            tell_more: Called if the user wants to read what the program is for; over the dialog, which stays.
        """
        if not self.settings.window.welcomed:
            self.welcome_dialog = dialog = Welcome(self._window)
            dialog.set_up_wanted.connect(set_up)
            dialog.ethics_wanted.connect(lambda: tell_more(dialog))
            dialog.accepted.connect(lambda: self.change_window(welcomed=True))
            dialog.open()

    def tell_update(self, show_news: Callable[[], None]) -> None:
        """Say once that the program was updated; `show_news` is called if the user wants to see what is new."""
        version, window = program_version(), self.settings.window
        if version is None or version == window.version:
            return
        if window.welcomed:  # before, all is new
            words = tr("Acting Mirror was updated to version {version}.", version=version)
            self._messages.tell(words, (tr("What is new"), show_news), stays=True)
        self.change_window(version=version)

    def close(self) -> None:
        """Stop a download, and wait for what is being deleted."""
        self._lane.close()

    def _download_yunet(self) -> None:
        self.note(tr("Downloading YuNet…"))

        def done(_: object) -> None:
            self.note(tr("YuNet is here."))
            if self.dialog is not None:
                self.dialog.refresh_yunet()

        self._lane.run(lambda _: yunet_weights.download(), done, self.note)

    def _look_what_is_kept(self) -> None:
        from acting_mirror.pipeline.stored_data import stored_data

        assert self.dialog is not None
        recordings = recordings_folder(self.settings.window)
        self._lane.run(lambda _: stored_data(recordings), self.dialog.kept.show_kept, self.note)

    def _forget(self, chosen: "Sequence[StoredData]") -> None:
        names = {each.name for each in chosen}
        self.forgetting.emit(names)
        if "settings" in names:
            self.change(Settings())
        elif "profiles" in names:
            self.change_rehearsal(profile=None)

        def delete(_: Job) -> None:
            for each in chosen:
                each.delete()

        def over(words: str) -> None:
            self.note(words)
            self.forgotten.emit(names)
            self._look_what_is_kept()

        self._lane.run(delete, lambda _: over(tr("It is deleted.")), over)


def _models() -> list[tuple[str, str]]:
    """Names and titles of the models at hand, without those whose card does not fit."""
    found = []
    for name in model_names():
        with suppress(UserError):
            found.append((name, load_bundle(name).card.title))
    return found


def loading_words(settings: AnalysisSettings) -> str:
    """What to say while another model or detector is loaded."""
    if settings.backend == "keras" and importlib.util.find_spec("tensorflow") is not None:
        return tr("Loading TensorFlow, which takes some seconds; reading continues as before until then.")
    return tr("Loading; reading continues as before until it is ready.")
