import csv
import io
import json
import math
from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import NAMES, Movements
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.summary import clip_json, summarise
from acting_mirror.report.table import clip_csv, photos_csv
from tests.moving import acting, moving_timeline

RAW = EmotionScores(np.array([0.1, 0, 0.1, 0.6, 0.1, 0.1, 0], np.float32))
SMOOTHED = EmotionScores(np.array([0, 0, 0, 0.75, 0.25, 0, 0], np.float32))
READ = TrackedFace(0, FaceBox(1.23, 2, 30, 40), None, RAW, SMOOTHED, "happy")
DARK = TrackedFace(0, FaceBox(1, 2, 30, 40), Unreadable.TOO_DARK)

STRENGTHS = np.linspace(0, 1, len(NAMES), dtype=np.float32)
LOWERED = Eyes(math.nan, math.nan, 0.25)
MOVING = replace(READ, movements=Movements(HeadPose(-12.34, 5, 0), STRENGTHS, STRENGTHS, LOWERED))


@pytest.fixture
def timeline() -> Timeline:
    timeline = Timeline()
    for number, face in enumerate([READ, READ, READ, DARK]):
        timeline.append(FrameAnalysis(number, number / 25, (face,), 1.0))
    return timeline


def test_the_table_has_a_row_a_face_and_frame_with_the_agreed_columns(timeline: Timeline) -> None:
    text = clip_csv(timeline)
    assert text.splitlines()[0] == (
        "t_s,frame,person,x,y,width,height,readable,reason,label,"
        "angry,disgust,fear,happy,sad,surprise,neutral,"
        "raw_angry,raw_disgust,raw_fear,raw_happy,raw_sad,raw_surprise,raw_neutral"
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 4
    assert (rows[2]["t_s"], rows[2]["frame"], rows[2]["x"], rows[2]["label"]) == ("0.080", "2", "1.2", "happy")
    assert (float(rows[2]["happy"]), float(rows[2]["raw_happy"])) == (75, 60)


def test_a_face_that_cannot_be_read_has_a_reason_and_no_numbers(timeline: Timeline) -> None:
    row = list(csv.DictReader(io.StringIO(clip_csv(timeline))))[3]
    assert (row["readable"], row["reason"], row["label"], row["happy"], row["raw_happy"]) == (
        "0",
        "too dark",
        "",
        "",
        "",
    )


def test_photos_are_named_in_their_table() -> None:
    text = photos_csv([("a.jpg", FrameAnalysis(0, 0.0, (READ,), 1.0)), ("b.jpg", FrameAnalysis(1, 1.0, (), 1.0))])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["file"] for row in rows] == ["a.jpg"]
    assert rows[0]["label"] == "happy"


def test_the_summary_says_what_a_person_showed(timeline: Timeline) -> None:
    (person,) = summarise(timeline)
    assert (person.person, person.frames, person.readable, person.label) == (0, 4, 0.75, "happy")
    assert person.named["happy"] == 1
    assert person.mean["sad"] == pytest.approx(0.25)


def test_a_person_who_could_never_be_read_has_no_label() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (DARK,), 1.0))
    assert summarise(timeline)[0].label is None


def test_the_json_has_the_versions_and_what_it_was_given(timeline: Timeline) -> None:
    content = json.loads(clip_json(timeline, {"model": {"name": "m"}}))
    assert content["model"] == {"name": "m"}
    assert content["frames"] == 4
    assert "numpy" in content["versions"]
    assert content["people"][0]["label"] == "happy"


def test_nobody_is_an_empty_table_and_summary() -> None:
    assert len(clip_csv(Timeline()).splitlines()) == 1
    assert json.loads(clip_json(Timeline(), {}))["people"] == []


def test_movements_follow_in_the_rows_of_the_face_they_were_measured_of() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (MOVING, replace(READ, person=1)), 1.0))
    timeline.append(FrameAnalysis(1, 0.1, (), 1.0))
    timeline.append(FrameAnalysis(2, 0.2, (READ,), 1.0))
    first, other, last = csv.DictReader(io.StringIO(clip_csv(timeline)))
    eyes = ["gaze_yaw_deg", "gaze_pitch_deg", "eyes_closed"]
    assert list(first)[-18:] == ["yaw_deg", "pitch_deg", "roll_deg", *eyes, *NAMES]
    assert [first[name] for name in eyes] == ["", "", "0.250"]
    assert (first["yaw_deg"], first["pitch_deg"], first[NAMES[0]], first[NAMES[-1]]) == (
        "-12.3",
        "5.0",
        "0.000",
        "1.000",
    )
    assert not any(row[name] for row in (other, last) for name in ("yaw_deg", *NAMES))
    assert [row["frame"] for row in (first, other, last)] == ["0", "0", "2"]


def test_photos_have_columns_of_movements_where_they_are_asked_for() -> None:
    photos = [("a.jpg", FrameAnalysis(0, 0.0, (MOVING,), 1.0)), ("b.jpg", FrameAnalysis(1, 1.0, (READ,), 1.0))]
    first, second = csv.DictReader(io.StringIO(photos_csv(photos, movements=True)))
    assert (first["yaw_deg"], second["yaw_deg"]) == ("-12.3", "")
    assert "yaw_deg" not in photos_csv(photos)


def test_the_summary_says_what_the_largest_face_did() -> None:
    timeline = Timeline()
    for number, yaw in enumerate((-10, 20)):
        face = replace(READ, movements=Movements(HeadPose(yaw, 0, 0), STRENGTHS, STRENGTHS))
        timeline.append(FrameAnalysis(number, number / 25, (face,), 1.0))
    timeline.append(FrameAnalysis(2, 0.08, (READ,), 1.0))
    movements = json.loads(clip_json(timeline, {}))["movements"]
    assert (movements["person"], movements["frames"]) == (0, 2)
    assert movements["yaw_deg"] == {"mean": 5, "least": -10, "most": 20}
    assert movements[NAMES[-1]]["most"] == 1
    assert "gaze_yaw_deg" not in movements


def test_the_summary_has_blinks_looks_and_what_the_head_did() -> None:
    did = json.loads(clip_json(moving_timeline(acting, 20), {}))["movements"]
    assert [blink["start_s"] for blink in did["blinks"]] == pytest.approx([0.925, 10.925], abs=0.02)
    assert did["blinks_per_minute"] == pytest.approx(6.32, abs=0.05)
    assert did["looks"]["down"] == pytest.approx(0.21, abs=0.01)
    assert did["head_speed_deg_s"] > 0 and 0.8 < did["still"] < 0.95
    assert len(did["nods"]) == len(did["shakes"]) == 1


def test_without_movements_the_summary_is_as_ever(timeline: Timeline) -> None:
    assert "movements" not in json.loads(clip_json(timeline, {}))
