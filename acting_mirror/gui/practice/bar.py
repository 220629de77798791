"""The bar under the practice: start and stop, pause, skip."""

from PySide6.QtWidgets import QPushButton, QWidget

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
        self.pause, self.skip, self.main = QPushButton("Pause"), QPushButton("Skip"), MainButton()
        self.pause.setToolTip(tip("pause", "Practice"))
        self.skip.setToolTip(tip("step", "Practice", 1))
        self.main.setToolTip(tip("main", "Practice"))
        self._keys = label("", "quiet")
        self._keys.setWordWrap(False)
        self.place((self.pause, self.skip), (self.main,), (self._keys,))
        self.show_round(running=False, paused=False, can_start=False)

    def show_round(self, running: bool, paused: bool, can_start: bool, again: bool = False) -> None:
        """Say what the buttons do now; `again` is whether a round is just over."""
        self.pause.setText("Resume" if paused else "Pause")
        self.pause.setEnabled(running)
        self.skip.setEnabled(running and not paused)
        word = "Stop" if running else "Again" if again else "Start"
        self.main.show_as("play", "stop" if running else "play", word)
        self.main.setEnabled(running or can_start)
        keys = "Skip: →   Pause: P" if running else "Emotions: 1 to 7   Level: ← →"
        self._keys.setText("Back: Esc" if again and not running else keys)

    def narrow(self, level: int) -> None:
        """Give up the keys."""
        self._keys.setVisible(not level)
