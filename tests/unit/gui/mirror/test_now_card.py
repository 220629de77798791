import numpy as np
import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.scores import EmotionScores
from acting_mirror.gui.mirror.now_card import EASE_MS, STRIP_WIDTH, WIDTH, NowCard
from acting_mirror.gui.widgets import theme

BOX = FaceBox(0, 0, 100, 100)


def reading(label: str, share: float) -> TrackedFace:
    probs = np.full(7, (1 - share) / 6, np.float32)
    probs[EMOTIONS.index(label)] = share
    scores = EmotionScores(probs)
    return TrackedFace(0, BOX, None, scores, scores, label)


def finish(card: NowCard) -> None:
    card._easing.setCurrentTime(EASE_MS)


@pytest.fixture
def card(qapp: QApplication, qtbot: QtBot) -> NowCard:
    # Styling a program costs a tenth of a second; most tests find it dark already.
    if not (qapp.styleSheet() and theme.is_dark(qapp.palette())):
        theme.apply(qapp, "dark")
    card = NowCard()
    qtbot.addWidget(card)
    card.resize(WIDTH, 504)
    card.show()
    return card


def test_a_face_is_named_with_its_share(card: NowCard) -> None:
    card.show_face(reading("happy", 0.86))
    finish(card)
    assert (card.word.text, card.percent.text(), card.line.text) == ("Happy", "86 %", "Reading you well")
    assert [row.emotion for row in card.rows] == list(EMOTIONS)
    assert card.rows[3].accessibleName() == "Happy 86 %"
    assert [row.number for row in card.rows][3:5] == ["86 %", "2 %"]


def test_bars_ease_while_word_and_numbers_are_those_of_the_frame_at_once(card: NowCard) -> None:
    card.show_face(reading("sad", 0.9))
    assert (card.word.text, card.percent.text(), card.rows[4].number) == ("Sad", "90 %", "90 %")
    card._easing.setCurrentTime(EASE_MS // 2)
    assert 0 < card.rows[4]._share < 0.9
    finish(card)
    assert card.rows[4]._share == pytest.approx(0.9)


def test_nothing_runs_while_nothing_changes(card: NowCard) -> None:
    card.show_face(reading("happy", 0.8))
    finish(card)
    card.show_face(reading("happy", 0.8))
    assert card._easing.state() == QAbstractAnimation.State.Stopped


def test_a_hidden_card_shows_the_newest_numbers_without_moving(card: NowCard) -> None:
    card.hide()
    card.show_face(reading("happy", 0.8))
    assert card._easing.state() == QAbstractAnimation.State.Stopped
    assert card.percent.text() == "80 %"


def test_without_a_face_the_bars_are_empty(card: NowCard) -> None:
    card.show_face(reading("happy", 0.86))
    finish(card)
    card.show_face(None)
    finish(card)
    assert (card.word.text, card.percent.text(), card.line.text) == ("–", "", "Step into the picture")  # noqa: RUF001
    assert all(row.number == "" and row.accessibleName() == SHOWN_NAMES[row.emotion] for row in card.rows)
    card.show_face(None, "Waiting for the camera…")
    assert card.line.text == "Waiting for the camera…"


@pytest.mark.parametrize("reason", list(Unreadable))
def test_a_face_that_cannot_be_read_says_what_to_do(card: NowCard, reason: Unreadable) -> None:
    card.show_face(TrackedFace(0, BOX, reason))
    QApplication.processEvents()
    assert (card.word.text, card.word.shown) == ("Can't read you", "Can't read you")
    assert card.line.shown == card.line.text
    assert card.line.text.lower().startswith(reason.value + ": ")


@pytest.mark.parametrize("emotion", EMOTIONS)
@pytest.mark.parametrize("strip", [False, True])
def test_every_word_fits_whole(card: NowCard, emotion: str, strip: bool) -> None:
    card.set_strip(strip)
    card.show_face(reading(emotion, 0.995))
    finish(card)
    QApplication.processEvents()
    assert card.word.shown == SHOWN_NAMES[emotion]
    assert QFontMetrics(card.percent.font()).horizontalAdvance(card.percent.text()) <= card.percent.width()


def test_the_strip_keeps_word_number_bars_and_advice(card: NowCard) -> None:
    card.show_face(reading("happy", 0.86))
    finish(card)
    card.set_strip(True)
    assert card.width() == STRIP_WIDTH
    assert (card.word.text, card.percent.text(), card.rows[3].number) == ("Happy", "86 %", "86")
    assert not card.line.isVisible()
    card.show_face(TrackedFace(0, BOX, Unreadable.TOO_DARK))
    assert card.below.isVisible()
    assert card.below.text() == "Too dark: turn a light towards you"
    card.set_strip(False)
    assert (card.width(), card.word.text, card.line.isVisible()) == (WIDTH, "Can't read you", True)


@pytest.mark.parametrize("strip", [False, True])
def test_it_fits_the_smallest_window(card: NowCard, strip: bool) -> None:
    card.set_strip(strip)
    assert card.minimumSizeHint().height() <= 400
    assert card.minimumSizeHint().width() <= card.width()


def test_the_word_follows_the_theme(card: NowCard, qapp: QApplication) -> None:
    card.show_face(reading("happy", 0.86))
    dark = card.word.colour
    theme.apply(qapp, "light")
    assert dark == QColor("#f2dc5d")
    assert card.word.colour == theme.emotion_colour("happy", card.palette()) != dark


def test_the_bar_is_drawn_as_long_as_its_share(card: NowCard) -> None:
    card.show_face(reading("happy", 0.5))
    finish(card)
    row = card.rows[3]
    picture, middle = row.grab().toImage(), row.height() // 2
    colour = theme.emotion_colour("happy", row.palette()).rgb()
    track = QColor(theme.DARK.track).rgb()
    line = [picture.pixel(x, middle) for x in range(picture.width())]
    assert line.count(colour) == pytest.approx(line.count(track), abs=4)
