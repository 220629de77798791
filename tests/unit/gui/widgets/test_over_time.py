import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.palette import EMOTION_DASHES
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curves import between, clock, curves_of, dashed
from acting_mirror.gui.widgets.over_time import OverTimePanel

BOX = FaceBox(0, 0, 100, 100)
START_S = 1000.0


def read(label: str, person: int = 0) -> TrackedFace:
    probs = np.full(7, 0.05, np.float32)
    probs[EMOTIONS.index(label)] = 0.7
    scores = EmotionScores(probs)
    return TrackedFace(person, BOX, None, scores, scores, label)


def unread() -> TrackedFace:
    return TrackedFace(0, BOX, Unreadable.TOO_DARK)


def add(timeline: Timeline, t_s: float, *faces: TrackedFace) -> None:
    timeline.append(FrameAnalysis(timeline.frames, t_s, faces, 1.0))


def steady(seconds: float, start_s: float = START_S, label: str = "happy", fps: int = 10) -> Timeline:
    timeline = Timeline()
    for place in range(int(seconds * fps) + 1):
        add(timeline, start_s + place / fps, read(label))
    return timeline


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> OverTimePanel:
    # Styling a program costs a tenth of a second; most tests find it dark already.
    if not (qapp.styleSheet() and theme.is_dark(qapp.palette())):
        theme.apply(qapp, "dark")
    panel = OverTimePanel()
    panel.plot.hide()  # made, as in a window that has been open for a second
    qtbot.addWidget(panel)
    panel.resize(1200, 136)
    panel.show()
    return panel


def live(panel: OverTimePanel, timeline: Timeline, now_s: float) -> None:
    panel.set_timeline(timeline, True, None)
    panel.refresh(now_s)


def drawn(panel: OverTimePanel, emotion: str) -> tuple[np.ndarray, np.ndarray]:
    x, y = panel.plot.curve(emotion).getOriginalDataset()
    return x, y


def middle(panel: OverTimePanel) -> QPoint:
    return panel.plot.viewport().rect().center()


def turn_wheel(panel: OverTimePanel, by: int) -> None:
    at = QPointF(middle(panel))
    view = panel.plot.viewport()
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(panel: OverTimePanel, qtbot: QtBot, by: int) -> None:
    view, at = panel.plot.viewport(), middle(panel)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 5):
        qtbot.mouseMove(view, at + QPoint(by * step // 4, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))


def test_curves_break_where_the_face_was_not_read() -> None:
    timeline = Timeline()
    add(timeline, 0.0, read("sad"))
    add(timeline, 0.1, unread())
    add(timeline, 0.2, read("sad"))
    curves = curves_of(timeline.rows, 0)
    assert curves.read.tolist() == [True, False, True]


def test_curves_break_where_the_person_was_away_for_half_a_second() -> None:
    timeline = Timeline()
    for t_s in (0.0, 0.4, 1.0):
        add(timeline, t_s, read("sad"))
    add(timeline, 0.7 + 1.0, read("sad", person=1))
    curves = curves_of(timeline.rows, 0)
    np.testing.assert_allclose(curves.t_s, [0.0, 0.4, 0.7, 1.0])
    assert curves.read.tolist() == [True, True, False, True]
    np.testing.assert_allclose(curves.percent[EMOTIONS.index("sad")], [70, 70, np.nan, 70], rtol=1e-5)


def test_the_value_at_a_time_is_that_of_the_nearest_reading_and_none_in_a_gap() -> None:
    timeline = Timeline()
    add(timeline, 0.0, read("sad"))
    add(timeline, 0.1, read("happy"))
    add(timeline, 0.2, unread())
    add(timeline, 2.0, read("sad"))
    curves = curves_of(timeline.rows, 0)
    near = curves.at(0.06)
    assert near is not None and near.argmax() == EMOTIONS.index("happy")
    assert curves.at(0.21) is None
    assert curves.at(1.0) is None
    assert curves.at(9.0) is None


def test_rows_between_two_times_are_found() -> None:
    rows = steady(10, fps=1).rows
    assert between(rows["t_s"], START_S + 2.5, START_S + 5) == (3, 5)


def test_times_are_shown_as_minutes_and_seconds() -> None:
    assert [clock(t_s) for t_s in (0, 5.9, 65, 3600)] == ["0:00", "0:05", "1:05", "60:00"]


def test_without_readings_a_sentence_stands_in_the_middle(panel: OverTimePanel) -> None:
    assert panel.empty.isVisible() and not panel.plot.isVisible()
    timeline = Timeline()
    add(timeline, START_S, unread())
    live(panel, timeline, START_S)
    assert panel.empty.isVisible()
    add(timeline, START_S + 0.1, read("happy"))
    panel.refresh(START_S + 0.1)
    assert panel.plot.isVisible() and not panel.empty.isVisible()


def test_live_shows_the_last_half_minute_and_draws_no_more(panel: OverTimePanel) -> None:
    live(panel, steady(100), START_S + 100)
    assert panel.plot.view == pytest.approx((70, 100))
    x, y = drawn(panel, "happy")
    assert (x[0], x[-1]) == pytest.approx((69, 100))
    np.testing.assert_allclose(y, 70, rtol=1e-5)


def test_only_the_persons_own_curves_are_drawn(panel: OverTimePanel) -> None:
    timeline = Timeline()
    for place in range(20):
        add(timeline, START_S + place / 10, read("happy"), read("sad", person=1))
    live(panel, timeline, START_S + 2)
    panel.set_person(1)
    assert drawn(panel, "sad")[1][-1] == pytest.approx(70)
    assert drawn(panel, "happy")[1][-1] == pytest.approx(5)
    assert panel.plot.accessibleDescription() == "Sad leads"


def test_the_leading_curve_is_stronger(panel: OverTimePanel) -> None:
    timeline = steady(2)
    live(panel, timeline, START_S + 2)
    widths = {emotion: panel.plot.curve(emotion).opts["pen"].widthF() for emotion in EMOTIONS}
    assert widths.pop("happy") == 2.5
    assert set(widths.values()) == {1.5}
    add(timeline, START_S + 2.1, read("sad"))
    panel.refresh(START_S + 2.1)
    assert panel.plot.curve("sad").opts["pen"].widthF() == 2.5
    assert panel.plot.curve("happy").opts["pen"].widthF() == 1.5


def test_the_legend_hides_a_curve_also_when_other_data_come(panel: OverTimePanel) -> None:
    live(panel, steady(2), START_S + 2)
    panel.legend.switches["fear"].click()
    panel.set_legend_visible(False)
    live(panel, steady(3), START_S + 3)
    assert not panel.plot.curve("fear").isVisible()
    assert panel.plot.curve("happy").isVisible()


def test_pause_stands_still_and_follow_goes_back(panel: OverTimePanel, qtbot: QtBot) -> None:
    timeline = steady(60)
    live(panel, timeline, START_S + 50)
    with qtbot.waitSignal(panel.following_changed, timeout=500) as said:
        panel.follow.click()
    assert said.args == [False]
    panel.refresh(START_S + 60)
    assert panel.plot.view == pytest.approx((20, 50))
    assert (panel.words.text(), panel.follow.text()) == ("paused", "Follow")
    panel.follow.click()
    assert panel.following
    assert panel.plot.view == pytest.approx((30, 60))


def test_the_wheel_zooms_time_only_and_stops_following(panel: OverTimePanel) -> None:
    live(panel, steady(60), START_S + 60)
    levels = panel.plot.box.viewRange()[1]
    turn_wheel(panel, 240)
    left, right = panel.plot.view
    assert right - left < 29
    assert panel.plot.box.viewRange()[1] == levels
    assert not panel.following


def test_dragging_moves_time_and_a_double_click_goes_back(panel: OverTimePanel, qtbot: QtBot) -> None:
    live(panel, steady(60), START_S + 60)
    panel.grab()
    drag(panel, qtbot, 300)
    left, right = panel.plot.view
    assert (right < 55, right - left) == (True, pytest.approx(30))
    assert not panel.following
    qtbot.mouseDClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel))
    qtbot.mouseRelease(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel))
    assert panel.following


