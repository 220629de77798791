"""The profile by which the actor's face is read, in whatever session is live."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import Settings
from acting_mirror.vision.model_bundle import load_bundle


class FaceProfile(QObject):
    """Loads the profile that the settings name, and says when it was made with another model than the one that reads.

    Attributes:
        profiles: All there are.
        profile: The one that is used; None for none.
    """

    calibrate_wanted = Signal()
    """The user wants to measure their face anew."""

    def __init__(self, current: CurrentSession, preferences: Preferences, messages: Messages) -> None:
        """Use the one of last time."""
        super().__init__(messages)
        self.profiles = Profiles()
        self.profile: Profile | None = None
        self._current, self._preferences, self._messages = current, preferences, messages
        self._doubt: Message | None = None
        current.changed.connect(self._use)
        preferences.changed.connect(self._on_settings)
        self.load()

    def choose(self, name: str | None) -> None:
        """Use another one from now on; None for none."""
        self._preferences.change_rehearsal(profile=name)
        self.load()  # it may have been measured anew under the same name

    def load(self) -> None:
        """Use the one that the settings name, as it is in its file now."""
        name, self.profile = self._preferences.settings.rehearsal.profile, None
        try:
            self.profile = self.profiles.load(name) if name is not None else None
        except UserError as error:
            self._messages.tell(sentence_of(error))
        self._use()

    def _use(self) -> None:
        if (live := self._current.live) is not None:
            live.set_profile(self.profile)
        self._tell_doubt()

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.rehearsal.profile != after.rehearsal.profile:
            self.load()
        elif before.analysis.model != after.analysis.model:
            self._tell_doubt()

    def _tell_doubt(self) -> None:
        """Tell for as long as it is so that the profile was made with another model."""
        model = self._preferences.settings.analysis.model
        with suppress(UserError):  # a card that can't be read is told where it is loaded
            model = load_bundle(model).card.full_name
        words = self.profile.doubt(model) if self.profile is not None else ""
        if self._doubt is not None:
            self._doubt.withdraw()
        choice = (tr("Calibrate…"), self.calibrate_wanted.emit)
        self._doubt = self._messages.tell(words, choice, stays=True) if words else None
