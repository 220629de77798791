"""The bar over the page: the program's name, its pages, settings and help."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.widgets.bottom_bar import row
from acting_mirror.gui.widgets.icons import app_icon, mark
from acting_mirror.gui.widgets.tab import Tab
from acting_mirror.gui.widgets.theme import is_dark


class TopBar(QFrame):
    """A name at the left, the pages in the middle, two buttons at the right.

    Attributes:
        settings: Opens the settings.
        help: Opens the keys and what else one may want to know.
    """

    chosen = Signal(int)
    """The number of the page whose tab was pressed, from 0."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """Lay it out, with a tab for each page's title."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(52)
        self._sign, name = QLabel(), QLabel("Acting Mirror")
        name.setProperty("role", "brand")
        self.settings, self.help = QPushButton(tr("Settings")), QPushButton(tr("Help"))
        for button, words in ((self.settings, tip("settings")), (self.help, tip("help"))):
            button.setProperty("role", "flat")
            button.setToolTip(words)
        self._tabs = QButtonGroup(self)
        for number, title in enumerate(titles):
            self._tabs.addButton(_tab(title, number), number)
        self._tabs.idClicked.connect(self.chosen)
        self.show_page(0)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 0, 4, 0)  # the buttons have 12 of their own
        grid.addLayout(row(self._sign, name, spacing=12), 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(row(*self._tabs.buttons()), 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addLayout(row(self.settings, self.help), 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self._paint_sign()

    def show_page(self, number: int) -> None:
        """Mark the tab of the page that is shown."""
        self._tabs.button(number).setChecked(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sign that shows on the ground of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_sign()

    def _paint_sign(self) -> None:
        sign = mark() if is_dark(self.palette()) else app_icon()
        self._sign.setPixmap(sign.pixmap(QSize(24, 24), self.devicePixelRatioF()))


def _tab(title: str, number: int) -> Tab:
    tab = Tab(title)
    tab.setToolTip(tip("page", key=number))
    return tab
