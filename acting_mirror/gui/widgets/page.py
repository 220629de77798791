"""What the window asks of each of its pages, and the stack that shows one of them."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from acting_mirror.core.language import marked
from acting_mirror.gui.widgets.scrolling import Scrolling

TITLES: Final = (marked("Mirror"), marked("Rehearse"), marked("Practice"), marked("Takes"))
"""What the tabs of the pages say, in their order."""

_PICTURE_MS: Final = 16
"""How often a newer picture is looked for: faster than any camera gives them."""
_PANELS_MS: Final = 80
"""How often curves, times and figures are renewed."""


class Page(QWidget):
    """One of the pages that share a session; each answers what it has a use for.

    Attributes:
        title: What its tab says.
        first_focus: What has the keyboard when the page is turned to.
    """

    title = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.first_focus: QWidget = self
        self._pictures = QTimer(self, interval=_PICTURE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._pictures.timeout.connect(self._show_picture)
        self._panels = QTimer(self, interval=_PANELS_MS)
        self._panels.timeout.connect(self._show_panels)

    @property
    def wants_voice(self) -> bool:
        """Whether the microphone is to be listened to."""
        return False

    def enter(self) -> None:
        """Begin to paint: the page is shown from now on."""
        self._pictures.start()
        self._panels.start()
        self._show_panels()

    def leave(self) -> None:
        """Paint no more until the page is shown again, or the window closes."""
        self._pictures.stop()
        self._panels.stop()

    def set_full_screen(self, on: bool) -> None:
        """Leave only what matters most, or come back from that."""

    def open(self) -> bool:
        """Ask for what only this page opens; False where it is what all open."""
        return False

    def export(self) -> bool:
        """Save what only this page has; False where it is what is looked at."""
        return False

    def may_close(self) -> bool:
        """Ask what becomes of what is not saved; whether the window may close."""
        return True

    def stop(self) -> None:
        """End what runs, before the session closes."""

    def close_down(self) -> None:
        """Let go of everything, when the session is closed."""

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

    def lay_out(self, content: QLayout, bar: QWidget) -> None:
        """Put the page's content over its bar, which stays where all is too high; to be called once."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Scrolling(content), 1)
        column.addWidget(bar)

    def _show_picture(self) -> None:
        """Show the picture of this moment."""

    def _show_panels(self) -> None:
        """Renew what stands around it."""


P = TypeVar("P", bound=Page)


class Pages(QStackedWidget):
    """Shows one page; the others paint nothing meanwhile, and may be made later."""

    turned = Signal(object)
    """The `Page` that is shown from now on."""

    def __init__(self, first: Page, others: Sequence[Callable[[], Page]], parent: QWidget | None = None) -> None:
        """Show the first one; each of the others is to be `put` when it is first asked for."""
        super().__init__(parent)
        self._ask = (lambda: first, *others)
        self._made = {0: first}
        self.addWidget(first)
        for _ in others:
            self.addWidget(QWidget())
        self.current.enter()

    def put(self, number: int, page: P) -> P:
        """Take a page that is made, in its place in the order of the tabs, from 0."""
        self._made[number] = page
        if (placeholder := self.widget(number)) is not None:
            self.removeWidget(placeholder)
            placeholder.deleteLater()
        self.insertWidget(number, page)
        return page

    @property
    def made(self) -> list[Page]:
        """Those that are made."""
        return list(self._made.values())

    @property
    def all(self) -> list[Page]:
        """All in the order of their tabs, made now where they are not yet."""
        return [ask() for ask in self._ask]

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return self._made[self.currentIndex()]

    def of(self, number: int) -> Page:
        """The page with this number, from 0, made now where it is not yet."""
        return self._ask[number]()

    def turn_to(self, page: Page) -> None:
        """Show another page."""
        if page is self.current:
            return
        self.current.leave()
        self.setCurrentWidget(page)
        page.enter()
        self.turned.emit(page)
