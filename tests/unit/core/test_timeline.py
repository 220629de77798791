import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import SHOWN
from acting_mirror.core.movements import MOVEMENTS, NAMES, Movements, OwnRange
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.timeline import REASONS, Timeline

REST = np.array([movement.rest for movement in MOVEMENTS], np.float32)
COUNTED = OwnRange.from_rest(REST)
SMILE = NAMES.index("mouth_corners_up")


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


def test_a_face_that_was_not_read_in_a_frame_keeps_its_reading_but_has_no_scores_of_that_frame() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (replace(read(0, 3), scores=None),), 1.0))
    assert np.isnan(timeline.rows[0]["raw"]).all()
    found = timeline.reading_at(0.0)
    assert found is not None
    (face,) = found.faces
    assert (face.label, face.reason, face.scores) == ("happy", None, None)
    assert face.smoothed is not None


def test_people_are_told_apart_and_frames_without_faces_count() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (read(0, 3), read(1, 4)), 1.0))
    timeline.append(FrameAnalysis(1, 0.5, (), 1.0))
    assert timeline.persons == [0, 1]
    assert len(timeline.of(1)) == 1
    assert (timeline.frames, timeline.start_s, timeline.end_s) == (2, 0.0, 0.5)


def play(timeline: Timeline, frames: int, start: int = 0) -> None:
    """Frame `n` has n % 3 faces, each as sure as its frame's number says."""
    for number in range(start, start + frames):
        faces = tuple(read(person, number % 7) for person in range(number % 3))
        timeline.append(FrameAnalysis(number, number / 25, faces, 1.0))


def test_a_reading_comes_back_as_it_was() -> None:
    timeline = Timeline()
    dark = TrackedFace(1, FaceBox(10.1, 20.2, 30.3, 40.4), Unreadable.TOO_DARK)
    timeline.append(FrameAnalysis(0, 0.0, (read(0, 4),), 1.0))
    timeline.append(FrameAnalysis(1, 0.04, (read(0, 3), dark), 1.0))
    found = timeline.reading_at(0.05)
    assert found is not None
    assert (found.frame_index, found.t_s) == (1, 0.04)
    first, second = found.faces
    assert (first.person, first.label, first.reason) == (0, "happy", None)
    assert first.scores is not None
    assert first.smoothed is not None
    assert first.scores.probs.tolist() == pytest.approx([0.05, 0.05, 0.05, 0.7, 0.05, 0.05, 0.05])
    np.testing.assert_array_equal(first.smoothed.probs, first.scores.probs)
    assert (second.person, second.reason, second.scores, second.label) == (1, Unreadable.TOO_DARK, None, None)
    assert (second.box.x, second.box.y, second.box.width, second.box.height) == (10.1, 20.2, 30.3, 40.4)


def test_the_reading_of_a_time_is_that_of_the_newest_frame_with_or_without_faces() -> None:
    timeline = Timeline()
    play(timeline, 700)
    for number in range(700):
        for t_s in (number / 25, number / 25 + 0.039):
            found = timeline.reading_at(t_s)
            assert found is not None
            assert found.frame_index == number
            assert [face.person for face in found.faces] == list(range(number % 3))
    assert timeline.frame_times.tolist() == [number / 25 for number in range(700)]


def test_there_is_no_reading_before_the_first_frame_and_long_after_the_last() -> None:
    timeline = Timeline()
    assert timeline.reading_at(0.0) is None
    timeline.append(FrameAnalysis(0, 1.0, (read(0, 3),), 1.0))
    timeline.append(FrameAnalysis(1, 5.0, (), 1.0))
    assert timeline.reading_at(0.99) is None
    assert timeline.reading_at(4.9) is not None
    assert timeline.reading_at(5.5) is not None
    assert timeline.reading_at(5.51) is None


def test_what_it_shows_cannot_be_written() -> None:
    timeline = Timeline()
    play(timeline, 10)
    for column in (timeline.rows, timeline.frame_times, *timeline.to_arrays().values()):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = column[1]
    play(timeline, 10, start=10)
    assert timeline.frames == 20


def test_a_reader_never_sees_half_a_frame() -> None:
    timeline = Timeline()
    done = threading.Event()

    def write() -> None:
        play(timeline, 5000)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        end_s = timeline.end_s
        found = timeline.reading_at(end_s) if end_s is not None else None
        if found is not None:
            assert [face.person for face in found.faces] == list(range(found.frame_index % 3))
            assert {face.label for face in found.faces} <= {EMOTIONS[found.frame_index % 7]}
        rows = timeline.rows
        assert (rows["person"] < rows["frame"] % 3).all()
    writer.join()


@pytest.mark.parametrize("frames", [0, 1, 1000])
def test_it_can_be_stored_and_goes_on_after_that(frames: int) -> None:
    timeline = Timeline()
    play(timeline, frames)
    again = Timeline.from_arrays(timeline.to_arrays())
    play(timeline, 300, start=frames)
    play(again, 300, start=frames)
    assert (again.frames, again.start_s, again.end_s) == (timeline.frames, timeline.start_s, timeline.end_s)
    for name, column in timeline.to_arrays().items():
        np.testing.assert_array_equal(again.to_arrays()[name], column)


