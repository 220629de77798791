"""A page that needs a live picture of the actor."""

from typing import Final

from PySide6.QtWidgets import QWidget

from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.widgets.notice import Action
from acting_mirror.gui.widgets.page import Page
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import StateCard
from acting_mirror.settings.schema import WindowSettings

_NONE: Final = "No camera", "{} needs one; you can also try it with the demo actor."
_CLIP: Final = "A clip is open", "{} needs a camera, or the demo actor."


class LivePage(Page):
    """Shows the camera, or says why there is no picture and what to do.

    Attributes:
        doing: What one does on the page, such as "Rehearsing".
        session: What is looked at; None when nothing is.
        view: The picture.
        state: What stands in its place.
    """

    doing = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no picture yet."""
        super().__init__(parent)
        self.session: Session | None = None
        self._settings = WindowSettings()
        self._remedies: list[Action] = []
        self.view = PictureView(named=False)
        self.state = StateCard(self.view)

    @property
    def live(self) -> LiveSession | None:
        """What is looked at, if it is live."""
        return self.session if isinstance(self.session, LiveSession) else None

    def offer_sources(self, sources: list[Action]) -> None:
        """Take what can be looked at where there is no camera."""
        self._remedies = sources
        self._show_state()

    def show_session(self, session: Session | None, settings: WindowSettings) -> None:
        """Look at another session; None for an empty picture."""
        self.session = session
        self.apply(settings)
        if (live := self.live) is not None:
            live.opened.connect(self._show_state)
        self._show_state()
        self._show_picture()
        self._show_panels()

    def apply(self, settings: WindowSettings) -> None:
        """Take other settings of the window."""
        self._settings = settings

    def _show_state(self) -> None:
        """Why there is no picture, and what to do."""
        live = self.live
        if live is None:
            heading, words = _NONE if self.session is None else _CLIP
            self.state.say(heading, words.format(self.doing), self._remedies)
        elif live.engine is None:
            self.state.say(f"Waiting for {live.name}…", waiting=True)
        else:
            self.state.hide()

    def _show_picture(self) -> None:
        live = self.live
        if live is None:
            self.view.show_picture(None, None, False, 0)
        else:
            self.view.show_picture(live.picture(), live.reading(), self._settings.mirrored, 0)
