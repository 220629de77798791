import json
import logging
from pathlib import Path

import msgspec
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.settings.schema import (
    AnalysisSettings,
    PracticeSettings,
    RehearsalSettings,
    Settings,
    WindowSettings,
    range_of,
)
from acting_mirror.settings.store import SettingsStore

CHANGED = Settings(
    AnalysisSettings(detector="yunet", smoothing_s=0.5),
    WindowSettings(camera_size=(640, 480), recent=("a.mp4", "https://b.org/ü"), camera="Webcam", welcomed=True),
    RehearsalSettings(advance="voice", words_a_minute=120, cue_recording=True, profile="Anna in blue light"),
    PracticeSettings(("fear", "sad"), level=3),
)


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "made" / "settings.json")


def put(store: SettingsStore, words: str) -> None:
    store.path.parent.mkdir(exist_ok=True)
    store.path.write_text(words, encoding="utf-8")


def test_the_file_is_in_the_users_own_folder(user_folders: Path) -> None:
    assert SettingsStore().path.is_relative_to(user_folders) and SettingsStore().path.name == "settings.json"


def test_nothing_saved_gives_the_defaults(store: SettingsStore) -> None:
    assert store.load() == Settings()


def test_what_was_saved_comes_back_tuples_as_tuples(store: SettingsStore) -> None:
    store.save(CHANGED)
    assert store.load() == CHANGED
    assert isinstance(store.load().window.recent, tuple) and isinstance(store.load().window.camera_size, tuple)


def test_only_what_differs_is_stored_and_nothing_else_is_left_in_the_folder(store: SettingsStore) -> None:
    store.save(Settings(AnalysisSettings(lead_s=1.0)))
    assert json.loads(store.path.read_text()) == {"analysis": {"lead_s": 1.0}}
    store.save(Settings())
    assert json.loads(store.path.read_text()) == {}
    assert [path.name for path in store.path.parent.iterdir()] == ["settings.json"]


def test_unknown_entries_are_ignored(store: SettingsStore) -> None:
    put(store, '{"analysis": {"magic": 1, "lead_s": 2}, "moon": {}}')
    lead_s = store.load().analysis.lead_s
    assert lead_s == 2.0 and isinstance(lead_s, float)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("analysis", "smoothing_s", "fast"),
        ("analysis", "smoothing_s", -1),
        ("analysis", "smoothing_s", float("nan")),
        ("analysis", "smoothing_s", 10**400),
        ("analysis", "looks_per_frame", 2.5),
        ("analysis", "looks_per_frame", True),
        ("analysis", "backend", "torch"),
        ("analysis", "detector_weights", 3),
        ("analysis", "model", None),
        ("window", "mirrored", 1),
        ("window", "theme", ["dark"]),
        ("window", "camera_size", [640]),
        ("window", "camera_size", [640, 0]),
        ("window", "camera_size", "640x480"),
        ("window", "recent", ["a", 1]),
        ("window", "theme", "\ud800"),
        ("rehearsal", "advance", "telepathy"),
        ("rehearsal", "words_a_minute", 0),
        ("rehearsal", "cue_loudness", 1.5),
        ("rehearsal", "pause_s", None),
        ("rehearsal", "countdown_s", 2.5),
    ],
)
def test_an_entry_that_makes_no_sense_falls_back_alone_and_is_logged(
    store: SettingsStore, part: str, name: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    kept = {"analysis": {"label_hold_s": 0.5}, "window": {"countdown": True}, "rehearsal": {"type_size": 48}}
    kept[part][name] = value  # type: ignore[assignment]
    put(store, json.dumps(kept))
    rest = AnalysisSettings(label_hold_s=0.5), WindowSettings(countdown=True), RehearsalSettings(type_size=48)
    assert store.load() == Settings(*rest)
    assert [name in record.getMessage() for record in caplog.records] == [True]


def test_a_part_that_is_no_table_falls_back_alone(store: SettingsStore) -> None:
    put(store, '{"analysis": [], "window": {"theme": "light"}}')
    assert store.load() == Settings(window=WindowSettings(theme="light"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_an_unreadable_file_is_set_aside(
    store: SettingsStore, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, "")
    store.path.write_bytes(content)
    assert store.load() == Settings()
    assert not store.path.exists() and store.path.with_name("settings.json.bad").read_bytes() == content
    assert caplog.records[0].levelno == logging.WARNING


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"^Your settings can't be saved in .*file"):
        SettingsStore(tmp_path / "file" / "settings.json").save(CHANGED)


def test_a_full_disk_is_said_and_leaves_the_old_file(small_disk: Path) -> None:
    store = SettingsStore(small_disk / "settings.json")
    store.save(CHANGED)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"0" * 2_000_000)
    with pytest.raises(UserError, match="No space left"):
        store.save(Settings())
    assert store.load() == CHANGED and {path.name for path in small_disk.iterdir()} == {"settings.json", "filler"}


def test_a_link_to_the_file_stays_a_link(store: SettingsStore, tmp_path: Path) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(store.path)
    SettingsStore(link).save(CHANGED)
    assert link.is_symlink() and store.load() == CHANGED


def test_every_default_is_what_may_be_kept() -> None:
    defaults = Settings()
    assert msgspec.convert(msgspec.to_builtins(defaults), Settings) == defaults


def test_the_range_of_a_number_is_told() -> None:
    assert range_of(AnalysisSettings(), "forget_s") == (0.1, 5.0)
