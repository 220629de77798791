"""One of two takes that are compared: which, its score, its picture."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from acting_mirror.core.take import ListedTake, Take
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.takes.desk import Opened
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import State, StateCard
from acting_mirror.record.take_store import Lack
from acting_mirror.report.moments import in_words


class Side(QWidget):
    """A choice of takes over a picture.

    Attributes:
        take: The take; None while it is being opened.
        timeline: Its readings; None where it has none.
        player: Plays it; None where its media is gone.
    """

    chosen = Signal(object)
    """The folder of another take that is wanted here."""
    hear_wanted = Signal()
    """This one is to be heard."""
    lost = Signal()
    """It can't be played after all."""
    problem = Signal(str)
    """A sentence for the user."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show no take yet; `name` is what it is called, such as "Left"."""
        super().__init__(parent)
        self.take: Take | None = None
        self.timeline: Timeline | None = None
        self.player: ClipPlayer | None = None
        self.choice, self.total, self.hear = QComboBox(), QLabel(), QPushButton("Hear")
        self.choice.setAccessibleName(f"{name} take")
        self.choice.setToolTip("Choose another take of this script")
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(lambda index: self.chosen.emit(self.choice.itemData(index)))
        self.total.setProperty("role", "heading")
        self.hear.setCheckable(True)
        self.hear.setAccessibleName(f"Hear the {name.lower()} take")
        self.hear.setToolTip("Only one of the two is heard")
        self.hear.clicked.connect(self.hear_wanted)
        self.view = PictureView()
        self.view.setMinimumSize(240, 135)
        self.state = StateCard(self.view)
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

    def show_choices(self, takes: Sequence[ListedTake], folder: Path) -> None:
        """Offer takes, and show one as chosen."""
        self.choice.clear()
        for take in takes:
            self.choice.addItem(f"{take.name} · {in_words(take.made)}", take.folder)
        self.choice.setCurrentIndex(self.choice.findData(folder))

    def show_take(self, opened: Opened) -> None:
        """Show a take."""
        self.close_player()
        self.take, self.timeline, lacks = opened
        facts = self.take.facts
        self.total.setText("" if facts.total is None else f"{facts.total:.0f}")
        self.total.setToolTip("" if facts.total is None else f"{facts.total:.0f} of 100")
        if Lack.MEDIA in lacks or Lack.END in lacks:
            self.state.show_state(State("No picture", str(lacks[0])))
            return
        self.state.show_state(State(f"Opening {facts.name}…", waiting=True))
        self.player = player = ClipPlayer(self.take.media, facts.name, self.timeline, self)
        player.clock.mute(not self.hear.isChecked())
        player.opened.connect(self._on_opened)
        player.problem.connect(self.problem)
        player.failed.connect(lambda words: self._on_failed(player, words))

    def set_heard(self, on: bool) -> None:
        """Let its sound be heard, or not."""
        self.hear.setChecked(on)
        if self.player is not None:
            self.player.clock.mute(not on)

    def show_picture(self) -> None:
        """Show the picture of this moment; to be called often."""
        if self.player is not None:
            self.view.show_picture(self.player.picture(), self.player.reading(), False, 0)

    def close_player(self) -> None:
        """Let go of the take's files."""
        player, self.player = self.player, None
        if player is not None:
            player.close()
            player.deleteLater()
        self.view.show_picture(None, None, False, 0)

    def _on_opened(self) -> None:
        self.state.show_state(None)
        self.show_picture()

    def _on_failed(self, player: ClipPlayer, words: str) -> None:
        if player is self.player:
            self.close_player()
            self.state.show_state(State("No picture", words))
            self.lost.emit()
