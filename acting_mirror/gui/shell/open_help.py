"""Opens the help, at whatever of it is wanted."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from acting_mirror import paths
from acting_mirror.gui.dialogs.help import PROBLEM, Help
from acting_mirror.gui.shell import actions
from acting_mirror.gui.shell.crash_recovery import CrashRecovery
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.settings.folders import recordings_folder


class OpenHelp(QObject):
    """One help at a time.

    Attributes:
        dialog: None before it was first asked for.
    """

    def __init__(self, window: QWidget, preferences: Preferences, recovery: CrashRecovery) -> None:
        """Show nothing yet."""
        super().__init__(window)
        self.dialog: Help | None = None
        self._window, self._preferences, self._recovery = window, preferences, recovery

    def show(self, page: str | None = None, over: QWidget | None = None) -> Help:
        """Show it at the keys of a page, else at how to rehearse; over a dialog that blocks the window, if one does."""
        if self.dialog is not None:
            self.dialog.deleteLater()  # the folder may be another one now
        folder = recordings_folder(self._preferences.settings.window)
        above = over or self._window
        self.dialog = Help(actions.by_page(), folder, page=page, ask_report=self._recovery.report, parent=above)
        self.dialog.show()
        return self.dialog

    def show_problem(self) -> None:
        """Show the report of a problem."""
        self.show().show_topic(PROBLEM)

    def show_news(self) -> None:
        """Show what is new."""
        self.show().show_guide(paths.changelog_file().stem)

    def show_ethics(self, over: QWidget) -> None:
        """Show what the program is for, and what not, over a dialog."""
        self.show(over=over).show_guide("ethics")
