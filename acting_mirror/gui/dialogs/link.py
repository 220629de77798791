"""A clip from a link: paste it, see it come, or stop it."""

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, label
from acting_mirror.gui.widgets.progress import Progress

_NO_LINK: Final = marked("That isn't a link: paste an address that begins with http:// or https://.")
_MB: Final = 1_000_000


class LinkDialog(Dialog):
    """Asks for a link; the caller fetches it and says how that goes."""

    wanted = Signal(str)
    """The link to fetch."""
    cancelled = Signal()
    """Fetching is to stop; also when the dialog is closed meanwhile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out, with the link in it that was copied last."""
        super().__init__(parent)
        self.setWindowTitle(tr("Open a link"))
        self._busy = False
        self.field = QLineEdit(_copied_link(), placeholderText="https://…")
        self.field.setAccessibleName(tr("Link"))
        self.field.setToolTip(tr("The address of a page with a clip, such as one on YouTube"))
        self.field.textChanged.connect(self.show_idle)
        self._progress = Progress()
        self._fetch = button(tr("Fetch"), tr("Fetch the clip and open it (Enter)"), "primary")
        self._fetch.setDefault(True)
        self._fetch.clicked.connect(self._want)
        self._cancel = button(tr("Cancel"), tr("Stop fetching, or close this (Esc)"))
        self._cancel.clicked.connect(self._stop_or_close)
        self._lay_out()
        self.show_idle()

    def show_idle(self) -> None:
        """Wait for a link."""
        self._set_busy(False)
        self._progress.say("")

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how many bytes came, of how many where that is known."""
        self._set_busy(True)
        self._progress.show_share(done, total, megabytes(done, total))

    def show_error(self, words: str) -> None:
        """Say what went wrong; one can try again."""
        self._set_busy(False)
        self._progress.say(words, "warning")
        self.field.setFocus()

    def reject(self) -> None:
        """Close it, and stop what is fetched."""
        self._stop()
        super().reject()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._fetch)
        title = label(tr("Link to a &clip"), "title")
        title.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self.field)
        column.addWidget(label(tr("Only fetch what you may use. The clip is read on this machine."), "small"))
        column.addWidget(self._progress)
        column.addStretch(1)
        column.addLayout(buttons)
        QWidget.setTabOrder(self.field, self._cancel)
        self.resize(540, 250)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field.setReadOnly(busy)
        self._fetch.setEnabled(not busy and bool(self.field.text().strip()))

    def _want(self) -> None:
        link = self.field.text().strip()
        if not _is_web_link(link):
            self.show_error(tr(_NO_LINK))
            return
        self._set_busy(True)
        self._progress.show_share(0, None, tr("Asking for the clip…"))
        self.wanted.emit(link)

    def _stop_or_close(self) -> None:
        if self._busy:
            self._stop()
        else:
            self.reject()

    def _stop(self) -> None:
        if self._busy:
            self.show_idle()
            self.cancelled.emit()


def megabytes(done: int, total: int | None) -> str:
    """Bytes in words: "12 of 48 MB", "0.4 of 2.1 MB", or "12 MB" when the total is not known."""
    digits = 1 if max(done, total or 0) < 10 * _MB else 0
    came = f"{done / _MB:.{digits}f}"
    if total:
        whole = f"{total / _MB:.{digits}f}"
        return tr("{came} of {total} MB", came=came, total=whole)
    return tr("{came} MB", came=came)


def _is_web_link(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:  # such as "http://["
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, words))


def _copied_link() -> str:
    words = QGuiApplication.clipboard().text().strip()
    return words if _is_web_link(words) else ""
