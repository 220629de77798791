"""Settings, keys, and who can reach what."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from acting_mirror.core.calibration import Profile
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.core.take import TAKES
from acting_mirror.gui.dialogs.guide import Guide
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.kept import Kept
from acting_mirror.gui.dialogs.settings import SettingsDialog
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.shell import preferences
from acting_mirror.gui.shell.actions import ACTIONS
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.settings.schema import Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version
from tests.fake_camera import drawn, for_ever
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.takes import MADE


@pytest.fixture
def dark_again(dark: QApplication) -> Iterator[None]:
    yield
    theme.apply(dark, "dark")


def colour_at(widget: QWidget) -> QColor:
    """Of the widget's top left corner, as it is painted."""
    return widget.grab().toImage().pixelColor(2, 2)


def test_another_theme_repaints_everything_at_once(mirror: Driver, dark_again: None) -> None:
    mirror.demo()
    before = {name: colour_at(part).lightness() for name, part in parts(mirror).items()}
    mirror.window.preferences.change_window(theme="light")
    mirror.until(lambda: not theme.is_dark(mirror.page.palette()))
    QApplication.processEvents()
    after = {name: colour_at(part).lightness() for name, part in parts(mirror).items()}
    for name in before:
        assert before[name] < 80, name
        assert after[name] > 180, name


def parts(mirror: Driver) -> dict[str, QWidget]:
    page = mirror.page
    return {"top": mirror.window.top, "page": page, "bar": page.bar, "curves": page.over_time.plot}


def test_changes_are_kept_in_the_file_and_come_back(open_window: OpenWindow, tmp_path: Path) -> None:
    mirror = open_window()
    mirror.press("M")
    mirror.press("Ctrl+,")
    dialog = mirror.window.preferences.dialog
    assert dialog is not None
    stored = json.loads((tmp_path / "settings.json").read_text())
    assert stored["window"]["mirrored"] is False
    assert SettingsStore(tmp_path / "settings.json").load() == mirror.window.settings
    assert open_window().window.settings.window.mirrored is False


def test_the_words_of_the_first_run_come_once(open_window: OpenWindow) -> None:
    mirror = open_window(welcomed=False)
    mirror.window.begin(demo=True)
    welcome = mirror.window.preferences.welcome_dialog
    assert welcome is not None and welcome.isVisible()
    welcome.accept()
    assert mirror.window.settings.window.welcomed
    again = open_window()
    again.window.begin(demo=True)
    assert again.window.preferences.welcome_dialog is None


def test_the_words_of_the_first_run_lead_to_what_the_program_is_for(open_window: OpenWindow) -> None:
    mirror = open_window(welcomed=False)
    mirror.window.begin(demo=True)
    welcome = mirror.window.preferences.welcome_dialog
    assert welcome is not None
    (more,) = (each for each in welcome.findChildren(QPushButton) if each.text() == "More about that")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    (dialog,) = welcome.findChildren(Help)
    (guide,) = dialog.findChildren(Guide)
    assert dialog.isVisible() and "AI Act" in guide.browser.toPlainText()
    mirror.press("Escape", guide.browser)  # it can be used, though the welcome keeps the window from being
    assert not dialog.isVisible() and welcome.isVisible()
    welcome.accept()


