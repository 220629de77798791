"""The bar under the rehearsal: which script, what it wants, the one button, and how the prompter goes on."""

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from acting_mirror.gui.widgets.bottom_bar import Bar
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.main_button import MainButton
from acting_mirror.gui.widgets.source_button import SourceButton


class RehearseBar(Bar):
    """Buttons only; whoever owns it connects them.

    Attributes:
        script: Its menu opens scripts.
        targets: Opens the table of what the lines want.
        calibrate: Opens the calibration.
        rehearse: Starts and stops without recording.
        main: Record and stop.
        cue: Whether a cue is heard.
        prompter: Its menu says how the prompter goes on and looks.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay them out."""
        super().__init__(parent)
        self._script_name, self._narrow, self._cue_on = "No script", False, False
        self.script = SourceButton(self._script_name)
        self.script.setObjectName("source")
        self.script.setMenu(QMenu(self.script))
        self.script.setAccessibleName("Script")
        self.targets, self.calibrate = QPushButton(), QPushButton("Calibrate…")
        self.rehearse, self.main, self.cue = QPushButton(), MainButton(), QPushButton()
        self.cue.setProperty("role", "flat")
        self.prompter = SourceButton("By key")
        self.prompter.setObjectName("source")
        self.prompter.setMenu(QMenu(self.prompter))
        self.prompter.setAccessibleName("Prompter")
        self._keys = label("Next line: →   Again: ←", "quiet")
        self._keys.setWordWrap(False)
        self._name_all()
        self.place(
            (self.script, self.targets, self.calibrate),
            (self.rehearse, self.main),
            (self._keys, self.cue, self.prompter),
        )
        self.narrow(False)
        self.show_running(False)

    def show_script(self, name: str) -> None:
        """Say which script is open, shortened where there is no room; the tip has it whole."""
        self._script_name = name
        self.script.show_name(name)
        self.script.setToolTip(f"{name}: open another script")

    def show_running(self, on: bool) -> None:
        """Say what the button beside Record does."""
        self.rehearse.setText("Stop" if on else "Rehearse")
        self.rehearse.setToolTip("Stop rehearsing (Enter)" if on else "Start the prompter without recording (Enter)")

    def show_cue(self, on: bool) -> None:
        """Say whether a cue is heard."""
        self._cue_on = on
        self.cue.setText(f"{'Cue' if self._narrow else 'Cue sound'}: {'on' if on else 'off'}")

    def show_way(self, words: str) -> None:
        """Say how the prompter goes on."""
        self.prompter.show_name(words)

    def narrow(self, on: bool) -> None:
        """Give up what a window of 900 pixels has no room for."""
        self.script.setFixedWidth(112 if on else 212)
        self.script.show_name(self._script_name)
        self.targets.setText("Targets…" if on else "Edit targets…")
        self.prompter.setFixedWidth(112 if on else 128)
        self._keys.setVisible(not on)
        self._narrow = on
        self.show_cue(self._cue_on)

    def _name_all(self) -> None:
        tips = {
            self.script: "Open a script",
            self.targets: "What each line wants to be seen in your face",
            self.calibrate: "Measure your own face at rest and at its strongest",
            self.main: "Record a take; it stops by itself after the last line (Space)",
            self.cue: "Whether a sound tells when you have been off for a while",
            self.prompter: "How the prompter goes on, and how it looks",
        }
        for button, tip in tips.items():
            button.setToolTip(tip)
