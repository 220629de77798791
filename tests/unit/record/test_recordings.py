from pathlib import Path

from acting_mirror.record.recordings import find_recordings


def test_videos_that_are_named_by_their_moment_are_recordings_newest_first(tmp_path: Path) -> None:
    own = ["2026-01-31 14.05.09.avi", "2026-02-01 09.00.00-2.MP4", "2025-12-31 23.59.59 annotated.mp4"]
    others = ["holiday.mp4", "2026-01-31.mp4", "2026-99-31 14.05.09.mp4", "2026-01-31 14.05.09.png"]
    for name in (*own, *others, "2026-01-31 14.05.09.avi.part.mkv"):
        (tmp_path / name).touch()
    (tmp_path / "2026-01-31 14.05.10.avi").mkdir()
    found = find_recordings(tmp_path)
    assert [each.folder.name for each in found] == [own[1], own[0], own[2]]
    assert all(each.recording and not each.whole and each.made.tzinfo for each in found)
    assert [each.folder.name for each in find_recordings(tmp_path, "ANNOTATED 2025")] == [own[2]]


def test_there_are_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert find_recordings(tmp_path / "none") == []
