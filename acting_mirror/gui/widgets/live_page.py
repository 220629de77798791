"""A page that needs a live picture of the actor."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.gui.widgets.page import Page
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import State, StateCard

_NONE: Final = marked("No camera"), marked("{doing} needs one; you can also try it with the demo actor.")
_CLIP: Final = marked("A clip is open"), marked("{doing} needs a camera, or the demo actor.")


class LivePage(Page):
    """Shows the camera, or says why there is no picture and what to do.

    Attributes:
        doing: What one does on the page, such as "Rehearsing"; marked.
        mirrored: Whether the picture is flipped like a mirror.
        view: The picture.
        state: What stands in its place.
    """

    doing = ""

    def __init__(self, offers: Sequence[Choice], parent: QWidget | None = None) -> None:
        """Show no picture yet; `offers` are what can be looked at where there is no camera."""
        super().__init__(parent)
        self.mirrored = True
        self._offers = offers
        self._looked_at: Session | None = None
        self.view = self.first_focus = PictureView(named=False)
        self.state = StateCard(self.view)
        self._show_state()

    def set_session(self, session: Session | None) -> None:
        """Look at another session; None for an empty picture."""
        self._looked_at = session
        if session is not None and session.live:
            session.opened.connect(self._show_state)
        self._show_state()
        self._show_picture()
        self._show_panels()

    def _show_state(self) -> None:
        """Why there is no picture, and what to do."""
        session = self._looked_at
        if session is None or not session.live:
            heading, words = _NONE if session is None else _CLIP
            self.state.show_state(State(tr(heading), tr(words, doing=tr(self.doing)), self._offers))
        elif not session.is_open:
            self.state.show_state(State(tr("Waiting for {source}…", source=session.name), waiting=True))
        else:
            self.state.show_state(None)

    def _show_picture(self) -> None:
        session = self._looked_at
        if session is None or not session.live:
            self.view.show_picture(None, None, False, 0)
        else:
            self.view.show_picture(session.picture(), session.reading(), self.mirrored, 0)
