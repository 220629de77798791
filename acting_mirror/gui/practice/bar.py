"""The bar under the practice: start and stop, pause, skip."""

from PySide6.QtWidgets import QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.widgets.bottom_bar import Bar
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.main_button import MainButton


class PracticeBar(Bar):
    """Buttons only; whoever owns it connects them.

    Attributes:
        pause: Lets the round wait, and go on.
        skip: Leaves the task of now.
        main: Starts and stops a round.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay them out."""
        super().__init__(parent)
        self.pause, self.skip, self.main = QPushButton(), QPushButton(tr("Skip")), MainButton()
        self.pause.setToolTip(tip("pause", "Practice"))
        self.skip.setToolTip(tip("step", "Practice", 1))
        self.main.setToolTip(tip("main", "Practice"))
        self._keys = label("", "quiet")
        self._keys.setWordWrap(False)
        self.place((self.pause, self.skip), (self.main,), (self._keys,))
        self.show_round(running=False, paused=False, can_start=False)

    def show_round(self, running: bool, paused: bool, can_start: bool, again: bool = False) -> None:
        """Say what the buttons do now; `again` is whether a round is just over."""
        self.pause.setText(tr("Resume") if paused else tr("Pause"))
        self.pause.setEnabled(running)
        self.skip.setEnabled(running and not paused)
        word = tr("Stop") if running else tr("Again") if again else tr("Start")
        self.main.show_as("play", "stop" if running else "play", word)
        self.main.setEnabled(running or can_start)
        keys = tr("Skip: →   Pause: P") if running else tr("Emotions: 1 to 7   Level: ← →")
        self._keys.setText(tr("Back: Esc") if again and not running else keys)

    def narrow(self, level: int) -> None:
        """Give up the keys."""
        self._keys.setVisible(not level)
