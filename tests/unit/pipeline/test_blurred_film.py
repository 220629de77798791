from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.errors import UserError
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.blurred_film import write_blurred
from acting_mirror.vision.detectors.haar import HaarDetector
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import beep, make_clip, pictures_of, sound_of, steady
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


def test_a_person_who_is_not_found_for_a_while_stays_blurred(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (120, 160, 3), np.uint8)
    film, copy = make_clip(tmp_path / "two.mp4", steady(6.0, 5), (160, 120), lambda _: noise), tmp_path / "blurred.mp4"
    timeline = Timeline()
    for number in range(30):
        persons = (0, 1) if not 5 < number < 25 else (0,)
        faces = tuple(
            TrackedFace(each, FaceBox(100 * each + 5, 30, 40, 40), Unreadable.TURNED_AWAY) for each in persons
        )
        timeline.append(FrameAnalysis(number, number / 5, faces, 0.0))
    write_blurred(film, timeline, copy)
    picture = pictures_of(copy)[1][15]
    left, middle, right = (np.diff(picture[30:70, x : x + 20].astype(int), axis=0) for x in (15, 62, 115))
    assert np.median(np.abs(left)) < 4 and np.median(np.abs(right)) < 4
    assert np.median(np.abs(middle)) > 8


def test_nothing_is_replaced(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is read"):
        write_blurred(film, Timeline(), film)
