"""What stands in the middle of the view while there is no picture."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.gui.widgets.state_card import State, StateCard

STATE = State("Hay un clip abierto", choices=(("Actor demo", lambda: None), ("Buscar una cámara", lambda: None)))


@pytest.mark.parametrize(("width", "beside"), [(600, True), (300, False)])
def test_buttons_stand_below_each_other_where_they_would_be_cut_off(qtbot: QtBot, width: int, beside: bool) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(width, 500)
    card = StateCard(over)
    over.show()
    card.show_state(STATE)
    first, second = card.buttons
    qtbot.waitUntil(
        lambda: second.width() >= second.sizeHint().width() and second.y() + second.height() < card.height()
    )
    assert (first.y() == second.y()) is beside
    assert second.x() + second.width() < card.width()
    over.resize(900 - width, 500)
    qtbot.waitUntil(lambda: (first.y() == second.y()) is not beside)
