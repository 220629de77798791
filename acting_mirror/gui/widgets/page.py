"""What the window asks of each of its pages."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from acting_mirror.gui.sessions.session import Session
from acting_mirror.settings.schema import WindowSettings

_PICTURE_MS: Final = 16
"""How often a newer picture is looked for: faster than any camera gives them."""
_PANELS_MS: Final = 80
"""How often curves, times and figures are renewed."""


class Page(QWidget):
    """One of the pages that share a session; each answers what it has a use for.

    Attributes:
        title: What its tab says.
    """

    title = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self._pictures = QTimer(self, interval=_PICTURE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._pictures.timeout.connect(self._show_picture)
        self._panels = QTimer(self, interval=_PANELS_MS)
        self._panels.timeout.connect(self._show_panels)

    @property
    def ground(self) -> QWidget:
        """What notices lie over while the page is shown."""
        return self

    def enter(self) -> None:
        """Begin to paint: the page is shown from now on."""
        self._pictures.start()
        self._panels.start()
        self._show_panels()

    def leave(self) -> None:
        """Paint no more until the page is shown again, or the window closes."""
        self._pictures.stop()
        self._panels.stop()

    def show_session(self, session: Session | None, settings: WindowSettings) -> None:
        """Take another session, which may still be opening; None for none."""

    def apply(self, settings: WindowSettings) -> None:
        """Take other settings."""

    def set_full_screen(self, on: bool) -> None:
        """Leave only what matters most, or come back from that."""

    def main_action(self) -> None:
        """Do what Space does."""

    def back(self) -> None:
        """Close what the page has opened."""

    def step(self, count: int) -> None:
        """Go on or back by pictures or lines."""

    def skip(self, seconds: float) -> None:
        """Go on or back by seconds."""

    def pause(self) -> None:
        """Let what runs wait, or go on."""

    def digit(self, number: int) -> None:
        """Do what the key of a digit does."""

    def _show_picture(self) -> None:
        """Show the picture of this moment."""

    def _show_panels(self) -> None:
        """Renew what stands around it."""
