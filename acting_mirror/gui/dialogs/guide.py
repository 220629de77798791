"""The guide: the pages of `docs` that come with the program, and what is new in it, read in the help."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from acting_mirror import paths
from acting_mirror.core.language import tr
from acting_mirror.gui.widgets.form import button

_PAGES: Final = (
    *("rehearse", "scripts", "scores", "movements", "practice", "review", "takes", "self-tape", "report"),
    *("photos", "links", "formats", "models", "privacy", "ethics"),
)
_LIST: Final = "pages.md"
_MARGIN: Final = 12
_AIR: Final = 16


class Guide(QWidget):
    """A list of pages, the page that is read, and a way back to the list.

    Attributes:
        browser: Shows them.
    """

    def __init__(self) -> None:
        """Show the list."""
        super().__init__()
        self.browser = _Browser()
        back = button(tr("All pages"), tr("Back to the list of pages"), "link")
        back.clicked.connect(self.browser.home)
        self.browser.sourceChanged.connect(lambda at: back.setVisible(at.fileName() != _LIST))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(back)
        column.addWidget(self.browser, 1)
        self.browser.setSource(QUrl(_LIST))
        self.setFocusProxy(self.browser)

    def open(self, page: str) -> None:
        """Turn to a page, by the name of its file without the ending."""
        self.browser.setSource(QUrl(f"{page}.md"))


class _Browser(QTextBrowser):
    """Makes the list, and pictures no wider than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Guide"))
        self.setSearchPaths([str(folder) for folder in (paths.docs_dir(), paths.changelog_file().parent)])
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(_MARGIN)
        self.sourceChanged.connect(self._give_air)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401, N802 - Qt's name and its QVariant
        if QUrl(name).fileName() == _LIST:
            return _list()
        found = super().loadResource(kind, name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            beside = 2 * _MARGIN + self.verticalScrollBar().sizeHint().width()
            return _fitted(QImage.fromData(found), self.width() - beside)
        return found

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme for the links."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.source().isEmpty():
            self.reload()

    def _give_air(self) -> None:
        """Part the paragraphs, which Qt sets close where they come from Markdown."""
        cursor, block = QTextCursor(self.document()), self.document().begin()
        cursor.beginEditBlock()  # or the page would be laid out anew for each of them
        while block.isValid():
            cursor.setPosition(block.position())
            cursor.setBlockFormat(_airy(block.blockFormat()))
            block = block.next()
        cursor.endEditBlock()


def _list() -> str:
    """Links to the pages, each by its own title, in Markdown."""
    files = [*(paths.docs_dir() / f"{page}.md" for page in _PAGES), paths.changelog_file()]
    return "\n\n".join(f"[{_title(path)}]({path.name})" for path in files)


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().removeprefix("#").strip()


def _airy(format: QTextBlockFormat) -> QTextBlockFormat:
    if format.headingLevel():
        format.setTopMargin(_AIR)
    if not format.nonBreakableLines():  # of code
        format.setBottomMargin(_AIR / 2)
    return format


def _fitted(picture: QImage, width: int) -> QImage:
    return picture if picture.width() <= width else picture.scaledToWidth(width)
