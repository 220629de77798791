from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.clip_figures import FIGURES, clip_figures
from tests.takes import some_timeline

ZERO = np.zeros(len(NAMES), np.float32)


def moving(seconds: int) -> Timeline:
    """A face that turns from side to side, shuts its eyes for a picture each second, and is gone in the last one."""
    timeline, reading = Timeline(), some_timeline(1).reading_at(0.0)
    assert reading is not None
    for number in range(25 * seconds):
        eyes = Eyes(np.nan, np.nan, 1.0) if number % 25 == 12 else Eyes(5.0, -2.0, 0.0)
        head = HeadPose(20 * np.sin(number / 25), 0.0, 1.0)
        face = replace(reading.faces[0], movements=Movements(head, ZERO, ZERO, eyes))
        faces = (face,) if number < 25 * (seconds - 1) else ()
        timeline.append(replace(reading, frame_index=number, t_s=number / 25, faces=faces))
    return timeline


def test_a_clip_in_one_row() -> None:
    figures = clip_figures(moving(9), 9.0, None, [(100.0, 0.3), (120.0, 0.5), (140.0, 0.4)])
    assert set(figures) <= set(FIGURES)
    assert (figures["length_s"], figures["frames"], figures["people"]) == (9.0, 225, 1)
    assert figures["face"] == figures["readable"] == pytest.approx(88.89)
    assert (figures["light"], figures["sharpness"]) == (120.0, 0.4)
    assert (figures["label"], figures["top_happy"], figures["mean_happy"]) == ("happy", 100.0, 75.0)
    assert (figures["least_yaw_deg"], figures["most_yaw_deg"], figures["mean_roll_deg"]) == (-20.0, 20.0, 1.0)
    assert figures["mean_gaze_yaw_deg"] == 5.0, "where lids hide the irises, nothing is said"
    assert figures["most_eyes_closed"] == 1.0 and figures["nods"] == 0
    assert figures["blinks"] == 8 and figures["blinks_a_minute"] == pytest.approx(60, abs=1)
    assert 0 < figures["head_still"] < 60 and 10 < figures["head_speed_deg_s"] < 14
    assert "broke_at_s" not in figures


def test_a_clip_without_a_face_and_one_of_a_single_picture() -> None:
    nobody, one = Timeline(), moving(2).reading_at(0.0)
    nobody.append(FrameAnalysis(0, 0.0, (), 1.0))
    assert clip_figures(nobody, 0.04, 0.02, []) == {
        "length_s": 0.04,
        "broke_at_s": 0.02,
        "frames": 1,
        "people": 0,
        "face": 0.0,
        "readable": 0.0,
    }
    assert one is not None
    alone = Timeline()
    alone.append(one)
    assert "blinks" not in clip_figures(alone, 0.04, None, [(1.0, 0.0)])
