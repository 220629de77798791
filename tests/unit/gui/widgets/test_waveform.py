"""The sound of a clip: what is drawn, and spans that are dragged or moved by keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.wave_paint import View, columns
from acting_mirror.gui.widgets.wave_spans import Grip, WaveSpan, dragged
from acting_mirror.gui.widgets.waveform import Waveform
from acting_mirror.vision.sources.sound_peaks import PEAK_S

SPANS = (WaveSpan(1, "1  Who is there?", 2, 4), WaveSpan(2, "2  You!", 5, 6))


@pytest.fixture
def wave(dark: QApplication, qtbot: QtBot) -> Waveform:
    """Ten seconds of it, 100 pixels each, of which the second half sounds."""
    wave = Waveform("Sound of the clip")
    qtbot.addWidget(wave)
    wave.resize(1000, 140)
    wave.show_length(10)
    wave.show_peaks(np.repeat(np.float32([0, 0.5]), 500))
    wave.show_spans(SPANS)
    wave.show()
    return wave


def times(wave: Waveform) -> list[tuple[float, float]]:
    return [(round(span.start_s, 3), round(span.end_s, 3)) for span in wave.spans]


def drag(wave: Waveform, start: int, end: int) -> None:
    ground = wave.viewport()
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, pos=QPoint(start, 60))
    for x in (start + (end - start) // 2, end):
        QTest.mouseMove(ground, QPoint(x, 60))
    QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=QPoint(end, 60))


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (200, 120, [(1.2, 4), (5, 6)]),
        (400, 450, [(2, 4.5), (5, 6)]),
        (400, 800, [(2, 5), (5, 6)]),
        (400, 100, [(2, 2.1), (5, 6)]),
        (550, 650, [(2, 4), (6, 7)]),
        (550, 20, [(2, 4), (4, 5)]),
        (300, 0, [(0, 2), (5, 6)]),
        (600, 999, [(2, 4), (5, 9.99)]),
    ],
)
def test_spans_are_dragged_by_an_end_or_whole_as_far_as_there_is_room(
    wave: Waveform, start: int, end: int, wanted: list[tuple[float, float]]
) -> None:
    told: list[object] = []
    wave.edited.connect(told.append)
    drag(wave, start, end)
    assert times(wave) == wanted
    assert told == [wave.spans]


def test_no_span_is_dragged_beyond_the_clip() -> None:
    assert dragged(SPANS, Grip(2, "whole"), 60, 10)[1] == WaveSpan(2, "2  You!", 9, 10)
    assert dragged(SPANS, Grip(2, "end"), 60, 10)[1].end_s == 10


def test_of_two_spans_that_touch_the_end_on_the_side_of_the_pointer_is_held(wave: Waveform) -> None:
    wave.show_spans((WaveSpan(1, "", 2, 5), WaveSpan(2, "", 5, 6)))
    for x, wanted in ((498, Grip(1, "end")), (502, Grip(2, "start"))):
        QTest.mouseClick(wave.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
        assert wave.grip == wanted


def test_a_click_goes_there_and_drags_nothing(wave: Waveform) -> None:
    sought: list[float] = []
    wave.sought.connect(sought.append)
    for x in (300, 800):
        QTest.mouseClick(wave.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert sought == pytest.approx([3, 8])
    assert wave.spans == SPANS
    assert wave.grip is None  # nothing is where it was clicked last


def test_keys_hold_an_end_and_move_it(wave: Waveform) -> None:
    wave.show_head(4.1)
    QTest.keyClick(wave, Qt.Key.Key_Down)
    assert wave.grip == Grip(1, "end")
    QTest.keyClick(wave, Qt.Key.Key_Right)
    assert times(wave)[0] == (2, 4.05)
    QTest.keyClick(wave, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert times(wave)[0] == (2, 3.55)
    assert wave.accessibleDescription() == "1  Who is there? ends at 3.55 s"
    QTest.keyClick(wave, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert times(wave)[0] == (2.05, 3.6)
    QTest.keyClick(wave, Qt.Key.Key_Up)
    assert wave.grip == Grip(1, "start")
    unplaced: list[int] = []
    wave.unplaced.connect(unplaced.append)
    QTest.keyClick(wave, Qt.Key.Key_Delete)
    assert unplaced == [1]


def test_while_nothing_is_held_keys_move_the_play_head(wave: Waveform) -> None:
    sought: list[float] = []
    wave.sought.connect(sought.append)
    wave.show_head(0.2)
    QTest.keyClick(wave, Qt.Key.Key_Right)
    QTest.keyClick(wave, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert sought == pytest.approx([0.25, 0])


def test_the_wheel_zooms_around_the_pointer_and_scrolls(wave: Waveform) -> None:
    def turn(by: int, held: Qt.KeyboardModifier) -> None:
        at, none, no_button = QPointF(300, 60), QPoint(), Qt.MouseButton.NoButton
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, none, QPoint(0, by), no_button, held, phase, False)
        QApplication.sendEvent(wave.viewport(), event)

    turn(240, Qt.KeyboardModifier.ControlModifier)
    assert wave.view.shown_s == pytest.approx(10 / 1.5**2)
    assert wave.view.s_of(300) == pytest.approx(3, abs=PEAK_S)
    before_s = wave.view.left_s
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert before_s < wave.view.left_s
    for _ in range(9):
        QTest.keyClick(wave, Qt.Key.Key_Plus)
    assert wave.view.shown_s == 2
    for _ in range(9):
        QTest.keyClick(wave, Qt.Key.Key_Minus)
    assert (wave.view.left_s, wave.view.shown_s) == (0, 10)


def test_the_play_head_stays_in_view(wave: Waveform) -> None:
    wave.zoom(0.2, 1.0)
    for t_s in (1.5, 7.0, 0.2):
        wave.show_head(t_s)
        assert wave.view.has(t_s)
    wave.show_head(0.25)
    wave.horizontalScrollBar().setValue(500)
    wave.show_head(0.3)
    assert wave.view.left_s == 5  # where the user looks


def test_each_column_has_its_loudest_peak_and_none_is_beyond_the_end() -> None:
    peaks = np.float32([0.1, 0.9, 0.2, 0.3])
    assert columns(peaks, View(0, 4 * PEAK_S, 2)).tolist() == pytest.approx([0.9, 0.3])
    assert columns(peaks, View(0, 8 * PEAK_S, 4)).tolist() == pytest.approx([0.9, 0.3, 0, 0])
    assert columns(peaks, View(0, 2 * PEAK_S, 4)).tolist() == pytest.approx([0.1, 0.1, 0.9, 0.9])
    assert columns(np.float32([]), View(0, 1, 3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("name", ["dark", "light"])
def test_sound_and_spans_are_seen_in_both_themes(wave: Waveform, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    colours = theme.theme_of(wave.palette())
    picture = wave.viewport().grab().toImage()

    def at(x: int, y: int) -> str:
        return picture.pixelColor(x, y).name()

    loud, quiet, middle = 800, 100, (20 + picture.height() - 18) // 2
    assert (at(loud, middle - 20), at(quiet, middle - 20)) == (colours.quiet, colours.card)
    assert at(300, 10) != colours.card
    theme.apply(qapp, "dark")
