"""The table of actions, from which shortcuts, tool tips and the help come."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.gui.shell import actions
from acting_mirror.gui.shell.actions import ACTIONS, bind, by_page, tip

DIALOGS = ("Score a clip", "Look through a script")
"""They bind their own keys when they are made."""


def test_every_key_is_one_that_qt_knows_and_does_one_thing_a_page() -> None:
    for action in ACTIONS:
        assert all(QKeySequence(key).toString() == key for key in action.keys)
        assert len(action.tips) in (0, len(action.keys))
    doings = [(action.page, key) for action in ACTIONS for key in action.keys]
    assert len(set(doings)) == len(doings)


def test_a_key_has_the_same_name_on_every_page_so_that_it_is_bound_once() -> None:
    here = [action for action in ACTIONS if action.page not in DIALOGS]
    names = {key: {action.name for action in here if key in action.keys} for action in here for key in action.keys}
    assert all(len(each) == 1 for each in names.values())


def test_a_tip_says_what_a_button_does_and_the_key_that_does_the_same() -> None:
    assert tip("main", "Takes") == "Play, or pause (Space)"
    assert tip("step", "Takes", 1) == "One picture on (→)"
    assert tip("help") == "Keys and help (?)"


def test_on_a_mac_keys_are_written_as_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.sys, "platform", "darwin")
    assert tip("settings") == "Settings (⌘,)"
    assert ("⌘1 to 4", "Mirror, Rehearse, Practice, Takes") in by_page()["Everywhere"]


def test_the_help_has_every_page_and_what_holds_everywhere_first() -> None:
    table = by_page()
    assert list(table) == ["Everywhere", "Mirror", "Rehearse", "Practice", "Takes", *DIALOGS]
    assert sum(map(len, table.values())) == len(ACTIONS)


def test_what_is_bound_gets_which_of_its_keys_was_pressed(qapp: QApplication, qtbot: QtBot) -> None:
    widget, pressed = QWidget(), list[int]()
    qtbot.addWidget(widget)
    bind(widget, {"step": pressed.append, "main": pressed.append})
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(widget, key)
    assert pressed == [1, 0, 0]
    repeats = {each.key().toString(): each.autoRepeat() for each in widget.findChildren(QShortcut)}
    assert repeats == {"Left": True, "Right": True, "Space": False}
