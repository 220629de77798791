"""The walk over a window finds what it is there for."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.screen_reader import out_of_reach, unsaid
from tests.gui.walk import english, settle, unreadable
from tests.pseudo_language import said_otherwise


def _narrow(root: QWidget) -> None:
    QPushButton("A caption that is long", root).setGeometry(10, 10, 40, 30)


def _low(root: QWidget) -> None:
    label = QLabel("Words that take two lines at least in so little room", root)
    label.setWordWrap(True)
    label.setGeometry(10, 10, 200, 16)


def _outside(root: QWidget) -> None:
    QLabel("Words", root).setGeometry(370, 10, 100, 30)


def _over_each_other(root: QWidget) -> None:
    QLabel("Some", root).setGeometry(10, 10, 100, 30)
    QLabel("others", root).setGeometry(60, 10, 100, 30)


def _well(root: QWidget) -> None:
    QLabel("Some", root).setGeometry(10, 10, 100, 30)
    QPushButton("Go", root).setGeometry(120, 10, 100, 30)


@pytest.fixture
def root(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


@pytest.mark.parametrize(
    ("fill", "found"), [(_narrow, "clipped"), (_low, "clipped"), (_outside, "cut off"), (_over_each_other, "overlap")]
)
def test_words_that_can_not_be_read_are_found(root: QWidget, fill: Callable[[QWidget], None], found: str) -> None:
    fill(root)
    root.show()
    settle(root)
    (words,) = unreadable(root)
    assert found in words


def test_what_can_be_read_and_heard_is_not(root: QWidget) -> None:
    _well(root)
    root.show()
    settle(root)
    assert unreadable(root) == unsaid(root) == out_of_reach(root) == []


def test_a_field_without_a_name_is_found(root: QWidget) -> None:
    QLineEdit(root).setGeometry(10, 10, 100, 30)
    root.show()
    settle(root)
    (words,) = unsaid(root)
    assert "has no name" in words


def test_what_tab_passes_over_is_found(root: QWidget) -> None:
    table = QTableWidget(3, 3, root)
    table.setGeometry(10, 10, 300, 100)
    table.setTabKeyNavigation(True)  # it keeps the focus among its cells
    QPushButton("Go", root).setGeometry(10, 150, 100, 30)
    root.show()
    settle(root)
    assert out_of_reach(root) == ["Tab does not reach QPushButton 'Go'"]


def test_english_words_are_found_but_for_names(root: QWidget) -> None:
    QLabel("Some words", root).setToolTip("door.fountain")
    with said_otherwise():
        root.show()
        settle(root)
        assert english(root) == ["QLabel 'Some words' is not marked"]
