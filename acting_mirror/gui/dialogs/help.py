"""Help: how to rehearse, what points mean, the keys, the guide, and where things are."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from acting_mirror import paths
from acting_mirror.core.language import marked, tr
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.gui.dialogs.guide import Guide
from acting_mirror.gui.dialogs.how_to import HowTo
from acting_mirror.gui.dialogs.points import points_page
from acting_mirror.gui.dialogs.problem import Ask, Problem
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import PathLabel, show_folder
from acting_mirror.gui.widgets.form import Section, button, footer, label, page_of
from acting_mirror.log_setup import log_file
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version

_MEANING: Final = (
    marked(
        "The reading names which of seven expressions your face resembles most, and how surely. It learnt from photos "
        "that many people had labelled, and people often disagree about them."
    ),
    marked(
        "It does not know what you feel, and it is often wrong about faces that are turned away, dark or partly "
        "covered. Take it as one viewer's first impression: a smile is not happiness."
    ),
    PURPOSE,
    marked("Never use it to judge others, and ask those in the picture whether they agree."),
)
_LICENCES: Final = marked(
    "Free under the MIT licence; made with Qt for Python (LGPL 3), OpenCV and LiteRT (Apache 2.0) and PyAV, whose "
    "FFmpeg with x264 and x265 puts the built program as a whole under the GPL, version 3 or later."
)
PROBLEM: Final = marked("Report a problem")
"""A topic."""
_HOW_TO: Final = marked("How to rehearse")
_KEYS: Final = marked("Keys")
_GUIDE: Final = marked("Guide")
_BESIDE: Final = 20
"""Pixels at the left and the right of the topics together."""


class Help(Dialog):
    """Topics at the left; the page of the one that is chosen is made when it is first looked at.

    Attributes:
        topics: Their list.
    """

    def __init__(
        self,
        keys: Mapping[str, Sequence[tuple[str, str]]],
        recordings: Path | None = None,
        open_folder: Callable[[Path], None] = show_folder,
        page: str | None = None,
        ask_report: Ask = lambda _: None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay it out.

        Args:
            keys: As they are written, and what they do, by the page on which they do it.
            recordings: Where recordings go; None for the default folder.
            open_folder: Shows a folder to the user.
            page: Title of the page whose keys are shown at first; None for how to rehearse.
            ask_report: Has the report of a problem made in a worker, and gives it to a function.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self._open_folder = open_folder
        self._makers: dict[str, Callable[[], QWidget]] = {
            tr(_HOW_TO): lambda: page_of((HowTo(),)),
            tr("What points mean"): points_page,
            tr(_KEYS): lambda: _keys(keys, page),
            tr("What a reading means"): _meaning,
            tr(_GUIDE): Guide,
            tr("Where things are"): lambda: self._places(recordings or paths.user_recordings_dir()),
            tr(PROBLEM): lambda: Problem(ask_report),
            tr("About"): _about,
        }
        self._made: dict[str, QWidget] = {}
        self.topics = QListWidget()
        self.topics.addItems(list(self._makers))
        self._pages = QStackedWidget()
        self._lay_out()
        self.topics.currentTextChanged.connect(self._turn_to)
        self.show_topic(_HOW_TO if page is None else _KEYS)
        self.topics.setFocus()

    def show_topic(self, topic: str) -> None:
        """Turn to a topic, such as `PROBLEM`."""
        self.topics.setCurrentRow(list(self._makers).index(tr(topic)))

    def show_guide(self, page: str) -> None:
        """Turn to a page of the guide, by the name of its file without the ending."""
        self.show_topic(_GUIDE)
        guide = self._pages.currentWidget()
        assert isinstance(guide, Guide)
        guide.open(page)

    def _lay_out(self) -> None:
        self.topics.setProperty("role", "topics")
        self.topics.setAccessibleName(tr("Topics"))
        self.topics.ensurePolished()  # else its words are measured without the style
        self.topics.setFixedWidth(self.topics.sizeHintForColumn(0) + 2 * self.topics.frameWidth() + _BESIDE)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(16, 16, 0, 16)  # as those of the pages
        beside.addWidget(self.topics)
        row.addLayout(beside)
        row.addWidget(self._pages, 1)
        close = button(tr("Close"), tr("Close this help (Esc)"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(footer(label(""), close))
        self.setMinimumSize(640, 320)
        self.resize(880, 580)

    def _turn_to(self, topic: str) -> None:
        if topic not in self._made:
            made = self._made[topic] = self._makers[topic]()
            made.setAccessibleName(topic)
            self._pages.addWidget(made)
        self._pages.setCurrentWidget(self._made[topic])

    def _places(self, recordings: Path) -> QScrollArea:
        section = Section(tr("Where things are"))
        for words, show, path, folder in (
            (tr("Recordings"), tr("Show recordings"), recordings, recordings),
            (tr("Settings"), tr("Show settings"), SettingsStore().path, SettingsStore().path.parent),
            (tr("Log"), tr("Show log"), log_file(), log_file().parent),
            (tr("Licences"), tr("Show licences"), paths.notice_file(), paths.notice_file().parent),
        ):
            section.add_row(words, self._place(show, path, folder), str(path))
        return page_of((section,))

    def _place(self, words: str, path: Path, folder: Path) -> QWidget:
        place = QWidget()
        show = button(tr("Show"), tr("Open the folder: {folder}", folder=folder), "link")
        show.setAccessibleName(words)
        show.clicked.connect(lambda: self._open_folder(folder))
        place.setFocusProxy(show)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PathLabel(path), 1)
        row.addWidget(show)
        return place


def _keys(keys: Mapping[str, Sequence[tuple[str, str]]], page: str | None) -> QScrollArea:
    """A card a page, the one that is looked at first."""
    return page_of([_keys_on(each, keys[each]) for each in sorted(keys, key=lambda each: each != page)])


def _keys_on(page: str, keys: Sequence[tuple[str, str]]) -> Section:
    section = Section(tr(page))
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 160)
    grid.setColumnStretch(1, 1)
    for row, (shown, does) in enumerate(keys):
        grid.addWidget(label(shown, "title"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(does), row, 1)
    section.add_wide(table)
    return section


def _meaning() -> QScrollArea:
    section = Section(tr("What a reading means"))
    for words in _MEANING:
        section.add_wide(label(tr(words)))
    return page_of((section,))


def _about() -> QScrollArea:
    section = Section(tr("About"))
    version = program_version() or tr("(not installed)")
    section.add_wide(label(tr("Acting Mirror {version}", version=version)))
    section.add_wide(label(tr(_LICENCES), "small"))
    return page_of((section,))
