"""One of two takes that are compared: which, its score, its picture."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake, Take, points
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.takes.take_picture import TakePicture
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.state_card import State
from acting_mirror.record.take_store import OpenedTake
from acting_mirror.report.moments import in_words


class Side(QWidget):
    """A choice of takes over a picture.

    Attributes:
        take: The take; None while it is being opened.
        timeline: Its readings; None where it has none.
        view: Plays it.
        voice: How the line of now was spoken in it.
    """

    chosen = Signal(object)
    """The folder of another take that is wanted here."""
    hear_wanted = Signal()
    """This one is to be heard."""

    def __init__(self, name: str, hear: str, messages: Messages, page: QWidget) -> None:
        """Show no take yet.

        Args:
            name: What it is called, such as "Left take".
            hear: What the button does that lets it be heard.
            messages: Where it is told what goes wrong.
            page: Of which it is a part.
        """
        super().__init__()
        self.take: Take | None = None
        self.timeline: Timeline | None = None
        self.choice, self.total, self.hear = QComboBox(), QLabel(), QPushButton(tr("Hear"))
        self.choice.setAccessibleName(name)
        self.choice.setToolTip(tr("Choose another take of this script"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(lambda index: self.chosen.emit(self.choice.itemData(index)))
        self.total.setProperty("role", "heading")
        self.hear.setCheckable(True)
        self.hear.setAccessibleName(hear)
        self.hear.setToolTip(tr("Only one of the two is heard"))
        self.hear.clicked.connect(self.hear_wanted)
        self.view = TakePicture(messages, page)
        self.view.setMinimumSize(240, 135)
        self.voice = FittedText(12, 11, "quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        for widget in (self.total, self.hear):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.voice)

    def show_choices(self, takes: Sequence[ListedTake], folder: Path) -> None:
        """Offer takes, and show one as chosen."""
        self.choice.clear()
        for take in takes:
            words = (take.name, in_words(take.made), take.share if take.scored < take.scorable else "")
            self.choice.addItem(" · ".join(filter(None, words)), take.folder)
        self.choice.setCurrentIndex(self.choice.findData(folder))

    def show_take(self, opened: OpenedTake) -> None:
        """Show a take."""
        self.let_go()
        self.take, self.timeline = opened.take, opened.timeline
        facts = self.take.facts
        self.total.setText("" if facts.total is None else f"{facts.total:.0f}")
        self.total.setToolTip(points(facts.total, facts.share))
        if opened.playable:
            self.view.open(opened)
            self.set_heard(self.hear.isChecked())
        else:
            self.view.state.show_state(State(tr("No picture"), tr(opened.lacks[0])))

    def show_voice(self, words: str) -> None:
        """Say how the line of now was spoken; "" where that is not known."""
        self.voice.show_text(words)
        self.voice.setToolTip(words)

    def set_heard(self, on: bool) -> None:
        """Let its sound be heard, or not."""
        self.hear.setChecked(on)
        if self.view.player is not None:
            self.view.player.clock.mute(not on)

    def let_go(self) -> None:
        """Let go of the take and its files."""
        self.view.let_go()
        self.take = None
