import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.blurred_film import write_blurred
from acting_mirror.vision.detectors.haar import HaarDetector
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import Pixels, beep, make_clip, pictures_of, sound_of, steady
from tests.takes import read_film


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with SyntheticActor((320, 240), 10.0, 2.0) as actor:
        pictures = [frame.bgr for frame in actor]
    path = tmp_path_factory.mktemp("film") / "take.mp4"
    return make_clip(path, steady(2.0, 10), (320, 240), lambda t_s: pictures[round(t_s * 10)], beep(2.0, 0.5))


def test_no_face_is_left_in_any_picture_and_the_sound_stays(film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "blurred.mp4"
    write_blurred(film, read_film(film), copy)
    (times, before), (same, after) = pictures_of(film), pictures_of(copy)
    assert same == pytest.approx(times, abs=0.01)
    detector = HaarDetector(240)
    with SyntheticActor((320, 240), 10.0, 2.0) as actor:
        for t_s, whole, blurred in zip(times, before, after, strict=True):
            assert detector.find(whole)
            assert not detector.find(blurred)
            box = actor.box_at(t_s)
            inside = np.s_[int(box.y) : int(box.y + box.height), int(box.x) : int(box.x + box.width)]
            assert np.abs(whole[inside].astype(int) - blurred[inside]).mean() > 8
    assert np.abs(sound_of(copy)[0]).max() == pytest.approx(np.abs(sound_of(film)[0]).max(), rel=0.2)


def test_where_no_face_was_found_the_whole_picture_is_blurred(film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "blurred.mp4"
    write_blurred(film, Timeline(), copy)
    detector = HaarDetector(240)
    assert not any(detector.find(picture) for picture in pictures_of(copy)[1])


def test_a_face_too_brief_to_be_read_is_blurred_too(film: Path, tmp_path: Path) -> None:
    with SyntheticActor((320, 240), 10.0, 2.0, seed=1) as other:
        glimpsed = [frame.bgr for frame in other]
    before = pictures_of(film)[1]
    both = [
        np.hstack([left, right if 8 <= at < 10 else np.zeros_like(right)])
        for at, (left, right) in enumerate(zip(before, glimpsed, strict=True))
    ]
    two = make_clip(tmp_path / "two.mp4", steady(2.0, 10), (640, 240), lambda t_s: both[round(t_s * 10)])
    write_blurred(two, read_film(film), tmp_path / "blurred.mp4")
    after, detector = pictures_of(tmp_path / "blurred.mp4")[1], HaarDetector(240)
    assert [len(detector.find(picture)) for picture in both[7:11]] == [1, 2, 2, 1]
    assert not any(detector.find(picture) for picture in after)


def people_in_noise(tmp_path: Path, second: Callable[[int], bool]) -> list[Pixels]:
    """The blurred pictures of six seconds of noise in which a face is read on the left, and another at times."""
    noise = np.random.default_rng(0).integers(0, 256, (120, 160, 3), np.uint8)
    film, copy = make_clip(tmp_path / "two.mp4", steady(6.0, 5), (160, 120), lambda _: noise), tmp_path / "blurred.mp4"
    timeline = Timeline()
    for number in range(30):
        persons = (0, 1) if second(number) else (0,)
        faces = tuple(
            TrackedFace(each, FaceBox(100 * each + 5, 30, 40, 40), Unreadable.TURNED_AWAY) for each in persons
        )
        timeline.append(FrameAnalysis(number, number / 5, faces, 0.0))
    write_blurred(film, timeline, copy)
    return pictures_of(copy)[1]


def rough(picture: Pixels, left: int) -> bool:
    return bool(np.median(np.abs(np.diff(picture[30:70, left : left + 20].astype(int), axis=0))) > 8)


def test_a_person_who_is_not_found_for_a_while_stays_blurred(tmp_path: Path) -> None:
    picture = people_in_noise(tmp_path, lambda number: not 5 < number < 25)[15]
    assert [rough(picture, left) for left in (15, 62, 115)] == [False, True, False]


def test_the_place_of_a_person_who_went_is_blurred_for_some_seconds_more(tmp_path: Path) -> None:
    pictures = people_in_noise(tmp_path, lambda number: number < 5)
    assert [rough(pictures[round(5 * t_s)], 115) for t_s in (0.4, 2.0, 3.6, 5.0)] == [False, False, False, True]


def test_nothing_is_replaced(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is read"):
        write_blurred(film, Timeline(), film)


def test_it_tells_how_far_it_is(film: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    write_blurred(film, Timeline(), tmp_path / "blurred.mp4", progress=lambda *done: told.append(done))
    assert told == [(done, 40) for done in range(1, 41)]


@pytest.mark.parametrize("pictures", [5, 25])
def test_stopped_while_looking_or_writing_it_leaves_nothing(film: Path, tmp_path: Path, pictures: int) -> None:
    stop = threading.Event()
    (tmp_path / "blurred.mp4").write_bytes(b"the one before")
    with pytest.raises(CancelledError):
        write_blurred(
            film,
            Timeline(),
            tmp_path / "blurred.mp4",
            force=True,
            progress=lambda done, _: stop.set() if done == pictures else None,
            stop=stop,
        )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the one before"]
