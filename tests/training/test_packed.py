from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from training.commands import main
from training.data import load
from training.packed import SPLITS, unpack


def test_packed_faces_are_read_as_they_were(small_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "faces.npz"
    assert main(["pack", "--data", str(small_data), "--out", str(file)]) == 0
    wanted, given = load(small_data), unpack(file)
    assert given.keys() == set(SPLITS)
    for split, faces in given.items():
        assert np.array_equal(faces.pictures, wanted[split].pictures)
        assert faces.pictures.dtype == np.uint8
        assert np.array_equal(faces.labels, wanted[split].labels)
        assert np.array_equal(faces.votes.shares, wanted[split].votes.shares)
        assert np.array_equal(faces.votes.judged, wanted[split].votes.judged)


def test_a_file_that_exists_is_kept(small_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "faces.npz"
    file.write_bytes(b"mine")
    assert main(["pack", "--data", str(small_data), "--out", str(file)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("kept", [0, 10, 3000])
def test_a_file_that_is_cut_is_told(small_data: Path, tmp_path: Path, kept: int) -> None:
    whole, cut = tmp_path / "faces.npz", tmp_path / "cut.npz"
    assert main(["pack", "--data", str(small_data), "--out", str(whole)]) == 0
    cut.write_bytes(whole.read_bytes()[:kept])
    with pytest.raises(UserError, match="make it anew"):
        unpack(cut)
