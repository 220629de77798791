"""Curves of what the face does, beside those of the emotions."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import UNSEEN, Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.takes.take_curves import TakeCurves
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curve_sets import MOST, Kind
from acting_mirror.gui.widgets.over_time import OverTimePanel
from tests.pseudo_language import said_otherwise


def moving(seconds: float) -> Timeline:
    """A jaw that opens and a head that turns left; eyes are seen in every second picture."""
    timeline = Timeline()
    for number in range(int(10 * seconds) + 1):
        strengths = np.zeros(len(NAMES), np.float32)
        strengths[NAMES.index("jaw_open")] = number / (10 * seconds)
        eyes = Eyes(9.0, 0.0, 0.0) if number % 2 else UNSEEN
        movements = Movements(HeadPose(number / seconds, 0.0, 0.0), strengths, strengths, eyes)
        face = TrackedFace(0, FaceBox(0, 0, 9, 9), Unreadable.TOO_DARK, movements=movements)
        timeline.append(FrameAnalysis(number, number / 10, (face,), 1.0))
    return timeline


@pytest.fixture(autouse=True)
def dark(qapp: QApplication) -> None:
    if not (qapp.styleSheet() and theme.is_dark(qapp.palette())):
        theme.apply(qapp, "dark")


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> OverTimePanel:
    panel = OverTimePanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 136)
    panel.set_timeline(moving(2.0), False, 2.0)
    panel.show()
    panel.refresh(1.0)
    return panel


def test_movements_are_drawn_where_faces_are_unreadable_too(panel: OverTimePanel) -> None:
    assert panel.empty.isVisible()
    panel.show_set("movements", ("brows_up", "jaw_open"))
    assert list(panel.legend.switches) == ["brows_up", "jaw_open"]
    assert panel.plot.isVisible()
    assert panel.plot.curve("jaw_open").getOriginalDataset()[1][-1] == pytest.approx(100)
    assert panel.plot.accessibleDescription() == "Jaw open is strongest"
    assert "Jaw open 50 %" in panel._reading(1.0)


def test_what_was_hidden_stays_so_when_other_curves_were_shown_meanwhile(panel: OverTimePanel) -> None:
    panel.legend.switches["fear"].click()
    panel.show_set("head", ())
    panel.show_set("emotions", ())
    assert not panel.plot.curve("fear").isVisible() and panel.plot.curve("happy").isVisible()


def test_movements_that_are_counted_from_another_rest_are_drawn_anew(panel: OverTimePanel) -> None:
    timeline = moving(2.0)
    panel.show_set("movements", ("jaw_open",))
    panel.set_timeline(timeline, False, 2.0)
    timeline.settle_movements()
    panel.show_anew()
    panel.refresh(1.0)
    assert panel.plot.curve("jaw_open").getOriginalDataset()[1][-1] < 100


def test_angles_have_the_middle_for_straight_ahead(panel: OverTimePanel) -> None:
    panel.show_set("head", ())
    assert panel.plot.curve("yaw_deg").getOriginalDataset()[1].max() == pytest.approx(50 + 10 / 0.9)
    assert "Head left 5°" in panel._reading(1.0)
    assert "Eyes left" not in panel._reading(1.0) and "Eyes left 9°" in panel._reading(1.1)


def test_a_dashed_curve_breaks_where_nothing_is_measured_too(panel: OverTimePanel) -> None:
    panel.show_set("head", ())
    item = panel.plot.curve("gaze_yaw_deg")
    joined, seen = item.opts["connect"], np.isfinite(item.getOriginalDataset()[1])
    assert seen.any() and not seen.all()
    assert not (joined[:-1] & ~(seen[:-1] & seen[1:])).any()


def test_only_the_nearest_face_has_them(panel: OverTimePanel) -> None:
    panel.show_set("head", ())
    panel.set_person(1)
    assert "choose face 1" in panel.empty.text() and panel.empty.isVisible()


def test_one_movement_more_than_can_be_told_apart_takes_the_place_of_the_first(
    panel: OverTimePanel, qtbot: QtBot
) -> None:
    panel.show_set("movements", NAMES[:MOST])
    panel.choice.menu().aboutToShow.emit()
    (more,) = (action for action in panel.choice.menu().actions() if action.text() == "Jaw open")
    with qtbot.waitSignal(panel.choice.wanted, timeout=500) as wanted:
        more.trigger()
    assert wanted.args == ["movements", (*NAMES[1:MOST], "jaw_open")]


def test_a_take_offers_them_where_it_has_them(qapp: QApplication, qtbot: QtBot) -> None:
    curves = TakeCurves()
    qtbot.addWidget(curves)
    curves.show()
    curves.set_timeline(moving(1.0), False, 1.0)
    assert curves.choice.isVisible()
    curves.choice.wanted.emit("head", ())
    curves.set_timeline(Timeline(), False, 1.0)
    assert not curves.choice.isVisible() and list(curves.legend.switches) != ["yaw_deg"]


@pytest.mark.parametrize("kind", ["emotions", "movements", "head"])
def test_words_give_way_to_the_names_of_curves_in_a_long_language(qapp: QApplication, qtbot: QtBot, kind: Kind) -> None:
    longest = ("nose_and_upper_lip_up", "mouth_corners_up", "mouth_corners_down", "eyes_narrowed")
    with said_otherwise():
        window, panel = QWidget(), OverTimePanel()
        qtbot.addWidget(window)
        panel.setParent(window)
        panel.show_set(kind, longest)
        window.show()
        for width, said in ((1100, False), (1800, True)):
            panel.setGeometry(0, 0, width, 136)
            assert panel.minimumSizeHint().width() <= width
            assert panel.words.isVisible() == said or kind != "movements"
