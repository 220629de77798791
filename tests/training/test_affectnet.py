"""AffectNet out of made pictures, in each of the ways in which it is handed out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from training import affectnet
from training.affectnet import read_affectnet
from training.affectnet_lists import TRAINING, VALIDATION
from training.label_names import AFFECTNET_LABELS

HEADER = "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal"


def draw(path: Path, code: int, size: int = 60) -> Path:
    """A picture whose brightness tells its label, with a white edge around the face."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = np.full((size, size, 3), 255, np.uint8)
    picture[10:-10, 10:-10] = 20 * code
    path.write_bytes(cv2.imencode(path.suffix, picture)[1].tobytes())
    return path


def said(folder: Path, split: str = TRAINING) -> list[str]:
    return [AFFECTNET_LABELS[label] for label in read_affectnet(folder, split).labels]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The release of 2017, with all eleven numbers, and the validation without its first row."""
    images = tmp_path / "Manually_Annotated" / "Manually_Annotated_Images"
    rows = [f"{code}/{code}.png,10,10,40,40,1.0;2.0,{code},0.1,-0.2" for code in range(11)]
    for code in range(11):
        draw(images / str(code) / f"{code}.png", code)
    lists = tmp_path / "Manually_Annotated_file_lists"
    lists.mkdir()
    (lists / "training.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    (lists / "validation.csv").write_text("\n".join(rows[:8]) + "\n")
    return tmp_path


def arrays(folder: Path, classes: int) -> Path:
    """The later release; its labels are text in arrays, or numbers."""
    for split in ("train_set", "val_set"):
        for code in range(classes):
            draw(folder / split / "images" / f"{code}.jpg", code)
            notes = folder / split / "annotations"
            notes.mkdir(exist_ok=True)
            np.save(notes / f"{code}_exp.npy", np.array(str(code) if code % 2 else code))
            np.save(notes / f"{code}_lnd.npy", np.zeros(136))
    return folder


def labelled(folder: Path, named: Callable[[int], str]) -> Path:
    for split in ("train", "Validation", "test"):
        for code in range(7 if split == "train" else 8):
            draw(folder / split / named(code) / "a.png", code)
    return folder


def test_the_tables_of_2017_give_faces_cut_out_by_their_boxes(tables: Path) -> None:
    for split in (TRAINING, VALIDATION):
        faces = read_affectnet(tables, split)
        assert faces.labels.tolist() == list(range(8))
        assert faces.pictures.shape == (8, 48, 48)
        assert (faces.pictures == 20 * np.arange(8)[:, None, None]).all()
        assert faces.damaged == ()


@pytest.mark.parametrize("classes", [7, 8, 9])
def test_the_later_release_gives_whole_pictures_and_what_its_arrays_say(tmp_path: Path, classes: int) -> None:
    folder = arrays(tmp_path / "AffectNet8" / "AffectNet8", classes).parent
    for split in (TRAINING, VALIDATION):
        faces = read_affectnet(folder, split)
        assert faces.labels.tolist() == list(range(min(classes, 8)))
        assert (faces.pictures[:, 0, 0] > 240).all()
        assert np.abs(faces.pictures[:, 24, 24] - 20.0 * faces.labels).max() < 5


@pytest.mark.parametrize("named", [str, lambda code: f"{code}_{AFFECTNET_LABELS[code].title()}"])
def test_folders_by_label_are_read_too(tmp_path: Path, named: Callable[[int], str]) -> None:
    folder = labelled(tmp_path, named)
    draw(folder / "train" / "9" / "a.png", 9)
    (folder / "train" / named(0) / "Thumbs.db").write_bytes(b"x")
    assert said(folder) == [label for _, label in sorted((named(at), AFFECTNET_LABELS[at]) for at in range(7))]
    shutil.rmtree(folder / "test")
    assert set(said(folder, VALIDATION)) == set(AFFECTNET_LABELS)


def test_a_test_split_is_watched_where_there_is_no_validation(tmp_path: Path) -> None:
    shutil.rmtree(labelled(tmp_path, str) / "Validation")
    assert len(said(tmp_path, VALIDATION)) == 8


def test_what_is_damaged_is_left_out_and_told(tables: Path) -> None:
    images = tables / "Manually_Annotated" / "Manually_Annotated_Images"
    (images / "1" / "1.png").write_bytes(b"no picture")
    (images / "2" / "2.png").write_bytes(b"")
    (images / "3" / "3.png").unlink()
    table = tables / "Manually_Annotated_file_lists" / "training.csv"
    lines = table.read_text().replace("4/4.png,10,10", "4/4.png,900,10").replace("5/5.png,10,10,40", "5/5.png,0,0,9000")
    table.write_text(lines.replace("6/6.png,10,10,40,40", "6/6.png,NULL,NULL,NULL,NULL"))
    faces = read_affectnet(tables, TRAINING)
    assert faces.labels.tolist() == [0, 6, 7]
    assert faces.pictures[1, 0, 0] == 255  # without a box the whole picture counts
    assert [path.name for path in faces.damaged] == [f"{code}.png" for code in (1, 2, 3, 4, 5)]


def test_a_label_that_cannot_be_read_is_damage(tmp_path: Path) -> None:
    notes = arrays(tmp_path, 8) / "train_set" / "annotations"
    (notes / "0_exp.npy").unlink()
    (notes / "1_exp.npy").write_bytes(b"x")
    np.save(notes / "2_exp.npy", np.array("sad"))
    np.save(notes / "3_exp.npy", np.zeros(3))
    faces = read_affectnet(tmp_path, TRAINING)
    assert faces.labels.tolist() == [4, 5, 6, 7]
    assert [path.stem for path in faces.damaged] == ["0", "1", "2", "3"]


def test_a_second_start_reads_no_picture_and_a_broken_off_one_goes_on(
    tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(affectnet, "_AT_ONCE", 3)
    read, told = [], []
    face = affectnet._face
    monkeypatch.setattr(affectnet, "_face", lambda each: read.append(each.file.name) or face(each))

    def stopped(*so_far: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_affectnet(tables, TRAINING, stopped)
    assert sorted(read) == ["0.png", "1.png", "2.png"]
    faces = read_affectnet(tables, TRAINING, lambda *so_far: told.append(so_far))
    assert faces.labels.tolist() == list(range(8))
    assert len(read) == 8
    assert told == [(TRAINING, 3, 8), (TRAINING, 6, 8), (TRAINING, 8, 8)]
    draw(tables / "Manually_Annotated" / "Manually_Annotated_Images" / "7" / "7.png", 3, 90)
    read_affectnet(tables, TRAINING)
    assert sorted(read[8:]) == ["6.png", "7.png"]


def test_a_missing_column_and_a_wrong_number_are_named(tables: Path) -> None:
    table = tables / "Manually_Annotated_file_lists" / "training.csv"
    whole = table.read_text()
    table.write_text(whole.replace("face_width,", "").replace("expression", "mood"))
    with pytest.raises(UserError, match=r"training.csv lacks the column face_width and expression"):
        read_affectnet(tables, TRAINING)
    table.write_text(whole.replace("1.0;2.0,3", "1.0;2.0,11"))
    with pytest.raises(UserError, match=r"training.csv, row 5, column expression: it is '11', not 0 to 10"):
        read_affectnet(tables, TRAINING)


def test_what_is_not_affectnet_is_refused(tmp_path: Path, tables: Path) -> None:
    shutil.rmtree(tables / "Manually_Annotated")
    with pytest.raises(UserError, match=r"The pictures that .*training.csv lists aren't there"):
        read_affectnet(tables, TRAINING)
    (tables / "Manually_Annotated_file_lists" / "training.csv").unlink()
    with pytest.raises(UserError, match=r"has no training faces of AffectNet: it should hold training.csv"):
        read_affectnet(tables, TRAINING)
    with pytest.raises(UserError, match="isn't a folder"):
        read_affectnet(tmp_path / "nowhere", TRAINING)
    draw(tmp_path / "more" / "train" / "happy" / "a.png", 1).write_bytes(b"x")
    with pytest.raises(UserError, match="None of the 1 training faces of AffectNet"):
        read_affectnet(tmp_path / "more", TRAINING)
    (tmp_path / "more" / "train" / "puzzled").mkdir()
    with pytest.raises(UserError, match="puzzled is named for no label"):
        read_affectnet(tmp_path / "more", TRAINING)
    (tmp_path / "later" / "train_set" / "images").mkdir(parents=True)
    with pytest.raises(UserError, match="annotations is missing"):
        read_affectnet(tmp_path / "later", TRAINING)
