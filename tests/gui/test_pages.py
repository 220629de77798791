"""The pages behind the one bar: the same source, and nothing stops when a page is turned."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.widgets.scrolling import Scrolling
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver


def test_ctrl_and_a_number_turn_the_page_and_mark_its_tab(mirror: Driver) -> None:
    for number, page in enumerate(mirror.window.pages.all, 1):
        mirror.press(f"Ctrl+{number}", mirror.window)
        assert page.isVisible()
        assert [tab.isChecked() for tab in mirror.window.top._tabs.buttons()].index(True) == number - 1


@pytest.mark.usefixtures("made_behind")
def test_the_other_pages_are_made_behind_the_first_picture_and_show_what_is_live(mirror: Driver) -> None:
    pages, session = mirror.window.pages, mirror.demo()
    assert pages.made == [mirror.page]
    mirror.until(lambda: len(pages.made) == 4)
    mirror.press("Ctrl+3", mirror.window)
    mirror.until(lambda: mirror.window.practice.view.frame is session.picture())


def test_camera_and_recording_go_on_while_another_page_is_shown(mirror: Driver) -> None:
    session = mirror.demo()
    mirror.record()
    mirror.press("Ctrl+3", mirror.window)
    recorded_s, now_s = session.recorded_s, session.now_s()
    mirror.until(lambda: session.recorded_s > recorded_s + 0.3 and session.now_s() > now_s + 0.3)
    assert session.recording
    mirror.press("Ctrl+1", mirror.window)
    mirror.until(lambda: mirror.page.view.frame is session.picture())


def test_a_hidden_page_paints_nothing(mirror: Driver) -> None:
    session = mirror.demo()
    mirror.press("Ctrl+3", mirror.window)
    mirror.until(lambda: not mirror.page.isVisible())
    shown, now_s = mirror.page.view.frame, session.now_s()
    mirror.until(lambda: session.now_s() > now_s + 0.2)
    assert mirror.page.view.frame is shown


def test_a_message_is_told_on_the_page_that_it_belongs_to(mirror: Driver) -> None:
    window = mirror.window
    window.messages.tell("Something was saved.")
    window.messages.tell("Of this page alone.", on=window.practice)
    assert mirror.notice == "Something was saved."
    mirror.press("Ctrl+3", window)
    assert mirror.notice == "Of this page alone."
    mirror.dismiss()
    assert mirror.notice == "Something was saved."
    mirror.press("Ctrl+1", window)
    assert mirror.notice == "Something was saved."


@pytest.mark.parametrize("size", [(1280, 800), (900, 600), (894, 500)])
def test_a_message_covers_nothing_and_the_bar_stays_where_it_is(mirror: Driver, size: tuple[int, int]) -> None:
    window = mirror.window
    window.resize(*size)
    mirror.until(lambda: window.size().toTuple() == size)
    window.rehearse.menu.open(samples()[0])
    mirror.until(lambda: window.rehearse.cards.cards)
    for page in window.pages.all:
        window.turn_to(page)
        QTest.qWait(1)  # the layout's turn
        before = page.bar.mapTo(window, page.bar.rect().topLeft())
        told = window.messages.tell("A sentence of some length, so that it may need two lines: look here.", stays=True)
        mirror.until(lambda: window.notice.isVisible() and window.notice.height() > 30)
        mirror.until(lambda page=page: window.pages.geometry().top() >= window.notice.geometry().bottom())
        assert page.bar.mapTo(window, page.bar.rect().topLeft()) == before
        # Or its parts would lie over each other, or need to be scrolled.
        content = page.findChild(Scrolling)
        mirror.until(lambda content=content: content.widget().minimumSizeHint().height() <= content.viewport().height())
        told.withdraw()
        mirror.until(lambda: not window.notice.isVisible())


def test_a_clip_that_is_opened_is_shown_on_the_mirror_page(mirror: Driver, clip_file: Path) -> None:
    mirror.press("Ctrl+2", mirror.window)
    mirror.open(clip_file)
    assert mirror.window.pages.current is mirror.page


def drop(mirror: Driver, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, action, button = QPointF(10, 10), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    mirror.window.dropEvent(QDropEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier))


def test_a_script_that_is_dropped_on_the_window_is_rehearsed(mirror: Driver) -> None:
    drop(mirror, samples()[0])
    mirror.until(lambda: mirror.window.rehearse.script.script is not None)
    assert mirror.window.pages.current is mirror.window.rehearse


def test_how_to_export_is_said_of_a_writing_programs_own_file_that_is_dropped(mirror: Driver, tmp_path: Path) -> None:
    (tmp_path / "door.highland").write_bytes(b"PK\x03\x04")
    drop(mirror, tmp_path / "door.highland")
    mirror.until(lambda: "export it as Fountain" in mirror.window.rehearse.card.empty_words)


def test_at_the_next_start_page_script_and_character_are_there_again(open_window: OpenWindow) -> None:
    first = open_window()
    first.demo()
    first.press("Ctrl+2", first.window)
    first.window.rehearse.menu.open(samples()[1])
    first.until(lambda: first.window.rehearse.script.script is not None)
    first.window.rehearse.script.play("MARK")
    first.close()
    second = open_window()
    second.window.begin(demo=True)
    script = second.window.rehearse.script
    second.until(lambda: script.file is not None)
    assert script.file is not None and (script.file.path, script.character) == (samples()[1], "MARK")
    assert second.window.pages.current is second.window.rehearse


def test_a_clip_that_the_program_is_started_with_is_shown_whatever_page_was_last(
    open_window: OpenWindow, clip_file: Path
) -> None:
    mirror = open_window(page=3)
    mirror.window.begin(str(clip_file))
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert mirror.window.pages.current is mirror.page


def test_a_script_that_the_program_is_started_with_is_rehearsed_whatever_page_was_last(
    open_window: OpenWindow, script_file: Path
) -> None:
    mirror = open_window(page=3)
    mirror.window.begin(str(script_file), demo=True)
    script = mirror.window.rehearse.script
    mirror.until(lambda: script.file is not None and mirror.window.current.live is not None)
    assert script.file is not None and script.file.path == script_file
    assert mirror.window.pages.current is mirror.window.rehearse


def test_a_script_of_last_time_that_is_gone_is_told_in_its_place(mirror: Driver, tmp_path: Path) -> None:
    mirror.window.preferences.change_rehearsal(scripts=((str(tmp_path / "gone.fountain"), "ANNA"),))
    mirror.press("Ctrl+2", mirror.window)
    mirror.until(lambda: "gone.fountain" in mirror.window.rehearse.card.empty_words)
    assert not mirror.notice
