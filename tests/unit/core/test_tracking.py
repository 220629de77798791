import math
from collections.abc import Callable, Sequence

import pytest

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.tracking import Track, Tracker

RATE = 25


def box(x: float, y: float = 100, side: float = 100) -> FaceBox:
    return FaceBox(x - side / 2, y - side / 2, side, side)


def new_tracker() -> Tracker:
    return Tracker(confirm_s=0.2, forget_s=1.0, lead_s=0.7)


def run(
    tracker: Tracker, start_s: float, seconds: float, found: Callable[[float], Sequence[FaceBox]]
) -> list[tuple[float, list[tuple[int | None, int, FaceBox]]]]:
    result = []
    for number in range(round(seconds * RATE)):
        t_s = start_s + number / RATE
        faces: list[Track] = tracker.update(t_s, found(t_s))
        result.append((t_s, [(face.person, face.track_id, face.box) for face in faces]))
    return result


def test_a_face_counts_only_when_it_lasts() -> None:
    seen = run(new_tracker(), 0, 1, lambda t: [box(200)])
    first = next(t for t, faces in seen if faces)
    assert 0.2 <= first <= 0.3


def test_a_ghost_of_a_few_frames_never_becomes_a_face() -> None:
    seen = run(new_tracker(), 0, 2, lambda t: [box(200)] if (t * RATE) % 10 < 3 else [])
    assert all(not faces for _, faces in seen)


def test_a_detection_near_a_known_face_is_not_a_new_one_and_is_not_believed_without_a_whole_look() -> None:
    tracker = new_tracker()
    tracker.update(0, [box(200)])
    tracker.update(0.04, [box(200), box(500)], looked_for=tracker.due(0.04))
    assert len(tracker.tracks) == 1


def test_many_faces_are_looked_for_in_turn_and_none_is_lost() -> None:
    tracker, crowd = new_tracker(), [box(150 * number) for number in range(20)]
    for number in range(50):
        if number % 8 == 0:
            faces = tracker.update(number / RATE, crowd)
        else:
            due = tracker.due(number / RATE)[:8]
            near = [crowd[track.track_id] for track in due]
            faces = tracker.update(number / RATE, near, looked_for=due)
    assert [face.person for face in faces] == list(range(20))


@pytest.mark.parametrize(("speed", "looks"), [(0, 11), (5, 11), (80, 30)])
def test_a_face_that_hardly_moves_is_looked_for_now_and_then(speed: float, looks: int) -> None:
    tracker, looked = new_tracker(), 0
    for t in (number / 30 for number in range(60)):
        due = tracker.due(t)
        looked += len(due) if t >= 1 else 0
        tracker.update(t, [box(200 + speed * t)] if due or not t else [], due, scanned=True)
    assert looked == pytest.approx(looks, abs=1)


def test_a_face_that_was_missed_is_looked_for_at_once() -> None:
    tracker = new_tracker()
    run(tracker, 0, 1, lambda t: [box(200)])
    assert not tracker.due(1.02)
    tracker.update(1.2, [], tracker.due(1.2))
    assert tracker.due(1.22)


def test_an_id_survives_a_short_gap_of_a_moving_face() -> None:
    moving = lambda t: [] if 0.8 <= t < 1.3 else [box(100 + 150 * t)]  # noqa: E731
    seen = run(new_tracker(), 0, 2.5, moving)
    assert {(person, track) for _, faces in seen for person, track, _ in faces} == {(0, 0)}
    assert seen[-1][1]


def test_a_face_that_is_gone_for_long_is_forgotten_and_a_new_one_becomes_person_0() -> None:
    seen = run(new_tracker(), 0, 4, lambda t: [box(100)] if t < 1 else [box(600)] if t > 2.5 else [])
    assert not any(faces for t, faces in seen if 1.5 < t < 2.6)
    assert [(person, track) for person, track, _ in seen[-1][1]] == [(0, 1)]


def test_ids_survive_a_crossing_in_which_one_face_hides_the_other() -> None:
    def crossing(t: float) -> list[FaceBox]:
        left, right = box(100 + 200 * t, 100), box(700 - 200 * t, 110)
        return [left] if abs(left.centre[0] - right.centre[0]) < 60 else [left, right]

    tracker = new_tracker()
    seen = run(tracker, 0, 3, crossing)
    at_start = {track: b.centre[0] for _, track, b in seen[10][1]}
    at_end = {track: b.centre[0] for _, track, b in seen[-1][1]}
    assert set(at_start) == set(at_end)
    assert all((at_start[track] < 400) != (at_end[track] < 400) for track in at_start)


def test_person_0_is_the_largest_and_changes_only_when_another_is_clearly_larger_for_a_while() -> None:
    def growing(t: float) -> list[FaceBox]:
        side = 80.0 if t < 1 else 108.0 if t < 2 else 150.0
        return [box(200, side=100), box(600, side=side)]

    seen = run(new_tracker(), 0, 4, growing)
    leader = {round(t, 2): next(b.centre[0] for person, _, b in faces if person == 0) for t, faces in seen if faces}
    assert all(x < 400 for t, x in leader.items() if t < 2.6)
    assert all(x > 400 for t, x in leader.items() if t > 3.3)


def test_people_keep_their_track_when_they_exchange_numbers() -> None:
    seen = run(new_tracker(), 0, 4, lambda t: [box(200, side=100), box(600, side=90 if t < 1 else 150)])
    numbers = {track: {person for _, faces in seen for person, other, _ in faces if other == track} for track in (0, 1)}
    assert numbers == {0: {0, 1}, 1: {0, 1}}
    assert sorted(person for person, _, _ in seen[-1][1] if person is not None) == [0, 1]


def test_a_flicker_of_the_sizes_does_not_change_person_0() -> None:
    seen = run(new_tracker(), 0, 3, lambda t: [box(200), box(600, side=130 if (t * RATE) % 4 < 2 else 85)])
    assert {track for t, faces in seen for person, track, _ in faces if person == 0} == {1}


def test_boxes_are_smoother_than_their_detections_and_do_not_lag() -> None:
    jitter = [3, -3, 2, -2, 0, 4, -4, 1, -1]
    seen = run(new_tracker(), 0, 2, lambda t: [box(100 + 100 * t + jitter[round(t * RATE) % 9])])
    off = [faces[0][2].centre[0] - (100 + 100 * t) for t, faces in seen if faces and t > 1]
    assert max(map(abs, off)) < 3
    assert math.fabs(sum(off) / len(off)) < 1
