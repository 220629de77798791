import os
import stat
import sys
from pathlib import Path

import pytest

from acting_mirror.files.whole_file import replace_file


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    replace_file(tmp_path / "new" / "a.txt", b"one")
    replace_file(tmp_path / "new" / "a.txt", b"two")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "new").iterdir()] == [("a.txt", b"two")]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(0o664)
    replace_file(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_the_old_file_stays_when_it_can_not_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no"):
        replace_file(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"] and path.read_bytes() == b"old"