def test_what_the_program_keeps_is_deleted_while_the_window_goes_on(
    takes: TakesPage, mirror: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, kept = mirror.window, open_kept(mirror)
    window.face.profiles.save(Profile("Anna", np.full(7, 1 / 7), np.ones(7)))
    window.preferences.change_rehearsal(profile="Anna")
    window.practice.past.keep(RoundResult(MADE, 1, "", 0, (TaskResult("happy", None, 0.1, 1.0, 1.0, 90.0),)))
    takes.open_take(takes.library.rows.takes[0].folder)
    mirror.until(lambda: takes.shown is takes.review)
    kept.looked_at.emit()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    boxes = {each.text(): each for each in kept.findChildren(QCheckBox)}
    mirror.until(lambda: all(boxes[title].isEnabled() for title in ("Your takes", "Your practice rounds")))
    mirror.until(lambda: boxes["What was measured of your face"].isEnabled())
    for title in ("Your takes", "Your practice rounds", "What was measured of your face"):
        boxes[title].click()
    kept.delete.click()
    mirror.until(lambda: not boxes["Your takes"].isEnabled())
    mirror.until(lambda: takes.shown is takes.library and not takes.library.rows.takes)
    assert not list((mirror.recordings / TAKES).iterdir()) and not window.practice.past.log.path.exists()
    assert window.practice.past.rounds == () and window.face.profile is None and not window.face.profiles.names()
    assert not kept.delete.isEnabled() and "gone" not in mirror.notice


def test_settings_that_are_deleted_are_those_of_the_first_start(
    mirror: Driver, monkeypatch: pytest.MonkeyPatch, dark_again: None
) -> None:
    kept = open_kept(mirror)
    SettingsStore().save(mirror.window.settings)
    kept.looked_at.emit()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    box = next(each for each in kept.findChildren(QCheckBox) if each.text().startswith("Your settings"))
    mirror.until(box.isEnabled)
    box.click()
    kept.delete.click()
    mirror.until(lambda: not box.isEnabled())
    assert mirror.window.settings == Settings() and not SettingsStore().path.exists()


def open_kept(mirror: Driver) -> Kept:
    """The settings with the list of what is kept, once it is there."""
    mirror.press("Ctrl+,", mirror.window)
    dialog = mirror.window.preferences.dialog
    assert dialog is not None
    dialog.keeps.head.click()
    mirror.until(lambda: dialog.kept.findChildren(QCheckBox))
    return dialog.kept


def test_what_is_new_is_offered_once_after_an_update(open_window: OpenWindow) -> None:
    updated = open_window(version="0.1.0")
    updated.demo()
    assert updated.notice == f"Acting Mirror was updated to version {program_version()}."
    updated.click("What is new")
    (guide,) = updated.window.findChildren(Guide)
    assert guide.isVisible() and f"[{program_version()}]" in guide.browser.toPlainText()
    assert updated.notice == ""
    again = open_window()
    again.demo()
    assert again.notice == ""


def test_the_first_start_and_a_checkout_without_a_version_are_no_update(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_window(welcomed=False, version=None)
    first.demo()
    assert first.notice == "" and first.window.settings.window.version == program_version()
    monkeypatch.setattr(preferences, "program_version", lambda: None)
    checkout = open_window()
    checkout.demo()
    assert checkout.notice == "" and checkout.window.settings.window.version is not None


def test_the_settings_change_the_mirror_at_once(mirror: Driver) -> None:
    mirror.demo()
    mirror.press("Ctrl+,")
    dialog = mirror.window.preferences.dialog
    assert isinstance(dialog, SettingsDialog)
    box = next(each for each in dialog.findChildren(QAbstractButton) if each.text() == "Mirror my picture")
    box.click()
    assert not mirror.window.settings.window.mirrored
    mirror.press("M", mirror.window)
    mirror.until(lambda: box.isChecked())


def test_dialogs_open_by_their_keys_and_the_mirror_goes_on(mirror: Driver, clip_file: Path) -> None:
    session = mirror.demo()
    mirror.press("?")
    assert any(isinstance(each, Help) and each.isVisible() for each in QApplication.topLevelWidgets())
    mirror.press("Ctrl+,", mirror.window)
    assert mirror.window.preferences.dialog is not None and mirror.window.preferences.dialog.isVisible()
    mirror.press("Ctrl+L", mirror.window)
    assert mirror.window.dialogs.link_dialog is not None and mirror.window.dialogs.link_dialog.isVisible()
    mirror.press("Ctrl+E", mirror.window)
    assert mirror.window.exports.dialog is not None and mirror.window.exports.dialog.isVisible()
    now_s = session.now_s()
    mirror.until(lambda: session.now_s() > now_s + 0.1)


def helps(mirror: Driver) -> Help:
    (shown,) = (each for each in mirror.window.findChildren(Help) if each.isVisible())
    return shown


def test_the_key_of_help_opens_it_at_the_keys_of_the_page_and_its_button_at_how_to_rehearse(mirror: Driver) -> None:
    mirror.press("Ctrl+2")
    mirror.press("?", mirror.window)
    captions = [each.text() for each in helps(mirror).findChildren(QLabel) if each.property("role") == "caption"]
    assert captions[:2] == ["REHEARSE", "EVERYWHERE"]
    helps(mirror).close()
    mirror.window.top.help.click()
    assert helps(mirror).topics.currentItem().text() == "How to rehearse"


def test_esc_closes_a_dialog_and_not_the_window(mirror: Driver) -> None:
    for keys in ("?", "Ctrl+,", "Ctrl+L"):
        mirror.press(keys, mirror.window)
        dialog = next(each for each in mirror.window.findChildren(QDialog) if each.isVisible())
        mirror.press("Esc", dialog)
        assert not dialog.isVisible()
    assert mirror.window.isVisible()


def test_single_keys_write_in_text_fields(mirror: Driver) -> None:
    mirror.demo()
    mirror.press("Ctrl+L")
    dialog = mirror.window.dialogs.link_dialog
    assert dialog is not None
    dialog.field.clear()
    dialog.activateWindow()
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, "m f3p?")
    assert dialog.field.text() == "m f3p?"
    assert mirror.window.settings.window.mirrored
    assert not mirror.window.isFullScreen()
    assert not mirror.live.recording
    assert mirror.page.person == 0


def test_the_keys_in_the_help_are_the_keys_of_the_window(mirror: Driver) -> None:
    assert len(mirror.window.pages.all) == 4  # made now, with their keys
    bound = [each.key().toString() for each in mirror.window.findChildren(QShortcut)]
    dialogs = "Score a clip", "Look through a script"  # which bind their own when they are made
    here = [action for action in ACTIONS if action.page not in dialogs]
    told = {QKeySequence(key).toString() for action in here for key in action.keys}
    assert sorted(bound) == sorted(told)


def controls(mirror: Driver) -> list[QWidget]:
    """What the user can act on and sees."""
    kinds = (QAbstractButton, QComboBox)
    inside = mirror.window.findChildren(QWidget)
    return [
        each
        for each in inside
        if each.isVisible()
        and not each.focusProxy()
        and (isinstance(each, kinds) or each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]


@pytest.fixture(params=["live", "clip", "photos", "nothing"])
def page_state(request: pytest.FixtureRequest, mirror: Driver, cameras: Cameras, tmp_path: Path) -> Driver:
    """The window in each of its states, everything shown that can be."""
    if request.param == "live":
        cameras(for_ever(*drawn((640, 240), columns=2, seconds=0.5)))
        mirror.camera()
        mirror.until(lambda: mirror.page.chips.isVisible())
        mirror.window.messages.tell("Saved a recording", ("Open folder", lambda: None))
    elif request.param == "clip":
        mirror.open(request.getfixturevalue("clip_file"))
        mirror.until(lambda: mirror.page.transport.isVisible() and len(mirror.clip.timeline.rows) > 3)
    elif request.param == "photos":
        import cv2

        cv2.imwrite(str(tmp_path / "face.png"), drawn((320, 240), seconds=0.1)[0])
        mirror.open(tmp_path / "face.png")
    else:
        mirror.window.begin()
        mirror.until(lambda: mirror.state.startswith("No camera"))
    return mirror


def in_a_group(control: QWidget) -> bool:
    """Of buttons of which one is checked, Qt has Tab stop at that one only; the keys 0 to 9 reach the others."""
    return isinstance(control, QAbstractButton) and control.group() is not None and not control.isChecked()


def described(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    size, least = widget.size().toTuple(), widget.minimumSizeHint().toTuple()
    return f"{type(widget).__name__} “{words}” in {type(widget.parentWidget()).__name__}, {size}, needs {least}"


def test_every_control_has_a_name_for_a_screen_reader(page_state: Driver) -> None:
    nameless = [
        described(each)
        for each in controls(page_state)
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
    ]
    assert not nameless


def test_every_control_has_a_tool_tip(page_state: Driver) -> None:
    # The buttons of these stand beside a sentence; the curves have words of their own under the pointer.
    explained = (page_state.page.state, page_state.window.notice, page_state.page.over_time.plot)
    tipless = [
        described(each)
        for each in controls(page_state)
        if not each.toolTip() and not any(part is each or part.isAncestorOf(each) for part in explained)
    ]
    assert not tipless


def test_tab_reaches_every_control(page_state: Driver) -> None:
    wanted = {
        each
        for each in controls(page_state)
        if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not in_a_group(each)
    }
    page_state.page.view.setFocus()
    reached: set[QWidget] = set()
    for _ in range(60):
        page_state.press("Tab", QApplication.focusWidget() or page_state.window)
        if (focus := QApplication.focusWidget()) is not None:
            reached.add(focus)
    assert not [described(each) for each in wanted - reached]


@pytest.mark.parametrize("size", [(900, 500), (900, 600), (1280, 800)])
def test_nothing_is_clipped(page_state: Driver, size: tuple[int, int]) -> None:
    page_state.window.resize(*size)
    page_state.until(lambda: (page_state.window.width(), page_state.window.height()) == size)
    page_state.page.leave()
    # A clip is still being read, and words that change may just wait for their neighbours to move.
    page_state.until(
        lambda: not isinstance(page_state.window.session, ClipSession) or page_state.window.session.complete
    )
    QTest.qWait(20)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert not [described(each) for each in clipped(page_state.window)]


def clipped(window: QWidget) -> list[QWidget]:
    """Labels and buttons with less room than their words need, or that reach over the window's edge."""
    found = []
    for each in window.findChildren(QWidget):
        if not isinstance(each, QLabel | QPushButton | QToolButton) or not each.isVisible():
            continue
        if isinstance(each, FittedText):
            continue
        least = each.minimumSizeHint()
        if isinstance(each, QToolButton) and not each.text():
            least = each.iconSize()  # what else it would like is air
        wrapped = isinstance(each, QLabel) and each.wordWrap()
        needs = each.heightForWidth(each.width()) if wrapped else least.height()
        area = each.rect().translated(each.mapTo(window, each.rect().topLeft()))
        if each.width() < least.width() or each.height() < needs or not window.rect().contains(area):
            found.append(each)
    return found


def test_a_narrow_window_folds_the_card_into_a_strip(mirror: Driver) -> None:
    wide = mirror.page.now_card.width()
    mirror.window.resize(900, 600)
    mirror.until(lambda: mirror.page.now_card.width() < wide / 2)
    assert not mirror.page.over_time.legend.isVisible()
    mirror.window.resize(1280, 800)
    mirror.until(lambda: mirror.page.now_card.width() == wide)


def test_enter_presses_the_button_with_the_focus(mirror: Driver) -> None:
    mirror.demo()
    mirror.until(lambda: mirror.page.bar.freeze.isEnabled())
    mirror.page.bar.freeze.setFocus()
    mirror.press("Return")
    assert mirror.page.bar.freeze.isChecked()
    assert WindowSettings().mirrored
