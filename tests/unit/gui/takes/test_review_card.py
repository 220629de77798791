"""What stands beside the picture of a take."""

import gettext
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from acting_mirror.core import language
from acting_mirror.gui.takes.review_card import ReviewCard
from acting_mirror.gui.widgets.tab import Tab


class _Longer(gettext.NullTranslations):
    """A language of longer words."""

    def gettext(self, message: str) -> str:
        return f"{message} und noch etwas"


@pytest.fixture
def longer() -> Iterator[None]:
    language.use(_Longer())
    yield
    language.use(gettext.NullTranslations())


@pytest.mark.usefixtures("dark")
def test_in_a_narrow_window_it_leaves_more_room_to_the_picture(qtbot: QtBot) -> None:
    card = _card(qtbot)
    assert card.sizeHint().width() == 400
    card.narrow(True)
    assert card.sizeHint().width() == 320


@pytest.mark.usefixtures("dark", "longer")
def test_it_is_as_wide_as_its_tabs_need_in_a_language_of_longer_words(qtbot: QtBot) -> None:
    card = _card(qtbot)
    card.narrow(True)
    card.resize(card.sizeHint())
    card.show()
    tabs = card.findChildren(Tab)
    assert [tab.width() >= tab.sizeHint().width() for tab in tabs] == [True] * 3
    assert card.width() > 320


def _card(qtbot: QtBot) -> ReviewCard:
    card = ReviewCard()
    qtbot.addWidget(card)
    return card