def test_a_clip_is_shown_whole_with_a_play_head(panel: OverTimePanel) -> None:
    panel.set_timeline(steady(20, 0.0), False, 40.0)
    panel.refresh(12.0)
    assert panel.plot.view == pytest.approx((0, 40))
    assert panel.plot._head.isVisible()
    assert panel.plot._head.value() == 12.0
    assert not panel.follow.isVisible()


def test_a_clip_is_drawn_again_only_when_it_grew(panel: OverTimePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = steady(2, 0.0)
    panel.set_timeline(timeline, False, 40.0)
    panel.refresh(0.0)
    drawings: list[int] = []
    monkeypatch.setattr(panel.plot, "show_curves", lambda curves: drawings.append(len(curves.t_s)))
    panel.refresh(1.0)
    assert drawings == []
    add(timeline, 2.1, read("sad"))
    panel.refresh(1.1)
    assert drawings == [22]


def test_the_last_reading_of_a_long_clip_is_drawn_when_no_more_come(panel: OverTimePanel) -> None:
    timeline = steady(100, 0.0)
    panel.set_timeline(timeline, False, 200.0)
    panel.refresh(0.0)
    add(timeline, 100.1, read("sad"))
    panel.refresh(0.0)
    panel.refresh(0.0)
    assert drawn(panel, "sad")[0][-1] == pytest.approx(100.1)


def test_a_click_in_a_clip_seeks_and_a_drag_does_not(panel: OverTimePanel, qtbot: QtBot) -> None:
    panel.set_timeline(steady(40, 0.0), False, 40.0)
    panel.refresh(0.0)
    panel.grab()
    wanted: list[float] = []
    panel.seek.connect(wanted.append)
    qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel))
    assert wanted == [pytest.approx(20, abs=2)]
    drag(panel, qtbot, 200)
    assert len(wanted) == 1


def test_a_clip_of_unknown_length_is_shown_as_far_as_it_is_read(panel: OverTimePanel) -> None:
    timeline = steady(20, 0.0)
    panel.set_timeline(timeline, False, None)
    panel.refresh(0.0)
    add(timeline, 30.0, read("sad"))
    panel.refresh(0.0)
    assert panel.plot.view == pytest.approx((0, 30))


