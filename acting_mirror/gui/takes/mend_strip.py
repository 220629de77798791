"""Under the picture of a take that lacks something: what, and the button that mends it, with progress."""

import time
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import Take
from acting_mirror.gui.sessions.jobs import Job
from acting_mirror.gui.takes.take_actions import TakeActions
from acting_mirror.gui.widgets.form import label, set_role
from acting_mirror.record.take_store import Lack, OpenedTake

_MEND: Final = {Lack.END: marked("Finish it"), Lack.READINGS: marked("Read it again")}


class MendStrip(QWidget):
    """Mends one take at a time; hidden while nothing can be mended."""

    begun = Signal()
    """It is being mended: nobody may have its film open."""
    ended = Signal(object)
    """The folder of a take that is mended, or was not to be after all: it is to be looked at anew."""

    def __init__(self, actions: TakeActions) -> None:
        """Start hidden."""
        super().__init__()
        self._actions = actions
        self._take: Take | None = None
        self._job: Job | None = None
        self.words = label("", "second")
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setAccessibleName(tr("How much of the take is read"))
        self.button = QPushButton()
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self.button)
        self._on, self._since = False, 0.0
        self.hide()

    def show_take(self, opened: OpenedTake) -> None:
        """Say what a take lacks, and what the button does about it."""
        self._take, self._on = opened.take, False
        lack = next((lack for lack in opened.lacks if lack in _MEND), None)
        if lack is None or Lack.MEDIA in opened.lacks:
            self.hide()
            return
        self.words.setText(str(lack))
        self.button.setText(tr(_MEND[lack]))
        set_role(self.button, "primary")
        self._show(bar=False)

    def begin(self) -> None:
        """Show that it is being mended."""
        self._on, self._since = True, time.monotonic()
        self.words.setText(tr("Reading the take…"))
        self._bar.setRange(0, 0)
        self.button.setText(tr("Cancel"))
        set_role(self.button, "link")
        self._show(bar=True)

    def show_share(self, done: int, total: int | None) -> None:
        """Say how many pictures are done, of how many where that is known."""
        if not self._on or not total:
            return
        share = min(done / total, 1.0)
        left_s = (time.monotonic() - self._since) * (1 - share) / share
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * share))
        words = tr("Reading the take: {share:.0f} %", share=100 * share)
        if share > 0.02:
            words = tr("Reading the take: {share:.0f} % · {seconds:.0f} s left", share=100 * share, seconds=left_s)
        self.words.setText(words)

    def cancel(self) -> None:
        """Leave the take as it is."""
        if self._job is not None:
            self._job.stop.set()

    def _mend(self) -> None:
        if (take := self._take) is None or self._job is not None:
            return

        def ended() -> None:
            self._job = None
            self.ended.emit(take.folder)

        self.begun.emit()
        self.begin()
        self._job = self._actions.mend(take, self.show_share, ended)

    def _show(self, bar: bool) -> None:
        self._bar.setVisible(bar)
        self.show()

    def _on_button(self) -> None:
        self.cancel() if self._on else self._mend()