def test_arrays_that_do_not_belong_together_are_refused() -> None:
    timeline = Timeline()
    play(timeline, 10)
    good = timeline.to_arrays()
    for name, part in (
        ("rows", good["rows"][:-1]),
        ("times", good["times"][:-1]),
        ("times", good["times"].astype(np.float32)),
        ("ends", good["ends"][::-1]),
    ):
        with pytest.raises(ValueError, match=r"frames|rows|types"):
            Timeline.from_arrays({**good, name: part})


def two_hours() -> Timeline:
    """Thirty frames a second with one face each, and a second person in every third."""
    frames = 2 * 3600 * 30
    timeline = Timeline()
    play(timeline, 3)
    arrays = timeline.to_arrays()
    rows = np.resize(arrays["rows"], frames)
    frame = np.arange(frames)
    rows["t_s"], rows["frame"], rows["person"] = frame / 30, frame, 0
    second = rows[::3].copy()
    second["person"] = 1
    rows = np.insert(rows, np.arange(0, frames, 3) + 1, second)
    ends = frame + 1 + frame // 3 + 1
    return Timeline.from_arrays({"rows": rows, "times": frame / 30, "numbers": frame, "ends": ends})


def test_the_rows_of_one_person_between_two_times_come_at_once_even_of_two_hours() -> None:
    timeline = two_hours()
    took_s = []
    for start_s in (0.0, 3600.0, 7190.0):
        began = time.perf_counter()
        rows = timeline.between(0, start_s, start_s + 10)
        took_s.append(time.perf_counter() - began)
        assert rows["t_s"].tolist() == pytest.approx((start_s + np.arange(300) / 30).tolist())
        assert set(rows["person"]) == {0}
    assert min(took_s) <= 0.005
    assert len(timeline.between(1, 0, 1)) == 10
    assert len(timeline.between(0, 7200, 9000)) == len(timeline.between(7, 0, 9)) == 0
    assert len(Timeline().between(0, 0, 1)) == 0


def test_rows_between_two_times_start_with_the_first_and_end_before_the_second() -> None:
    timeline = Timeline()
    play(timeline, 100)
    rows = timeline.between(0, 10 / 25, 20 / 25)
    assert rows["frame"].tolist() == [number for number in range(10, 20) if number % 3]


def moving(person: int, smile: float, yaw_deg: float = 5.0) -> TrackedFace:
    measures = REST.copy()
    measures[SMILE] += smile
    did = Movements(
        HeadPose(yaw_deg, -3, 1), measures, COUNTED.strengths(measures), Eyes(2, -8, 0.25), lip_contrast=0.2
    )
    return replace(read(person, 3), movements=did)


def test_movements_of_person_0_are_kept_and_stored() -> None:
    timeline = Timeline()
    play(timeline, 300)
    assert timeline.moved is None
    timeline.append(FrameAnalysis(300, 12.0, (moving(0, 0.06), read(1, 4)), 1.0))
    timeline.append(FrameAnalysis(301, 12.1, (read(0, 3),), 1.0))
    play(timeline, 1, start=306)
    for kept in (timeline, Timeline.from_arrays(timeline.to_arrays())):
        first = kept.reading_at(12.05)
        assert first is not None
        assert first.faces[0].movements is not None
        assert first.faces[0].movements.head == HeadPose(5, -3, 1)
        assert first.faces[0].movements.eyes == Eyes(2, -8, 0.25)
        assert first.faces[0].movements.lip_contrast == pytest.approx(0.2)
        assert first.faces[0].movements.of("mouth_corners_up") == pytest.approx(0.51, abs=0.01)
        assert first.faces[1].movements is None
        second = kept.reading_at(12.1)
        assert second is not None
        assert second.faces[0].movements is None
        assert kept.moved is not None
        assert np.isfinite(kept.moved[:, 0]).nonzero()[0].tolist() == [300]


def test_movements_that_are_new_or_gone_since_are_passed_over() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (moving(0, 0.06),), 1.0))
    arrays = timeline.to_arrays()
    names = arrays["moved_columns"].copy()
    names[SHOWN.index("jaw_open")] = "ears_up"
    again = Timeline.from_arrays({**arrays, "moved_columns": names}).moved
    assert again is not None
    assert np.isnan(again[0, SHOWN.index("jaw_open")])
    np.testing.assert_array_equal(np.delete(again[0], SHOWN.index("jaw_open")), arrays["moved"][0][~np.isnan(again[0])])


def test_movements_of_other_frames_are_refused() -> None:
    timeline = Timeline()
    timeline.append(FrameAnalysis(0, 0.0, (moving(0, 0.06),), 1.0))
    arrays = timeline.to_arrays()
    with pytest.raises(ValueError, match="movements have shape"):
        Timeline.from_arrays({**arrays, "moved": np.concatenate([arrays["moved"]] * 2)})


def test_at_the_end_movements_count_from_the_calmest_second_of_all() -> None:
    timeline = Timeline()
    for number in range(100):
        timeline.append(FrameAnalysis(number, number / 25, (moving(0, 0.06 if number < 50 else 0.01),), 1.0))
    timeline.settle_movements()
    assert timeline.moved is not None
    smile = timeline.moved[:, SHOWN.index("mouth_corners_up")]
    np.testing.assert_allclose(smile[:50], 0.05 / 0.117, atol=0.01)
    np.testing.assert_allclose(smile[50:], 0, atol=1e-5)
    assert not timeline.moved[:, SHOWN.index("eyes_closed")].any()
