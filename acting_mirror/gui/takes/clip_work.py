"""What the dialogs share that make something of a finished clip."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtWidgets import QComboBox

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.jobs import Job
from acting_mirror.settings.tape_profile import load, tape_profiles

CLIPS: Final = "*.mp4 *.mov *.m4v *.avi *.mkv *.webm *.mpg *.wmv"
"""Names of clips, as a dialog of files takes them."""


class ProfileChoice(QComboBox):
    """For whom a self-tape is; the data is the profile's name."""

    def renew(self) -> None:
        """List the profiles that there are now, and keep the chosen one."""
        chosen = self.currentData()
        self.clear()
        for name in tape_profiles():
            with suppress(UserError):  # a broken one is told by the command
                self.addItem(load(name).title, name)
        self.setCurrentIndex(max(0, self.findData(chosen or "general")))


def telling(job: Job, words: str, words_of_all: str) -> Callable[[int, int | None], None]:
    """Reports to a job every so often; in other words where it is known of how many pictures."""

    def tell(done: int, total: int | None) -> None:
        if done % 10 == 0:
            job.report(done, total, tr(words_of_all if total else words, number=done, total=total))

    return tell
