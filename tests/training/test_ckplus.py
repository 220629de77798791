from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from training.ckplus import read_ckplus


def add(folder: Path, name: str, grey: int, side: int = 48) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.full((side, side), grey, np.uint8))
    return path


@pytest.fixture
def ckplus(tmp_path: Path) -> Path:
    for number, frame in enumerate(("00000009", "00000010", "00000011")):
        add(tmp_path, f"happy/S010_002_{frame}.png", 10 + number)
        add(tmp_path, f"anger/S005_001_{frame}.png", 20 + number)
        add(tmp_path, f"contempt/S005_003_{frame}.png", 30 + number)
    return tmp_path


def test_the_last_frame_of_each_sequence_is_read(ckplus: Path) -> None:
    peaks = read_ckplus(ckplus)
    assert len(peaks) == 2
    assert peaks.sequences.tolist() == ["S005_001", "S010_002"]
    assert peaks.subjects.tolist() == ["S005", "S010"]
    assert [EMOTIONS[label] for label in peaks.labels] == ["angry", "happy"]
    assert peaks.pictures.shape == (2, 48, 48)
    assert peaks.pictures[:, 0, 0].tolist() == [22, 12]


def test_contempt_is_read_if_asked_for(ckplus: Path) -> None:
    peaks = read_ckplus(ckplus, FERPLUS_LABELS)
    assert [FERPLUS_LABELS[label] for label in peaks.labels] == ["angry", "contempt", "happy"]


def test_what_does_not_fit_is_named(ckplus: Path) -> None:
    with pytest.raises(UserError, match="nowhere isn't a folder"):
        read_ckplus(ckplus / "nowhere")
    with pytest.raises(UserError, match="has no pictures of sad"):
        read_ckplus(ckplus, ["sad"])
    large = add(ckplus, "sadness/S011_001_00000001.png", 5, side=49)
    with pytest.raises(UserError, match=r"S011_001_00000001\.png has 49 by 49 pixels, not 48 by 48"):
        read_ckplus(ckplus)
    large.write_bytes(b"")
    with pytest.raises(UserError, match=r"S011_001_00000001\.png isn't a picture"):
        read_ckplus(ckplus)
    large.rename(large.with_name("S011.png"))
    with pytest.raises(UserError, match=r"S011\.png is not named like"):
        read_ckplus(ckplus)
    (ckplus / "longing").mkdir()
    with pytest.raises(UserError, match="longing is named for no label"):
        read_ckplus(ckplus)


def test_the_real_peaks_are_the_published_ones(data_dir: Path) -> None:
    peaks = read_ckplus(data_dir / "ckplus")
    assert np.bincount(peaks.labels, minlength=7).tolist() == [45, 59, 25, 69, 28, 83, 0]
    with_contempt = read_ckplus(data_dir / "ckplus", FERPLUS_LABELS)
    assert (len(with_contempt), len(set(with_contempt.subjects))) == (327, 118)
