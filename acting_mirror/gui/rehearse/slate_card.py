"""The slate in the prompter's place: what the actor says of themselves, large enough to be read."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.rehearse.prompter_view import PrompterView
from acting_mirror.gui.widgets.form import button
from acting_mirror.rehearsal.script import Script


class SlateCard(QFrame):
    """A row with two links above the words.

    Attributes:
        view: What is said.
        change: Asks for other words.
        back: Goes back to the script.
    """

    def __init__(self) -> None:
        """Lay it out, hidden."""
        super().__init__()
        self.setProperty("role", "card")
        self.view = PrompterView()
        self.view.setToolTip("")  # there are no lines to begin at
        self.change = button(tr("Change…"), tr("Say something else of yourself"), "link")
        self.back = button(tr("Back to the script"), tr("Leave the slate; you can record it again at any time"), "link")
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(24, 0, 20, 0)
        row.setSpacing(12)
        row.addStretch(1)
        for link in (self.change, self.back):
            row.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 12)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        self.hide()

    def show_slate(self, slate: Script) -> None:
        """Show what is said."""
        self.view.show_script(slate, slate.title)

    def set_recording(self, on: bool) -> None:
        """Keep it as it is while it is recorded, or let it be changed and left."""
        for link in (self.change, self.back):
            link.setEnabled(not on)

    def set_full_screen(self, on: bool) -> None:
        """Leave the words alone, or come back from that."""
        self._head.setVisible(not on)