def test_a_click_while_live_asks_for_nothing(panel: OverTimePanel, qtbot: QtBot) -> None:
    live(panel, steady(10), START_S + 10)
    with qtbot.assertNotEmitted(panel.seek):
        qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel))


def test_the_pointer_shows_time_and_the_visible_values(panel: OverTimePanel, qtbot: QtBot) -> None:
    live(panel, steady(60), START_S + 60)
    panel.legend.switches["fear"].click()
    panel.grab()
    qtbot.mouseMove(panel.plot.viewport(), middle(panel))
    assert panel.hover.isVisible()
    assert "0:4" in panel.hover.text()
    assert "Happy 70 %" in panel.hover.text() and "Scared" not in panel.hover.text()
    assert panel.rect().contains(panel.hover.geometry())
    QApplication.sendEvent(panel.plot, QEvent(QEvent.Type.Leave))
    assert not panel.hover.isVisible()


def test_what_the_pointer_shows_lies_above_the_curves_and_goes_with_them(qtbot: QtBot) -> None:
    window, panel = QWidget(), OverTimePanel()
    qtbot.addWidget(window)
    panel.setParent(window)
    panel.setGeometry(0, 300, 1200, 136)
    window.resize(1200, 436)
    window.show()
    live(panel, steady(60), START_S + 60)
    panel.grab()
    for x in (60, 600, 1170):
        qtbot.mouseMove(panel.plot.viewport(), QPoint(x, 40))
        assert panel.hover.isVisible() and window.rect().contains(panel.hover.geometry())
        assert panel.hover.geometry().bottom() < panel.y()
    panel.hide()
    assert not panel.hover.isVisible()


def test_colours_follow_the_theme(panel: OverTimePanel, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    colour = panel.plot.curve("happy").opts["pen"].color()
    assert colour == theme.emotion_colour("happy", panel.palette())
    assert panel.plot.backgroundBrush().color().name() == theme.LIGHT.card


@pytest.mark.parametrize(("width", "legend"), [(868, True), (560, False)])
def test_it_fits_a_narrow_window(panel: OverTimePanel, width: int, legend: bool) -> None:
    live(panel, steady(10), START_S + 10)
    panel.set_legend_visible(legend)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= width
    assert panel.minimumSizeHint().height() <= 110


def test_dashes_stay_where_they_are_in_time_and_gaps_of_the_curve_stay_gaps() -> None:
    t_s = np.array([0.5, 1.5, 2.5, 3.5, 4.5])
    percent = np.array([0.0, 10.0, 20.0, np.nan, 40.0])
    points, drawn, joined = dashed(t_s, percent, 0.75, 0.25)
    assert points == pytest.approx([0.5, 0.75, 1, 1.5, 1.75, 2, 2.5, 2.75, 3, 3.5, 3.75, 4, 4.5])
    assert drawn[:7] == pytest.approx([0, 2.5, 5, 10, 12.5, 15, 20]) and np.isnan(drawn[7:12]).all()
    assert [float(points[i]) for i in np.flatnonzero(~joined)] == [0.75, 1.75, 2.75, 3.75, 4.5]
    later = dashed(t_s[1:], percent[1:], 0.75, 0.25)
    assert later[2].tolist() == joined[3:].tolist()
    assert [len(part) for part in dashed(t_s[:0], percent[:0], 0.75, 0.25)] == [0, 0, 0]


@pytest.mark.parametrize("shown_s", [60.0, 4.0])
def test_some_curves_have_dashes_of_the_same_length_however_far_the_time_is_stretched(
    panel: OverTimePanel, shown_s: float
) -> None:
    panel.set_timeline(steady(60, start_s=0), False, 60.0)
    panel.refresh(0.0)
    panel.plot.show_span(0.0, shown_s)
    pixel_s = shown_s / panel.plot.box.width()
    whole = set()
    for emotion in EMOTIONS:
        item = panel.plot.curve(emotion)
        if isinstance(item.opts["connect"], str):
            whole.add(emotion)
            continue
        turns = np.flatnonzero(np.diff(item.opts["connect"][:-1])) + 1
        lengths_px = np.diff(drawn(panel, emotion)[0][turns]) / pixel_s
        on_and_off = sorted(EMOTION_DASHES[emotion])
        assert lengths_px.min() == pytest.approx(on_and_off[0], rel=0.35)
        assert lengths_px.max() == pytest.approx(on_and_off[1], rel=0.35)
    assert whole == {"angry", "happy", "sad"}


def test_why_there_are_no_curves_is_said_whole_in_a_narrow_window(panel: OverTimePanel, qtbot: QtBot) -> None:
    panel.empty.setText("In diesem Clip ist kein Gesicht zu finden: Versuche „Auch ferne Gesichter“. " * 2)
    panel.resize(420, 180)
    qtbot.waitUntil(lambda: panel.empty.width() <= panel.width() < 1000)
    assert panel.empty.heightForWidth(panel.empty.width()) <= panel.empty.height()
    assert panel.empty.wordWrap()
