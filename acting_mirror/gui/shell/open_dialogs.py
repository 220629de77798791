"""Asks for what is to be opened: files, folders, links."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.gui.dialogs.link import LinkDialog
from acting_mirror.gui.sessions.factory import SessionFactory
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.notice import Notice
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.link import is_link

_KINDS = (
    "Clips and photos (*.mp4 *.mov *.m4v *.avi *.mkv *.webm *.mpg *.wmv"
    " *.jpg *.jpeg *.png *.webp *.tif *.bmp);;All files (*)"
)


class OpenDialogs(QObject):
    """Shows the dialogs, and hands the answers on.

    Attributes:
        link_dialog: The dialog for links; None before it was first asked for.
    """

    def __init__(self, window: QWidget, opener: SessionFactory, preferences: Preferences, notice: Notice) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._opener, self._preferences, self._notice = window, opener, preferences, notice
        self.link_dialog: LinkDialog | None = None
        opener.made.connect(self._on_made)
        opener.fetching.connect(self._on_fetching)
        opener.not_fetched.connect(self._on_not_fetched)

    def files(self) -> None:
        """Ask for a clip or photos, and open them."""
        files = [words for words in self._preferences.settings.window.recent if not is_link(words)]
        folder = str(Path(files[0]).parent) if files else ""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Open a clip or photos", folder, _KINDS)
        if chosen:
            self.open_paths([Path(name) for name in chosen])

    def folder(self) -> None:
        """Ask for a folder of photos, and open it."""
        if chosen := QFileDialog.getExistingDirectory(self._window, "Open a folder of photos"):
            self.open_paths([Path(chosen)])

    def link(self) -> None:
        """Ask for a link, and fetch it."""
        if self.link_dialog is None:
            self.link_dialog = LinkDialog(self._window)
            self.link_dialog.wanted.connect(lambda link: self._opener.open_link(link, self._analysis))
            self.link_dialog.cancelled.connect(self._opener.cancel_link)
        self.link_dialog.show_idle()
        self.link_dialog.show()
        self.link_dialog.raise_()

    def open_paths(self, paths: list[Path]) -> None:
        """Open a clip, or photos."""
        self._opener.open_paths(paths, self._analysis)

    def open_dropped_link(self, link: str) -> None:
        """Fetch a link that was dropped on the window."""
        self._opener.open_link(link, self._analysis)
        self._notice.tell("Fetching the clip…", ("Cancel", self._opener.cancel_link), stays=True)

    @property
    def _analysis(self) -> AnalysisSettings:
        return self._preferences.settings.analysis

    def _on_made(self, *_: object) -> None:
        if self.link_dialog is not None:
            self.link_dialog.show_idle()
            self.link_dialog.hide()

    def _on_fetching(self, done: int, total: int | None) -> None:
        if self.link_dialog is not None and self.link_dialog.isVisible():
            self.link_dialog.show_progress(done, total)

    def _on_not_fetched(self, words: str) -> None:
        if self.link_dialog is not None and self.link_dialog.isVisible():
            self.link_dialog.show_error(words) if words else self.link_dialog.show_idle()
        elif words:
            self._notice.tell(words, stays=True)
