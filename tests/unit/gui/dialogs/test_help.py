from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror import paths
from acting_mirror.core.target import Target
from acting_mirror.gui.dialogs.guide import Guide
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.how_to import STEPS, HowTo
from acting_mirror.gui.dialogs.points import EXAMPLES
from acting_mirror.gui.shell.actions import EVERYWHERE, by_page
from acting_mirror.gui.widgets import theme
from acting_mirror.rehearsal.scoring import score_line
from tests.readings import Shown, timeline_of


@pytest.fixture
def dialog(dark: QApplication, qtbot: QtBot, tmp_path: Path, opened: list[Path]) -> Help:
    made = Help(by_page(), tmp_path, opened.append)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened() -> list[Path]:
    return []


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose(dialog: Help, topic: str) -> None:
    (found,) = dialog.topics.findItems(topic, Qt.MatchFlag.MatchExactly)
    dialog.topics.setCurrentItem(found)


def test_it_begins_with_how_to_rehearse_and_the_keyboard_goes_from_topic_to_topic(dialog: Help, qtbot: QtBot) -> None:
    assert all(caption in words_in(dialog) for _, caption in STEPS)
    said = {words_in(dialog)}
    for _ in range(dialog.topics.count() - 1):
        qtbot.keyClick(dialog.topics, Qt.Key.Key_Down)
        said.add(words_in(dialog))
    assert dialog.topics.currentItem().text() == "About" and "Acting Mirror" in words_in(dialog)
    assert len(said) == dialog.topics.count(), "each has something of its own to say"


def test_no_topic_is_cut_where_the_dialog_is_small(dialog: Help, qapp: QApplication) -> None:
    dialog.resize(dialog.minimumSize())
    for row in range(dialog.topics.count()):
        dialog.topics.setCurrentRow(row)
        qapp.processEvents()
        for area in dialog.findChildren(QScrollArea):
            assert not area.isVisible() or area.widget().width() <= area.viewport().width(), row
        assert not dialog.topics.horizontalScrollBar().maximum()


def test_it_shows_the_keys_of_all_pages(dialog: Help) -> None:
    choose(dialog, "Keys")
    assert all(f"{keys} {does}" in words_in(dialog) for rows in by_page().values() for keys, does in rows)


@pytest.mark.parametrize("page", [page for page in by_page() if page != EVERYWHERE])
def test_the_keys_of_the_page_that_is_looked_at_come_first(dark: QApplication, qtbot: QtBot, page: str) -> None:
    dialog = Help(by_page(), page=page)
    qtbot.addWidget(dialog)
    dialog.show()
    captions = [each.text() for each in dialog.findChildren(QLabel) if each.property("role") == "caption"]
    others = [each for each in by_page() if each != page]
    assert captions == [each.upper() for each in (page, *others)]


def test_it_opens_the_folders(dialog: Help, opened: list[Path], tmp_path: Path, user_folders: Path) -> None:
    choose(dialog, "Where things are")
    for each in dialog.findChildren(QPushButton):
        if each.text() == "Show":
            each.click()
    recordings, settings, log, licences = opened
    assert recordings == tmp_path and (licences / "NOTICE.md").is_file()
    assert all(path.is_relative_to(user_folders) for path in (settings, log))


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def test_the_pictures_are_drawn_in_the_colours_of_the_theme(dark: QApplication, qtbot: QtBot) -> None:
    pictures = HowTo()
    pictures.resize(660, 420)
    qtbot.addWidget(pictures)
    seen = {}
    for choice in ("dark", "light"):
        theme.apply(dark, choice)
        seen[choice] = pixels(pictures.grab().toImage())
        ground = theme.theme_of(pictures.palette()).control
        rgb = [int(ground[at : at + 2], 16) for at in (5, 3, 1)]
        assert (seen[choice] == rgb).all(axis=2).mean() > 0.15, "they lie on the ground of the theme"
    assert (abs(seen["dark"] - seen["light"]).max(axis=2) > 60).mean() > 0.3


@pytest.mark.parametrize(("points", "shown"), [(points, shown) for points, shown, _ in EXAMPLES])
def test_the_examples_of_points_are_scored_like_that(points: int, shown: tuple[tuple[str | None, float], ...]) -> None:
    ends_s = np.cumsum([3 * share for _, share in shown])

    def face(t_s: float) -> Shown:
        emotion = shown[min(int(np.searchsorted(ends_s, t_s, side="right")), len(shown) - 1)][0]
        return {"sad": 0.1} if emotion is None else {emotion: 0.9 if emotion == "happy" else 0.8}

    score = score_line(timeline_of(face, 3), Target("sad"), 0, 3)
    assert score is not None and round(score.total) == points


@pytest.fixture
def guide(dialog: Help) -> Guide:
    choose(dialog, "Guide")
    (made,) = dialog.findChildren(Guide)
    return made


def test_the_guide_opens_each_of_its_pages_and_goes_back_to_the_list(guide: Guide, qtbot: QtBot) -> None:
    back = guide.findChild(QPushButton)
    assert isinstance(back, QPushButton)
    listed = guide.browser.toPlainText().splitlines()
    assert len(listed) > 9 and not back.isVisible()
    guide.browser.setFocus()
    for number, title in enumerate(listed):
        for _ in range(number + 1):
            qtbot.keyClick(guide.browser, Qt.Key.Key_Tab)
        qtbot.keyClick(guide.browser, Qt.Key.Key_Return)
        assert guide.browser.toPlainText().splitlines()[0] == title and back.isVisible()
        back.click()
        assert guide.browser.toPlainText().splitlines() == listed
        guide.browser.setFocus()


@pytest.mark.parametrize("page", ["rehearse", "practice", "review", "report"])
def test_the_pictures_of_the_guide_are_no_wider_than_its_window(guide: Guide, page: str) -> None:
    guide.browser.setSource(QUrl(f"{page}.md"))
    assert "\N{OBJECT REPLACEMENT CHARACTER}" in guide.browser.toPlainText()
    assert not guide.browser.horizontalScrollBar().maximum()


def test_the_guide_leads_nowhere_that_is_not_there(guide: Guide) -> None:
    links = 0
    docs = paths.docs_dir()
    for page in (*sorted(docs.glob("*.md")), *sorted(docs.glob("models/*.md")), paths.changelog_file()):
        guide.browser.setSource(QUrl(page.relative_to(docs).as_posix() if docs in page.parents else page.name))
        block = guide.browser.document().begin()
        while block.isValid():
            for each in (part.format for part in block.textFormats()):
                if each.isAnchor() and (link := QUrl(each.anchorHref())).isRelative() and link.path():
                    assert (page.parent / link.path()).is_file(), f"{page.name}: {link.path()}"
                    links += 1
            block = block.next()
    assert links > 15
