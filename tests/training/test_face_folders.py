from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from training.face_folders import read_face_folders
from training.label_names import label_named


def add(folder: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int] = (60, 50)) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.full((*size, 3), colour, np.uint8))
    return path


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    add(tmp_path, "train/Happiness/2.png", (200, 200, 200), (48, 48))
    add(tmp_path, "train/Happiness/1.png", (0, 0, 255), (100, 31))
    add(tmp_path, "train/0_anger/é.bmp", (7, 7, 7), (20, 20))
    add(tmp_path, "train/contempt/1.png", (9, 9, 9))
    add(tmp_path, "test/sad/1.jpg", (90, 90, 90))
    (tmp_path / "train/Happiness/Thumbs.db").write_text("")
    (tmp_path / "train/Happiness/.DS_Store").write_text("")
    return tmp_path


def test_pictures_of_any_size_become_grey_squares(photos: Path) -> None:
    for _ in ("read", "cached"):
        splits = read_face_folders(photos)
        assert list(splits) == ["test", "train"]
        assert [len(faces) for faces in splits.values()] == [1, 3]
        train = splits["train"]
        assert train.pictures.shape == (3, 48, 48)
        assert [EMOTIONS[label] for label in train.labels] == ["angry", "happy", "happy"]
        assert [path.name for path in train.files] == ["é.bmp", "1.png", "2.png"]
        assert train.pictures[:, 20, 20].tolist() == [7, 76, 200]
        assert abs(int(splits["test"].pictures[0, 0, 0]) - 90) <= 1


def test_another_side_and_other_labels_may_be_asked_for(photos: Path) -> None:
    read_face_folders(photos)
    train = read_face_folders(photos, side=32, labels=FERPLUS_LABELS)["train"]
    assert train.pictures.shape == (4, 32, 32)
    assert [FERPLUS_LABELS[label] for label in train.labels] == ["angry", "happy", "happy", "contempt"]


def test_what_does_not_fit_is_named(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(UserError, match="nowhere isn't a folder"):
        read_face_folders(photos / "nowhere")
    with pytest.raises(UserError, match="has no pictures in split/label/picture"):
        read_face_folders(tmp_path_factory.mktemp("empty"))
    broken = photos / "test" / "sad" / "broken.jpg"
    broken.write_text("no picture")
    with pytest.raises(UserError, match=r"broken\.jpg isn't a picture"):
        read_face_folders(photos)
    broken.unlink()
    (photos / "test" / "longing").mkdir()
    with pytest.raises(UserError, match="longing is named for no label: known are neutral, happy"):
        read_face_folders(photos)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Anger", "angry"), ("3_Happy", "happy"), ("SU", "surprise"), (" fearful", "fear"), ("love", None), ("", None)],
)
def test_labels_go_by_many_names(text: str, name: str | None) -> None:
    assert label_named(text) == name
