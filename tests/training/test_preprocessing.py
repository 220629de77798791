from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.vision.detectors.yunet import YuNetDetector
from training.data import Faces
from training.ferplus import Votes
from training.preprocessing import eyes_of, preprocessed


def faces(*pictures: np.ndarray) -> dict[str, Faces]:
    count = len(pictures)
    votes = Votes(np.zeros((count, 8), np.float32), np.zeros(count, np.bool_))
    return {"Training": Faces(np.stack(pictures).astype(np.uint8), np.zeros(count, np.uint8), votes)}


@pytest.fixture
def small_face(astronaut: Image) -> np.ndarray:
    """As FER-2013 would have it."""
    grey = cv2.cvtColor(astronaut[50:190, 160:300], cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.resize(grey, (48, 48), interpolation=cv2.INTER_AREA))


def test_without_steps_all_faces_stay_as_they_are() -> None:
    some = faces(np.zeros((48, 48)))
    assert preprocessed(some, "", None) == (some, 0)


def test_light_is_evened_out_without_yunet(small_face: np.ndarray) -> None:
    result, without = preprocessed(faces(small_face), "clahe", None)
    assert without == 0
    assert (result["Training"].pictures[0] != small_face).any()


def test_steps_by_the_eyes_need_yunets_weights() -> None:
    with pytest.raises(UserError, match="--yunet FILE"):
        preprocessed(faces(np.zeros((48, 48))), "clahe+level_eyes", None)
    with pytest.raises(UserError, match=r"There are no weights none\.onnx: .* --yunet FILE"):
        preprocessed(faces(np.zeros((48, 48))), "clahe+level_eyes", Path("none.onnx"))


def test_a_tilted_face_is_turned_and_what_is_none_is_counted(small_face: np.ndarray, yunet_file: Path) -> None:
    matrix = cv2.getRotationMatrix2D((23.5, 23.5), -10, 1)
    tilted = np.asarray(cv2.warpAffine(small_face, matrix, (48, 48), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    grey = np.full((48, 48), 128)
    result, without = preprocessed(faces(tilted, grey), "level_eyes", yunet_file)
    turned, nothing = result["Training"].pictures
    assert without == 1
    assert (nothing == grey).all()
    finder = YuNetDetector(320, yunet_file)
    assert slope(eyes_of(tilted, finder)) > 6
    assert slope(eyes_of(turned, finder)) < 4


def test_eyes_are_looked_for_once(small_face: np.ndarray, yunet_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = preprocessed(faces(small_face), "around_eyes", yunet_file)[0]["Training"].pictures
    monkeypatch.setattr("training.preprocessing.eyes_of", lambda *_: pytest.fail("looked again"))
    np.testing.assert_array_equal(
        preprocessed(faces(small_face), "around_eyes", yunet_file)[0]["Training"].pictures, first
    )


def slope(eyes: np.ndarray | None) -> float:
    """Degrees."""
    assert eyes is not None
    across, down = eyes[1] - eyes[0]
    return abs(float(np.degrees(np.arctan2(down, across))))
