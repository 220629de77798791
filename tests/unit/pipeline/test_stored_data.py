import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.take import FACTS_FILE, TAKES
from acting_mirror.log_setup import log_file, tell_crash
from acting_mirror.pipeline.stored_data import StoredData, stored_data
from acting_mirror.record.part_file import PartFile
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.record.take_store import TakeStore
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources.link import fetch_folder


@pytest.fixture
def recordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of recordings; folders for the clips of links are made beside it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    folder = tmp_path / "recordings"
    folder.mkdir()
    return folder


def named(recordings: Path) -> Mapping[str, StoredData]:
    return {each.name: each for each in stored_data(recordings)}


def write(path: Path, size: int = 10) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return path


def test_where_nothing_was_ever_kept_nothing_is_listed_and_nothing_is_made(
    recordings: Path, user_folders: Path
) -> None:
    assert {each.name: (each.files, each.size) for each in stored_data(recordings / "none") if each.files} == {}
    assert list(user_folders.iterdir()) == list(recordings.iterdir()) == []


def test_the_guide_says_of_each_what_it_is(recordings: Path) -> None:
    rows = (paths.docs_dir() / "privacy.md").read_text(encoding="utf-8").splitlines()
    assert [row.split("`")[1] for row in rows if row.startswith("| `")] == list(named(recordings))


def test_each_is_listed_with_its_size_and_goes_alone(recordings: Path) -> None:
    settings, rounds = write(SettingsStore().path), write(PracticeLog().path, 20)
    write(Profiles().path_of("Anna"), 3), write(Profiles().path_of("Ben"), 4)
    kept = named(recordings)
    assert {name: each.size for name, each in kept.items() if each.size} == {
        "settings": 10,
        "practice": 20,
        "profiles": 7,
    }
    kept["profiles"].delete()
    assert not Profiles().names() and settings.exists() and rounds.exists()


def test_what_was_set_aside_as_damaged_or_left_half_written_is_known_too(recordings: Path) -> None:
    write(SettingsStore().path)
    SettingsStore().load()
    write(paths.user_data_dir() / "takes.sqlite", 5000)
    TakeStore(recordings / TAKES).list()
    write(paths.user_data_dir() / ".acting-mirror-0123456789ab.part")
    kept = named(recordings)
    assert [path.name for path in kept["settings"].files] == ["settings.json.bad", ".acting-mirror-0123456789ab.part"]
    assert "takes.sqlite.bad" in {path.name for path in kept["index"].files}


def test_of_the_folder_of_recordings_only_what_the_program_made_goes(recordings: Path) -> None:
    stamped = "2026-01-31 14.05.09"
    own = [recordings / f"{stamped}{ending}" for ending in (".avi", "-2.mp4", ".png", ".avi.part.mkv")]
    foreign = [recordings / name for name in ("wedding.mp4", f"{stamped}.txt", "2026-13-31 14.05.09.avi", "notes.csv")]
    own.append(recordings / ".acting-mirror-0123456789ab.part")
    for path in (*own, *foreign):
        write(path)
    (recordings / f"{stamped} folder.avi").mkdir()
    films = named(recordings)["recordings"]
    assert sorted(films.files) == sorted(own) and films.only_named
    films.delete()
    assert all(path.exists() for path in foreign) and not any(path.exists() for path in own)


def test_takes_go_with_all_that_is_in_their_folders(recordings: Path) -> None:
    write(recordings / TAKES / "monday" / FACTS_FILE, 2), write(recordings / TAKES / "monday" / "report.html", 5)
    other = write(recordings / TAKES / "holiday" / "beach.jpg")
    takes = named(recordings)["takes"]
    assert (takes.size, takes.only_named) == (7, True)
    takes.delete()
    assert not (recordings / TAKES / "monday").exists() and other.exists()


def test_what_is_being_recorded_is_neither_listed_nor_deleted(recordings: Path) -> None:
    take = recordings / TAKES / "now"
    take.mkdir(parents=True)
    running = [PartFile.create(take / "media.mp4"), PartFile.create(recordings / "2026-01-31 14.05.09.avi")]
    assert not named(recordings)["takes"].files and not named(recordings)["recordings"].files
    for part in running:
        part.release()
    assert named(recordings)["takes"].files == (take,) and named(recordings)["recordings"].files == (running[1].path,)


def test_a_clip_of_a_link_goes_and_the_window_can_fetch_the_next(recordings: Path) -> None:
    with fetch_folder() as folder:
        write(Path(folder) / "1" / "clip.mp4", 9)
        links = named(recordings)["links"]
        assert links.size == 9
        links.delete()
        assert list(Path(folder).iterdir()) == []


def test_the_log_is_begun_anew_by_the_next_warning(recordings: Path) -> None:
    log_file().parent.mkdir(parents=True)
    handler = RotatingFileHandler(log_file())
    logging.getLogger().addHandler(handler)
    try:
        logging.getLogger().error("before")
        named(recordings)["log"].delete()
        assert not log_file().exists()
        logging.getLogger().error("after")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert log_file().read_text() == "after\n"


def test_what_ends_the_program_is_still_noted_when_the_log_was_deleted(recordings: Path) -> None:
    delete = "next(each for each in stored_data(Path.cwd()) if each.name == 'log').delete()"
    program = f"""
import os
from pathlib import Path
from acting_mirror.log_setup import set_up_logging
from acting_mirror.pipeline.stored_data import stored_data
set_up_logging()
{delete}
os.abort()
"""
    subprocess.run([sys.executable, "-c", program], cwd=recordings, check=False, capture_output=True)
    assert not log_file().exists() and tell_crash()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_of_a_link_to_elsewhere_only_the_link_goes(recordings: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "elsewhere" / "Anna.json")
    Profiles().folder.parent.mkdir(parents=True)
    Profiles().folder.symlink_to(other.parent)
    profiles = named(recordings)["profiles"]
    profiles.delete()
    assert other.exists() and not named(recordings)["profiles"].files


def test_what_can_not_be_deleted_is_said_in_a_sentence(recordings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SettingsStore().path)

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(UserError, match=r"settings.json can't be deleted \(Permission denied\): close the"):
        named(recordings)["settings"].delete()
    assert SettingsStore().path.exists()


def test_what_is_gone_by_itself_meanwhile_is_fine(recordings: Path) -> None:
    path = write(SettingsStore().path)
    settings = named(recordings)["settings"]
    path.unlink()
    settings.delete()
