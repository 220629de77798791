"""Asks for what is to be opened: files, folders, links."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.dialogs.link import LinkDialog
from acting_mirror.gui.sessions.factory import SessionFactory
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.rehearsal.script_file import ENDINGS
from acting_mirror.vision.sources.link import is_link
from acting_mirror.vision.sources.photo_file import CLIP_SUFFIXES, PHOTO_SUFFIXES

_ENDINGS = " ".join(f"*{ending}" for ending in CLIP_SUFFIXES + PHOTO_SUFFIXES)


class OpenDialogs(QObject):
    """Shows the dialogs, and has their answers looked at.

    Attributes:
        link_dialog: The dialog for links; None before it was first asked for.
    """

    def __init__(
        self,
        window: QWidget,
        factory: SessionFactory,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
    ) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window, self._factory, self._current = window, factory, current
        self._preferences, self._messages = preferences, messages
        self.link_dialog: LinkDialog | None = None
        self._fetching: Message | None = None
        current.changed.connect(self._on_changed)
        factory.fetching.connect(self._on_fetching)
        factory.not_fetched.connect(self._on_not_fetched)

    def files(self) -> None:
        """Ask for a clip or photos, and open them."""
        files = [words for words in self._preferences.settings.window.recent if not is_link(words)]
        folder = str(Path(files[0]).parent) if files else ""
        kinds = tr("Clips and photos ({endings});;All files (*)", endings=_ENDINGS)
        chosen, _ = QFileDialog.getOpenFileNames(self._window, tr("Open a clip or photos"), folder, kinds)
        self._current.open_files([Path(name) for name in chosen])

    def folder(self) -> None:
        """Ask for a folder of photos, and open it."""
        if chosen := QFileDialog.getExistingDirectory(self._window, tr("Open a folder of photos")):
            self._current.open_files([Path(chosen)])

    def link(self) -> None:
        """Ask for a link, and fetch it."""
        if self.link_dialog is None:
            self.link_dialog = LinkDialog(self._window)
            self.link_dialog.wanted.connect(self._current.open_link)
            self.link_dialog.cancelled.connect(self._factory.cancel_fetch)
        self.link_dialog.show_idle()
        self.link_dialog.show()
        self.link_dialog.raise_()

    def drop(self, urls: Sequence[QUrl], rehearse: Callable[[Path], None]) -> None:
        """Open what was dropped on the window; a script goes to `rehearse`."""
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        scripts = [path for path in files if path.suffix.lower() in ENDINGS]
        if scripts:
            rehearse(scripts[0])
        elif files:
            self._current.open_files(files)
        elif urls:
            self.fetch(urls[0].toString())

    def fetch(self, link: str) -> None:
        """Fetch a link that was dropped on the window."""
        self._current.open_link(link)
        cancel = tr("Cancel"), self._factory.cancel_fetch
        self._fetching = self._messages.tell(tr("Fetching the clip…"), cancel, stays=True)

    def _on_changed(self) -> None:
        if self._fetching is not None:
            self._fetching.withdraw()
        if self.link_dialog is not None:
            self.link_dialog.show_idle()
            self.link_dialog.hide()

    def _on_fetching(self, done: int, total: int | None) -> None:
        if self.link_dialog is not None and self.link_dialog.isVisible():
            self.link_dialog.show_progress(done, total)

    def _on_not_fetched(self, words: str) -> None:
        if self._fetching is not None:
            self._fetching.withdraw()
        if self.link_dialog is not None and self.link_dialog.isVisible():
            self.link_dialog.show_error(words) if words else self.link_dialog.show_idle()
        elif words:
            self._messages.tell(words)
