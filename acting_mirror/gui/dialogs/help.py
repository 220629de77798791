"""Help: the keys, where things are, and what a reading means."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror import paths
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import PathLabel, show_folder
from acting_mirror.gui.widgets.form import Section, button, footer, label, page_of
from acting_mirror.log_setup import log_file
from acting_mirror.settings.store import SettingsStore

_MEANING: Final = (
    "The reading names which of seven expressions your face resembles most, and how surely. It learnt from photos that "
    "many people had labelled, and people often disagree about them.",
    "It does not know what you feel, and it is often wrong about faces that are turned away, dark or partly covered. "
    "Take it as one viewer's first impression: a smile is not happiness.",
    "Never use it to judge people, and ask others in the picture whether they agree.",
)
_LICENCES: Final = (
    "Free under the MIT licence; made with Qt for Python (LGPL 3), OpenCV and LiteRT (Apache 2.0) and PyAV, whose "
    "FFmpeg with x264 and x265 puts the built program as a whole under the GPL, version 3 or later."
)


class Help(Dialog):
    """Four cards of words, and buttons that open the folders."""

    def __init__(
        self,
        keys: Mapping[str, Sequence[tuple[str, str]]],
        recordings: Path | None = None,
        open_folder: Callable[[Path], None] = show_folder,
        parent: QWidget | None = None,
    ) -> None:
        """Lay it out.

        Args:
            keys: As they are written, and what they do, by the page on which they do it.
            recordings: Where recordings go; None for the default folder.
            open_folder: Shows a folder to the user.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle("Help")
        self._open_folder = open_folder
        cards = (_keys(keys), self._places(recordings or paths.user_recordings_dir()), _meaning(), _about())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_of(cards), 1)
        close = button("Close", "Close this help (Esc)")
        close.clicked.connect(self.close)
        column.addWidget(footer(label(""), close))
        self.setMinimumSize(480, 320)
        self.resize(600, 560)

    def _places(self, recordings: Path) -> Section:
        section = Section("Where things are")
        for words, path, folder in (
            ("Recordings", recordings, recordings),
            ("Settings", SettingsStore().path, SettingsStore().path.parent),
            ("Log", log_file(), log_file().parent),
            ("Licences", paths.notice_file(), paths.notice_file().parent),
        ):
            section.add_row(words, self._place(words, path, folder), str(path))
        return section

    def _place(self, words: str, path: Path, folder: Path) -> QWidget:
        place = QWidget()
        show = button("Show", f"Open the folder: {folder}", "link")
        show.setAccessibleName(f"Show {words.lower()}")
        show.clicked.connect(lambda: self._open_folder(folder))
        place.setFocusProxy(show)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PathLabel(path), 1)
        row.addWidget(show)
        return place


def _keys(keys: Mapping[str, Sequence[tuple[str, str]]]) -> Section:
    section = Section("Keys")
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 160)
    grid.setColumnStretch(1, 1)
    for page, rows in keys.items():
        grid.addWidget(label(page, "small"), grid.rowCount(), 0, 1, 2)
        for shown, does in rows:
            row = grid.rowCount()
            grid.addWidget(label(shown, "title"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does), row, 1)
    section.add_wide(table)
    return section


def _meaning() -> Section:
    section = Section("What a reading means")
    for words in _MEANING:
        section.add_wide(label(words))
    return section


def _about() -> Section:
    section = Section("About")
    section.add_wide(label(f"Acting Mirror {_version()}"))
    section.add_wide(label(_LICENCES, "small"))
    return section


def _version() -> str:
    try:
        return version("acting-mirror")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "(not installed)"
