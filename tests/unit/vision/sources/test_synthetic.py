"""The drawn actor: found by the detectors where it says it is, on time, the same each time, without jumps."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.synthetic import SyntheticActor

SAMPLED = range(0, 630, 14)


@pytest.fixture(scope="module")
def actor() -> SyntheticActor:
    return SyntheticActor()


@pytest.fixture(scope="module")
def frames(actor: SyntheticActor) -> list[Frame]:
    return [actor.frame(index) for index in SAMPLED]


@cache
def cascade() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_default.xml"))


def haar(picture: Image) -> list[FaceBox]:
    least = picture.shape[0] // 6  # a third of the face's height: smaller ones take most of the time, and none is true
    found = cascade().detectMultiScale(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), 1.1, 5, minSize=(least, least))
    return [FaceBox(float(x), float(y), float(width), float(height)) for x, y, width, height in found]


def share_found(boxes: Iterable[tuple[FaceBox, list[FaceBox]]]) -> float:
    """In what share of the frames one of the boxes found is the true one."""
    return float(np.mean([any(true.iou(box) >= 0.5 for box in found) for true, found in boxes]))


def test_it_is_a_frame_source(actor: SyntheticActor) -> None:
    source: FrameSource = actor
    assert (source.size, source.rate, source.length_s, source.frame_count) == ((640, 360), 30.0, 21.0, 630)
    assert not source.live


def test_iterating_once_gives_all_frames_at_their_times() -> None:
    with SyntheticActor(size=(96, 72), rate=12.5, seconds=2.0) as short:
        frames = list(short)
    assert [frame.index for frame in frames] == list(range(25))
    assert [frame.t_s for frame in frames] == pytest.approx([index / 12.5 for index in range(25)])
    assert {frame.size for frame in frames} == {(96, 72)}


def test_a_frame_depends_on_its_number_alone(actor: SyntheticActor) -> None:
    other = SyntheticActor()
    for index in (400, 3, 95):
        assert np.array_equal(other.frame(index).bgr, actor.frame(index).bgr)


def test_the_seed_changes_the_movements() -> None:
    one, two = (SyntheticActor(size=(96, 72), seed=seed) for seed in (1, 2))
    assert not np.array_equal(one.frame(50).bgr, two.frame(50).bgr)


@pytest.mark.parametrize("seconds", [7.0, 21.0, 60.0])
def test_the_schedule_shows_all_seven_with_pauses_between(seconds: float) -> None:
    shown = [SyntheticActor(seconds=seconds).emotion_at(t_s) for t_s in np.arange(0, seconds, 0.05).tolist()]
    assert set(shown) == {*EMOTIONS, None}
    changes = [(a, b) for a, b in pairwise(shown) if a != b]
    assert all(None in change for change in changes)
    assert shown[0] is not None and shown[-1] is not None


def test_a_change_takes_about_six_tenths_of_a_second(actor: SyntheticActor) -> None:
    between = [actor.emotion_at(index / 100) is None for index in range(2100)]
    assert sum(between) / 100 == pytest.approx(6 * 0.6, abs=0.1)


def test_haar_finds_the_face_where_it_is(actor: SyntheticActor, frames: list[Frame]) -> None:
    assert share_found((actor.box_at(frame.t_s), haar(frame.bgr)) for frame in frames) >= 0.95


def test_haar_finds_the_face_in_a_reduced_frame(actor: SyntheticActor, frames: list[Frame]) -> None:
    scale = 240 / 360
    small = [cv2.resize(frame.bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) for frame in frames]
    true = [actor.box_at(frame.t_s).moved(0, 0, scale) for frame in frames]
    assert share_found(zip(true, (haar(np.asarray(picture, np.uint8)) for picture in small), strict=True)) >= 0.95


def test_haar_finds_the_face_in_a_large_frame() -> None:
    large = SyntheticActor(size=(1280, 720))
    frames = [large.frame(index) for index in range(0, 630, 70)]
    assert share_found((large.box_at(frame.t_s), haar(frame.bgr)) for frame in frames) >= 0.95


def test_yunet_finds_the_face_where_it_is(actor: SyntheticActor, frames: list[Frame], yunet_file: Path) -> None:
    detector = cv2.FaceDetectorYN.create(str(yunet_file), "", actor.size)
    found = []
    for frame in frames[::3]:
        rows = detector.detect(frame.bgr)[1]
        boxes = [] if rows is None else [FaceBox(*row[:4].tolist()) for row in rows]
        found.append((actor.box_at(frame.t_s), boxes))
    assert share_found(found) >= 0.95


def test_nothing_jumps(actor: SyntheticActor) -> None:
    """Neither the face, which may blink, nor its box."""
    frames = [actor.frame(index) for index in range(60, 160)]
    steps = [np.abs(a.bgr.astype(np.int16) - b.bgr).mean() for a, b in pairwise(frames)]
    assert min(steps) > 0 and max(steps) < 2.0
    boxes = [actor.box_at(frame.t_s) for frame in frames]
    assert min(a.iou(b) for a, b in pairwise(boxes)) > 0.97


@pytest.mark.parametrize("wrong", [{"size": (0, 360)}, {"rate": 0.0}, {"seconds": -1.0}])
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="the actor needs"):
        SyntheticActor(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(64, 64), (200, 360), (641, 359)])
def test_frames_of_any_shape_hold_the_whole_face(size: tuple[int, int]) -> None:
    actor = SyntheticActor(size=size)
    box = actor.box_at(1.0)
    assert actor.frame(0).size == size
    assert box.x >= 0 and box.y >= 0 and box.x + box.width <= size[0] and box.y + box.height <= size[1]
