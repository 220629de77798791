"""The picture of a take, with its sound."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.player import ClipPlayer
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import State, StateCard
from acting_mirror.record.take_store import OpenedTake


class TakePicture(PictureView):
    """Plays one take after the other.

    Attributes:
        player: Plays the take; None where there is nothing to play.
        state: Says why there is no picture.
    """

    opened = Signal()
    """It can be played from now on."""
    changed = Signal()
    """It plays, or plays no more."""
    lost = Signal()
    """It can't be played after all."""

    def __init__(self, messages: Messages, page: QWidget) -> None:
        """Show no take yet; what is wrong with one is told on a page."""
        super().__init__()
        self._messages, self._page = messages, page
        self.player: ClipPlayer | None = None
        self.state = StateCard(self)

    def open(self, opened: OpenedTake) -> None:
        """Begin to open the film of a take."""
        self.let_go()
        name = opened.take.facts.name
        self.player = player = ClipPlayer(opened.take.media, name, opened.timeline, self)
        player.changed.connect(self.changed)
        player.opened.connect(self._on_opened)
        # Told once, as every take would tell it again, such as that there is no loudspeaker.
        player.problem.connect(lambda words: self._messages.tell(words, on=self._page, once=True))
        player.failed.connect(lambda words: self._on_failed(player, words))
        self.state.show_state(State(tr("Opening {name}…", name=name), waiting=True))

    def refresh(self) -> None:
        """Show the picture of this moment; to be called often."""
        if self.player is not None:
            self.show_picture(self.player.picture(), self.player.reading(), False, 0)

    def let_go(self) -> None:
        """Let go of the film."""
        player, self.player = self.player, None
        if player is not None:
            player.close()
            player.deleteLater()
        self.show_picture(None, None, False, 0)

    def _on_opened(self) -> None:
        self.state.show_state(None)
        self.refresh()
        self.opened.emit()

    def _on_failed(self, player: ClipPlayer, words: str) -> None:
        if player is self.player:
            self.let_go()
            self.state.show_state(State(tr("No picture"), words))
            self.lost.emit()
