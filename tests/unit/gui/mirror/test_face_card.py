import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.core.eyes import Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.gui.mirror.cards import Cards
from acting_mirror.gui.mirror.face_card import FaceCard
from acting_mirror.gui.widgets import theme


def doing(name: str = "jaw_open", yaw_deg: float = 0.0, eyes: Eyes = Eyes(0.0, 0.0, 0.0)) -> Movements:  # noqa: B008
    strengths = np.zeros(len(NAMES), np.float32)
    strengths[NAMES.index(name)] = 0.6
    return Movements(HeadPose(yaw_deg, 0.0, 0.0), strengths, strengths, eyes)


@pytest.fixture
def cards(qapp: QApplication, qtbot: QtBot) -> Cards:
    if not (qapp.styleSheet() and theme.is_dark(qapp.palette())):
        theme.apply(qapp, "dark")
    cards = Cards()
    qtbot.addWidget(cards)
    cards.set_gap(16)
    cards.resize(cards.width(), 504)
    cards.show()
    return cards


@pytest.fixture
def card(cards: Cards) -> FaceCard:
    cards.face.head.click()
    return cards.face


def said(card: FaceCard) -> list[str]:
    """What head and eyes do, and the movements, as a screen reader has them."""
    return [*card._drawing.accessibleDescription().splitlines(), *card._bars.accessibleDescription().splitlines()]


def test_what_a_face_does_is_said_and_drawn(card: FaceCard) -> None:
    card.show_movements(doing(yaw_deg=12.0), 1.0, False)
    assert said(card) == ["Turned left 12°", "Looking into the lens", "Jaw open 60 %"]
    straight = card.grab().toImage()
    card.show_movements(doing(yaw_deg=12.0), 1.0, True)
    assert card.grab().toImage() != straight  # it turns the other way in a mirror


def test_bars_are_calm_while_a_picture_moves_and_true_where_it_stands(card: FaceCard) -> None:
    card.show_movements(doing("brows_up"), 1.0, False)
    card.show_movements(doing("jaw_open"), 1.04, False)
    assert "Brows up 50 %" in said(card)
    card.show_movements(doing("jaw_open"), 1.04, False, still=True)
    assert "Jaw open 60 %" in said(card) and "Brows up" not in " ".join(said(card))


def test_a_blink_leaves_the_look_and_closed_eyes_do_not(card: FaceCard) -> None:
    shut = Eyes(np.nan, np.nan, 1.0)
    card.show_movements(doing(), 1.0, False)
    card.show_movements(doing(eyes=shut), 1.4, False)
    assert "Looking into the lens" in said(card)
    card.show_movements(doing(eyes=shut), 2.0, False)
    assert said(card)[1] == "Eyes closed"


def test_a_folded_card_shows_nothing(card: FaceCard) -> None:
    card.head.click()
    card.show_movements(doing(), 1.0, False)
    assert "Jaw open 60 %" not in said(card)


def test_why_there_is_nothing_stands_in_its_place(card: FaceCard) -> None:
    card.show_movements(None, 0.0, False, "Choose face 1.")
    assert card._why.isVisible() and not card._bars.isVisible()
    card.show_movements(None, 0.0, False)
    assert not card._why.isVisible() and card._bars.isVisible() and said(card) == []


@pytest.mark.parametrize("height", [300, 380, 504, 800])
@pytest.mark.parametrize("strip", [False, True])
def test_what_the_face_shows_keeps_its_room(
    cards: Cards, card: FaceCard, qapp: QApplication, height: int, strip: bool
) -> None:
    cards.set_strip(strip)
    cards.resize(cards.width(), height)
    for _ in range(3):
        qapp.processEvents()
    now = cards.now
    assert now.height() >= now.minimumSizeHint().height()
    assert not card.geometry().intersects(now.geometry())
    assert card.isVisible()
    assert cards.rect().contains(now.geometry())
