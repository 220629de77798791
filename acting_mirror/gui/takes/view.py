"""What the Takes page asks of what it shows: all takes, one of them, or two beside each other."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acting_mirror.core.take import ListedTake
from acting_mirror.gui.takes.bar import TakesBar


class TakesView(QWidget):
    """One of the views of the page; each answers what it has a use for.

    Attributes:
        first_focus: What has the keyboard when it is turned to.
    """

    changed = Signal()
    """Other buttons are to be offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.first_focus: QWidget = self

    @property
    def chosen(self) -> list[ListedTake]:
        """The takes that the buttons are about."""
        return []

    @property
    def only(self) -> ListedTake | None:
        """The take that the buttons are about; None where none or several are."""
        chosen = self.chosen
        return chosen[0] if len(chosen) == 1 else None

    @property
    def looked_at(self) -> list[Path]:
        """The folders of the takes that are opened."""
        return []

    def show_buttons(self, bar: TakesBar) -> None:
        """Offer what can be done here."""
        raise NotImplementedError

    # What becomes of it

    def enter(self) -> bool:
        """Look at what there is, as the page is shown again; False where nothing is left of it."""
        return True

    def leave(self) -> None:
        """Pause, and keep what was written: the page is not shown any more."""

    def let_go(self) -> None:
        """Let go of all files, when what was written is kept: another view is shown."""

    def give_up(self) -> None:
        """End what takes its time: the user goes back."""

    def set_full_screen(self, on: bool) -> None:
        """Leave the picture, or come back from that."""

    # What the user does

    def toggle(self) -> None:
        """Play, or pause."""

    def step(self, pictures: int) -> None:
        """Go on or back by pictures."""

    def skip(self, seconds: float) -> None:
        """Go on or back by seconds."""

    def step_line(self, count: int) -> None:
        """Go on or back by lines."""

    def add_marker(self) -> None:
        """Note something at this moment."""

    def rename(self) -> None:
        """Let the take be given another name."""

    # What time brings

    def show_picture(self) -> None:
        """Show the picture of this moment; to be called often."""

    def show_panels(self) -> None:
        """Renew what stands around it; to be called ten times a second."""
