import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from acting_mirror.cli.options import Backend, Detector, settings_from
from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.movements import GENERAL, OwnRange
from acting_mirror.core.preprocess import to_input
from acting_mirror.core.tracking import Track
from acting_mirror.pipeline.analyser import Analyser, inputs_of, with_movements
from acting_mirror.pipeline.movement_reader import MovementReader
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import Classifier
from acting_mirror.vision.landmarks import landmarker as landmarks
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker, landmarker_file

FACE = FaceBox(177, 66, 95, 95)
MOVING = AnalysisSettings(model="mini_xception", movements=True)


class Counted(FaceLandmarker):
    """Notes how it was asked, and may be told that there is no face any more."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.gone = False

    def find(self, bgr: Image, box: FaceBox) -> FaceMesh | None:
        self.asked.append("find")
        return None if self.gone else super().find(bgr, box)

    def follow(self, bgr: Image, before: FaceMesh) -> FaceMesh | None:
        self.asked.append("follow")
        return None if self.gone else super().follow(bgr, before)


@pytest.fixture(scope="module")
def landmarker() -> Counted:
    return Counted()


@pytest.fixture
def frames(astronaut: Image) -> Callable[[int], Frame]:
    return lambda number: Frame(number, number / 25, astronaut)


@pytest.fixture
def reader(landmarker: Counted) -> MovementReader:
    landmarker.asked, landmarker.gone = [], False
    return MovementReader(landmarker)


def track(number: int = 0, box: FaceBox = FACE) -> Track:
    return Track(number, box, 0.0, seen_s=math.inf, updated_s=0.0, looked_s=0.0, person=0)


def test_a_face_is_followed_by_its_landmarks(
    reader: MovementReader, landmarker: Counted, frames: Callable[[int], Frame]
) -> None:
    assert all(reader.read(frames(number), track(), {0}) is not None for number in range(3))
    assert landmarker.asked == ["find", "follow", "follow"]


def test_a_face_that_was_lost_is_looked_for_again(
    reader: MovementReader, landmarker: Counted, frames: Callable[[int], Frame]
) -> None:
    reader.read(frames(0), track(), {0})
    landmarker.gone = True
    assert reader.read(frames(1), track(), {0}) is None
    landmarker.gone = False
    assert reader.read(frames(2), track(), {0}) is not None
    assert landmarker.asked == ["find", "follow", "find", "find"]


def test_another_face_is_looked_for_and_has_its_own_rest(
    reader: MovementReader, landmarker: Counted, frames: Callable[[int], Frame]
) -> None:
    at_first = reader.read(frames(0), track(), {0, 1})
    for number in range(1, 30):
        settled = reader.read(frames(number), track(), {0, 1})
    another = reader.read(frames(30), track(1), {0, 1})
    again = reader.read(frames(31), track(0), {0, 1})
    assert at_first is not None and settled is not None and another is not None and again is not None
    assert at_first.of("mouth_corners_up") > 0.6
    assert settled.of("mouth_corners_up") < 0.1  # all that was seen of her is a smile
    np.testing.assert_allclose(another.strengths, at_first.strengths, atol=0.05)
    assert again.of("mouth_corners_up") < 0.2
    assert landmarker.asked[-2:] == ["find", "find"]


def test_who_comes_back_keeps_the_rest(reader: MovementReader, frames: Callable[[int], Frame]) -> None:
    for number in range(30):
        before = reader.read(frames(number), track(), {0})
    back = reader.read(frames(200), track(7), {7})
    assert before is not None and back is not None
    assert before.of("mouth_corners_up") < 0.1
    assert back.of("mouth_corners_up") < 0.2


def test_rest_is_known_when_movements_are_measured_again_after_a_while(astronaut: Image) -> None:
    measuring, plain, again = (Analyser.open(replace(MOVING, movements=on)) for on in (True, False, True))
    for number in range(13):
        measuring.analyse(Frame(number, number / 10, astronaut))
    plain.follow(measuring)
    assert not any(face.movements for face in plain.analyse(Frame(13, 1.3, astronaut)).faces)
    again.follow(plain)
    face = again.analyse(Frame(14, 1.4, astronaut)).person_0
    assert face is not None and face.movements is not None
    assert face.movements.of("mouth_corners_up") < 0.2  # all that was seen of her is a smile


def test_a_measured_rest_counts_from_the_first_picture(reader: MovementReader, frames: Callable[[int], Frame]) -> None:
    smiling = reader.read(frames(0), track(), {0})
    assert smiling is not None
    own = reader.read(frames(1), track(), {0}, OwnRange(smiling.measures, GENERAL.strongest))
    assert own is not None and own.of("mouth_corners_up") < 0.1 < smiling.of("mouth_corners_up")


def test_landmarks_that_left_the_face_are_not_followed(
    reader: MovementReader, landmarker: Counted, frames: Callable[[int], Frame]
) -> None:
    reader.read(frames(0), track(), {0})
    assert reader.read(frames(1), track(box=FaceBox(350, 350, 95, 95)), {0}) is None
    assert landmarker.asked == ["find", "follow", "find"]


def test_movements_are_measured_of_person_0_where_they_are_asked_for(astronaut: Image) -> None:
    face = Analyser.open_for_photos(MOVING).analyse(Frame(0, 0.0, astronaut)).person_0
    assert face is not None and face.movements is not None
    assert face.movements.of("mouth_corners_up") > 0.6
    assert face.movements.of("jaw_open") < 0.1
    assert abs(face.movements.head.yaw_deg) < 5
    without = Analyser.open_for_photos(replace(MOVING, movements=False)).analyse(Frame(0, 0.0, astronaut)).person_0
    assert without is not None and without.movements is None


def test_only_the_largest_face_has_movements(astronaut: Image) -> None:
    small = np.asarray(astronaut[::2, ::2])
    picture = np.zeros((512, 800, 3), np.uint8)
    picture[:, :512], picture[100 : 100 + len(small), 530:786] = astronaut, small
    faces = Analyser.open_for_photos(MOVING).analyse(Frame(0, 0.0, picture)).faces
    assert [face.movements is not None for face in faces] == [True, False]


def shown_of(
    picture: Image, degrees: float, settings: AnalysisSettings, monkeypatch: pytest.MonkeyPatch, photo: bool = False
) -> list[npt.NDArray[np.float32]]:
    """What the network is shown of a picture that is turned."""
    shown: list[Image] = []
    predict = Classifier.predict
    with monkeypatch.context() as watched:
        watched.setattr(
            Classifier, "predict", lambda self, faces, **kinds: (shown.extend(faces), predict(self, faces, **kinds))[1]
        )
        matrix = cv2.getRotationMatrix2D((224, 115), degrees, 1)
        turned = np.asarray(cv2.warpAffine(picture, matrix, (512, 512)), np.uint8)
        opened = Analyser.open_for_photos(settings) if photo else Analyser.open(replace(settings, confirm_s=0.0))
        opened.analyse(Frame(0, 0.0, turned))
    return [to_input(face) for face in shown]


def test_a_tilted_face_is_shown_to_the_network_level(astronaut: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = ((0, MOVING), (15, MOVING), (15, replace(MOVING, movements=False)))
    (upright,), (level,), (as_is,) = (shown_of(astronaut, *case, monkeypatch) for case in cases)
    assert np.abs(level - upright).mean() < 8
    assert np.abs(as_is - upright).mean() > 20


def test_a_face_of_a_photo_that_is_tilted_far_is_only_read_level(
    astronaut: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = replace(MOVING, movements=False)
    upright = shown_of(astronaut, 0, still, monkeypatch, photo=True)
    tilted = shown_of(astronaut, 40, still, monkeypatch, photo=True)
    for shown, expected, most in zip(tilted, upright, (14, 8), strict=True):  # a box is less exact than landmarks
        assert np.abs(shown - expected).mean() < most


def test_a_face_of_a_photo_is_read_as_it_was_found_and_level(astronaut: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    still = replace(MOVING, movements=False)
    upright, level_already = shown_of(astronaut, 0, still, monkeypatch, photo=True)
    as_found, level = shown_of(astronaut, 15, still, monkeypatch, photo=True)
    assert np.abs(level - level_already).mean() < 8
    assert np.abs(as_found - upright).mean() > 20


def test_a_photo_is_read_without_landmarks_where_the_bundle_is_damaged(
    astronaut: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "face_landmarker.task"
    damaged.write_bytes(b"no bundle")
    monkeypatch.setattr(landmarks, "landmarker_file", lambda: damaged)
    still = replace(MOVING, movements=False)
    assert len(shown_of(astronaut, 0, still, monkeypatch, photo=True)) == 1


def test_nothing_is_loaded_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FaceLandmarker, "__init__", lambda *_: pytest.fail("loaded"))
    settings = settings_from(Backend.TFLITE, "mini_xception", Detector.HAAR, None)
    Analyser.open(settings)
    assert settings == replace(MOVING, movements=False)
    assert "movements" not in settings.noted()
    assert landmarker_file() not in inputs_of(settings)


def test_a_command_says_that_the_bundle_is_damaged_and_goes_on_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "face_landmarker.task"
    damaged.write_bytes(landmarker_file().read_bytes()[:1000])
    monkeypatch.setattr(landmarks, "landmarker_file", lambda: damaged)
    assert not settings_from(Backend.TFLITE, "mini_xception", Detector.HAAR, None, movements=True).movements
    assert "damaged, so movements aren't measured: install Acting Mirror again." in capsys.readouterr().err
    assert not with_movements(replace(MOVING, movements=False)).movements


def test_with_a_whole_bundle_they_are_measured() -> None:
    settings = settings_from(Backend.TFLITE, "mini_xception", Detector.HAAR, None, movements=True)
    assert settings == MOVING == with_movements(replace(MOVING, movements=False))
    assert settings.noted()["movements"] is True
    assert landmarker_file() in inputs_of(settings)
