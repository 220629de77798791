"""The pages of the window, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from acting_mirror.gui.widgets.page import Page


class Pages(QStackedWidget):
    """Shows one page; the others paint nothing meanwhile.

    Attributes:
        all: In the order of their tabs.
    """

    turned = Signal(object)
    """The `Page` that is shown from now on."""

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        """Show the first one."""
        super().__init__(parent)
        self.all = tuple(pages)
        for page in self.all:
            self.addWidget(page)
        self.current.enter()

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return self.all[self.currentIndex()]

    def turn_to(self, page: Page) -> None:
        """Show another page."""
        if page is self.current:
            return
        self.current.leave()
        self.setCurrentWidget(page)
        page.enter()
        self.turned.emit(page)
