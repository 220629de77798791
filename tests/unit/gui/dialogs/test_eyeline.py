import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.gui.dialogs.eyeline import EyelineDialog

LENS, PARTNER = Eyes(1.0, 2.0, 0.0), Eyes(-20.0, 2.0, 0.0)


def reading(t_s: float, eyes: Eyes) -> FrameAnalysis:
    still = np.zeros(len(NAMES), np.float32)
    movements = Movements(HeadPose(0, 0, 0), still, still, eyes)
    face = TrackedFace(0, FaceBox(0, 0, 9, 9), Unreadable.TOO_DARK, movements=movements)
    return FrameAnalysis(0, t_s, (face,), 1.0)


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> EyelineDialog:
    dialog = EyelineDialog()
    qtbot.addWidget(dialog)
    dialog.begin(Eyeline(), True)
    return dialog


def look(dialog: EyelineDialog, start_s: float, eyes: Eyes) -> None:
    """Wait for the countdown, then look for a little more than two seconds."""
    for _ in range(3):
        dialog._countdown.timer.timeout.emit()
    for number in range(22):
        dialog.take(reading(start_s + number / 10, eyes))


def test_two_looks_make_an_eyeline_by_which_it_is_said_where_one_looks(dialog: EyelineDialog, qtbot: QtBot) -> None:
    dialog.start.click()
    look(dialog, 0.0, LENS)
    assert dialog.step == 1
    with qtbot.waitSignal(dialog.measured, timeout=500) as measured:
        look(dialog, 5.0, PARTNER)
    assert measured.args == [Eyeline((1.0, 2.0), (-20.0, 2.0))]
    dialog.take(reading(9.0, PARTNER))
    assert dialog.view.footnote == "Looking at your partner"
    assert dialog.note.startswith("Kept") and not dialog.running


def test_looks_that_are_too_alike_are_refused_in_a_sentence(dialog: EyelineDialog, qtbot: QtBot) -> None:
    dialog.start.click()
    with qtbot.assertNotEmitted(dialog.measured):
        look(dialog, 0.0, LENS)
        look(dialog, 5.0, LENS)
    assert "too close to the lens" in dialog.note
    assert dialog.step == 0 and dialog.start.text() == "Start"


def test_nothing_is_collected_while_no_face_is_seen(dialog: EyelineDialog) -> None:
    dialog.start.click()
    for _ in range(3):
        dialog._countdown.timer.timeout.emit()
    for number in range(40):
        dialog.take(FrameAnalysis(number, number / 10, (), 1.0))
    assert dialog.step == 0 and dialog.words.text() == "Step into the picture"
    look(dialog, 5.0, LENS)
    assert dialog.step == 1


def test_without_a_camera_it_says_what_to_do(dialog: EyelineDialog) -> None:
    dialog.begin(Eyeline(), False)
    assert "Open a camera" in dialog.words.text() and not dialog.start.isEnabled()
    dialog.begin(Eyeline(), True, "Eyes can't be measured.")
    assert dialog.words.text() == "Eyes can't be measured." and not dialog.start.isEnabled()
