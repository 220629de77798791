from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.clip_folder import clips_in


def test_clips_of_folders_and_those_in_them_but_for_hidden_ones_and_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("b.MP4", "a/c.mov", "a/._c.mov", "a/notes.txt", ".hidden/d.mp4", "out/clips/e.mp4", "f.mxf")
    for path in (tmp_path / name for name in names):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "folder.mp4").mkdir()
    (tmp_path / "again").symlink_to(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    found = clips_in([Path(), Path("a"), Path("a/../f.mxf")], Path("out"))
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a/c.mov", "b.MP4", "f.mxf"]


def test_no_clips_at_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no clip in"):
        clips_in([tmp_path / "empty"], tmp_path / "out")
    with pytest.raises(UserError, match="no clip or folder"):
        clips_in([tmp_path / "none"], tmp_path / "out")
    with pytest.raises(UserError, match="folder of the results"):
        clips_in([tmp_path / "empty"], tmp_path)
