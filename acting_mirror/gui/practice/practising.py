"""The Practice page's ties to the rest of the window: settings, notices, sources."""

from PySide6.QtCore import QObject

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.gui.practice.page import PracticePage
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.settings.schema import Settings


class Practising(QObject):
    """Keeps what is chosen on the page, and tells what it says."""

    def __init__(self, page: PracticePage, preferences: Preferences, stage: CurrentSession, notice: Notice) -> None:
        """Tie a page to the window it is in."""
        super().__init__(page)
        self._page, self._preferences = page, preferences
        page.offer_sources(stage.sources)
        page.emotions_chosen.connect(self._choose)
        page.level_chosen.connect(lambda level: preferences.change_practice(level=level))
        page.desk.failed.connect(lambda words: notice.tell(words, stays=True))
        preferences.changed.connect(self._on_settings)
        page.apply_practice(preferences.settings.practice)

    def _choose(self, emotions: tuple[str, ...]) -> None:
        self._preferences.change_practice(emotions=() if emotions == EMOTIONS else emotions)

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.practice != after.practice:
            self._page.apply_practice(after.practice)
