import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.timeline import REASONS, Timeline


def read(person: int, leader: int) -> TrackedFace:
    probs = np.full(7, 0.05, np.float32)
    probs[leader] = 0.7
    scores = EmotionScores(probs)
    return TrackedFace(person, FaceBox(1, 2, 3, 4), None, scores, scores, scores.label)


def test_rows_grow_past_the_first_block_and_keep_their_values() -> None:
    timeline = Timeline()
    for number in range(1000):
        timeline.append(FrameAnalysis(number, number / 30, (read(0, number % 7),), 1.0))
    assert len(timeline) == timeline.frames == 1000
    assert timeline.rows["label"].tolist() == [number % 7 for number in range(1000)]
    np.testing.assert_allclose(timeline.rows["t_s"], np.arange(1000) / 30)


def test_what_could_not_be_read_is_a_gap() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (TrackedFace(2, FaceBox(1, 2, 3, 4), Unreadable.TOO_DARK),), 1.0))
    row = timeline.rows[0]
    assert np.isnan(row["smoothed"]).all()
    assert np.isnan(row["raw"]).all()
    assert row["label"] == -1
    assert REASONS[row["reason"]] is Unreadable.TOO_DARK


def test_people_are_told_apart_and_frames_without_faces_count() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (read(0, 3), read(1, 4)), 1.0))
    timeline.append(FrameAnalysis(1, 0.5, (), 1.0))
    assert timeline.persons == [0, 1]
    assert len(timeline.of(1)) == 1
    assert (timeline.frames, timeline.start_s, timeline.end_s) == (2, 0.0, 0.5)
