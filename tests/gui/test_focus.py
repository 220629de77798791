"""The keyboard's focus: where it goes when its control vanishes, and that Enter presses what has the ring."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton, QWidget

from acting_mirror.gui.dialogs.export import ExportDialog
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.link import LinkDialog
from acting_mirror.gui.dialogs.many_clips import ManyClipsDialog
from acting_mirror.gui.dialogs.welcome import Welcome
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver
from tests.gui.takes_driver import review


def controls(inside: QWidget) -> Iterator[QAbstractButton]:
    for each in inside.findChildren(QAbstractButton):
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield each


def vanish(button: QAbstractButton) -> QWidget | None:
    """Give a button the focus, and hide it, or disable it; what has the focus then."""
    button.setFocus()
    assert QApplication.focusWidget() is button
    button.hide()
    hidden = QApplication.focusWidget()
    button.show()
    button.setFocus()
    button.setEnabled(False)
    assert QApplication.focusWidget() is hidden
    button.setEnabled(True)
    return hidden


@pytest.mark.parametrize("number", range(4))
def test_the_focus_stays_on_the_page_when_a_control_vanishes(mirror: Driver, takes_folder: Path, number: int) -> None:
    mirror.demo()
    mirror.window.rehearse.menu.open(samples()[0])
    mirror.until(lambda: mirror.window.rehearse.script.script is not None)
    page = mirror.window.pages.all[number]
    mirror.window.turn_to(page)
    mirror.until(lambda: len(list(controls(page))) > 2)
    for button in controls(page):
        focus = vanish(button)
        assert focus is not None and page.isAncestorOf(focus), button.text()


def test_the_focus_stays_on_a_take_that_is_reviewed(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    review(mirror, takes, takes_folder / "monday")
    for button in controls(takes):
        focus = vanish(button)
        assert focus is not None and takes.isAncestorOf(focus), button.text()


def test_a_button_of_a_bar_hands_the_focus_to_its_neighbour(mirror: Driver) -> None:
    mirror.demo()
    bar = mirror.page.bar
    mirror.until(bar.freeze.isEnabled)
    mirror.page.leave()
    assert vanish(bar.freeze) is bar.main
    assert vanish(bar.export) is bar.snapshot


def test_a_message_that_is_closed_leaves_the_focus_on_the_page(mirror: Driver) -> None:
    pressed: list[str] = []
    mirror.window.messages.tell("Something happened.", ("Do it", lambda: pressed.append("Do it")))
    choice = next(each for each in controls(mirror.window.notice) if each.text() == "Do it")
    choice.setFocus()
    mirror.press("Return", choice)
    assert pressed == ["Do it"] and not mirror.notice
    focus = QApplication.focusWidget()
    assert focus is not None and mirror.page.isAncestorOf(focus)


def test_what_vanished_behind_a_dialog_does_not_send_the_focus_to_the_tabs(mirror: Driver) -> None:
    mirror.demo()
    mirror.until(mirror.page.bar.freeze.isEnabled)
    mirror.page.bar.freeze.setFocus()
    mirror.press("Ctrl+L", mirror.window)
    dialog = mirror.window.dialogs.link_dialog
    assert dialog is not None
    mirror.until(dialog.isActiveWindow)
    mirror.page.bar.freeze.setEnabled(False)
    mirror.page.leave()
    dialog.close()
    mirror.window.activateWindow()
    mirror.until(mirror.window.isActiveWindow)
    assert QApplication.focusWidget() is mirror.page.bar.main


def settings(window: MainWindow, _: Path) -> QDialog | None:
    window.preferences.show()
    return window.preferences.dialog


def targets(window: MainWindow, _: Path) -> QDialog | None:
    window.rehearse.edit_targets()
    return window.rehearse.targets_dialog


def calibrate(window: MainWindow, _: Path) -> QDialog | None:
    window.rehearse.calibrate()
    return window.rehearse.calibrate_dialog


def set_up(window: MainWindow, _: Path) -> QDialog | None:
    window.set_up.show()
    return window.set_up.dialog


def tape(window: MainWindow, _: Path) -> QDialog | None:
    window.takes.score_clip()
    return window.takes.tape


@pytest.mark.parametrize(
    "make",
    [
        lambda window, folder: ExportDialog("clip", folder, True, window),
        lambda window, folder: Help({}, folder, parent=window),
        lambda window, _: LinkDialog(window),
        lambda window, folder: ManyClipsDialog(folder, window),
        lambda window, _: Welcome(window),
        settings,
        set_up,
        targets,
        calibrate,
        tape,
    ],
    ids=["export", "help", "link", "many-clips", "welcome", "settings", "set-up", "targets", "calibrate", "tape"],
)
def test_enter_presses_what_has_the_ring_in_every_dialog_and_the_focus_stays_in_it(
    mirror: Driver, tmp_path: Path, make: Callable[[MainWindow, Path], QDialog]
) -> None:
    mirror.window.rehearse.menu.open(samples()[0])
    mirror.until(lambda: mirror.window.rehearse.script.script is not None)
    dialog = make(mirror.window, tmp_path)
    dialog.show()
    dialog.activateWindow()
    mirror.until(dialog.isActiveWindow)
    pressed: list[QAbstractButton] = []
    marked_last = sorted(controls(dialog), key=lambda each: isinstance(each, QPushButton) and each.isDefault())
    assert marked_last
    for button in dialog.findChildren(QAbstractButton):
        record = lambda _=False, button=button: pressed.append(button)  # noqa: E731 - one of many
        button.clicked.connect(record)  # of the marked one, which Qt itself presses
        button.click = record  # type: ignore[method-assign] - what the others do is not the matter here
    for button in marked_last:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert pressed == [button]
        pressed.clear()
        stays = dialog.isVisible() and len(marked_last) > 1 and button.isEnabled()  # the welcome goes
        focus = vanish(button) if stays else dialog
        assert focus is not None and focus.window() is dialog
    dialog.hide()


def test_enter_replaces_no_file_while_the_ring_is_on_close(mirror: Driver, tmp_path: Path) -> None:
    dialog = ExportDialog("clip", tmp_path, True, mirror.window)
    wanted: list[object] = []
    dialog.wanted.connect(wanted.append)
    for ending in (" annotated.mp4", ".csv", ".json"):
        (tmp_path / f"clip{ending}").touch()
    dialog.show()
    dialog.activateWindow()
    mirror.until(dialog.isActiveWindow)
    mirror.press("Return", dialog._export)
    assert dialog._export.text() == "Replace" and not wanted
    dialog._cancel.setFocus()
    mirror.press("Return", dialog._cancel)
    assert not wanted and not dialog.isVisible()
