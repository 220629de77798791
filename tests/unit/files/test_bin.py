"""What comes back from the bin."""

import shutil
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.files.bin import restore


def test_a_folder_comes_back_from_the_bin_unless_its_place_is_taken(tmp_path: Path) -> None:
    folder, note = tmp_path / "Takes" / "monday", tmp_path / "Bin" / "info" / "monday.2.trashinfo"
    binned = tmp_path / "Bin" / "files" / "monday.2"
    for each in (note.parent, binned.parent, folder):
        each.mkdir(parents=True)
    (folder / "take.json").write_text("{}")
    note.touch()
    shutil.move(folder, binned)
    folder.mkdir()
    with pytest.raises(UserError, match="stays in the bin"):
        restore(folder, binned)
    folder.rmdir()
    restore(folder, binned)
    assert (folder / "take.json").read_text() == "{}"
    assert not binned.exists() and not note.exists()
    with pytest.raises(UserError, match="look into the bin"):
        restore(tmp_path / "Takes" / "tuesday", binned)
