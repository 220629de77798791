"""Watching a clip that is read meanwhile."""

import csv
import json
import os
import shutil
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from acting_mirror.gui.dialogs.export import ExportDialog
from acting_mirror.gui.widgets.curve_sets import PROMISE
from acting_mirror.settings.schema import AnalysisSettings
from tests.gui.driver import Driver
from tests.media import length_of, make_clip, pictures_of, steady


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def read(mirror: Driver, clip_file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """A window with a clip that is read to its end, in an earlier test mostly, and stands at its start."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    mirror.open(clip_file)
    mirror.until(lambda: mirror.clip.complete)
    if mirror.clip.clock.playing:
        mirror.press("Space")
    for t_s in (2.0, 0.0):  # by way of another picture, or one that was looked for while it played might still come
        mirror.clip.seek(t_s)
        mirror.until(lambda t_s=t_s: shown_s(mirror) == pytest.approx(t_s, abs=0.001))
    return mirror


def shown_s(mirror: Driver) -> float:
    """The time of the picture that is shown."""
    frame = mirror.page.view.frame
    return -1.0 if frame is None else frame.t_s


def ask(mirror: Driver, *wanted: str) -> ExportDialog:
    """Press Ctrl+E and tick what is wanted."""
    mirror.press("Ctrl+E")
    dialog = mirror.window.exports.dialog
    assert dialog is not None
    mirror.until(dialog.isVisible)
    for name, check in dialog.checks.items():
        check.setChecked(name in wanted)
    return dialog


def test_a_clip_plays_by_itself_and_is_read(mirror: Driver, clip_file: Path) -> None:
    mirror.open(clip_file)
    mirror.until(lambda: mirror.clip.clock.playing)
    assert mirror.page.bar.source.text() == "take.mp4"
    shares: list[float] = []
    mirror.clip.changed.connect(lambda: shares.append(mirror.clip.share_read))
    mirror.until(lambda: shown_s(mirror) > 0.3)
    mirror.until(lambda: mirror.clip.complete)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    mirror.until(lambda: not mirror.page.progress.isVisible())
    assert mirror.clip.length_s == pytest.approx(3.0, abs=0.1)


def test_the_reading_belongs_to_the_picture_that_is_shown(read: Driver) -> None:
    for t_s in (0.4, 1.6, 2.8):
        read.clip.seek(t_s)
        read.until(lambda t_s=t_s: abs(shown_s(read) - t_s) < 0.08)
        reading = read.page.view.reading
        assert reading is not None
        assert reading.t_s == shown_s(read)
        assert reading.faces


def test_opening_it_again_is_instant(read: Driver, clip_file: Path) -> None:
    rows = len(read.clip.timeline.rows)
    before = read.clip
    read.window.current.open_files([clip_file])
    assert read.clip is not before
    shares: list[float] = []
    read.clip.changed.connect(lambda: shares.append(read.clip.share_read))
    read.until(lambda: read.clip.complete)
    assert not [share for share in shares if 0 < share < 1]
    assert len(read.clip.timeline.rows) == rows


def test_dragging_the_slider_seeks(read: Driver) -> None:
    read.page.transport.slider.sliderMoved.emit(150)
    read.until(lambda: abs(shown_s(read) - 1.5) < 0.08)
    assert not read.clip.clock.playing


def test_a_click_in_the_curves_seeks(read: Driver) -> None:
    plot = read.page.over_time.plot
    read.until(plot.isVisible)
    left, right = plot.view
    box = plot.mapFromScene(plot.box.sceneBoundingRect()).boundingRect()
    at = QPoint(round(box.left() + box.width() * (2.0 - left) / (right - left)), box.center().y())
    QTest.mouseMove(plot.viewport(), at)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    read.until(lambda: abs(shown_s(read) - 2.0) < 0.1)


def test_arrows_step_single_pictures_both_ways(read: Driver) -> None:
    for keys, t_s in (("Right", 1 / 15), ("Right", 2 / 15), ("Left", 1 / 15), ("Left", 0.0)):
        read.press(keys)
        read.until(lambda t_s=t_s: abs(shown_s(read) - t_s) < 0.01)


def test_no_step_is_seen_before_the_next_one_can_start_from_it(read: Driver) -> None:
    read.clip.step(1)
    time.sleep(0.3)  # the decoder has found it, and the window is busy
    shown = read.clip.picture()
    assert shown is not None and shown.t_s == read.clip.now_s()
    read.until(lambda: shown_s(read) > 0)
    read.clip.step(1)
    read.until(lambda: abs(shown_s(read) - 2 / 15) < 0.01)


def test_an_arrow_pauses_a_clip_that_plays(read: Driver) -> None:
    read.press("Space")
    assert read.clip.clock.playing
    read.press("Right")
    assert not read.clip.clock.playing


def test_shift_and_arrows_skip_five_seconds_but_not_over_the_ends(read: Driver) -> None:
    read.press("Shift+Right")
    read.until(lambda: shown_s(read) > 2.8)
    read.press("Shift+Left")
    read.until(lambda: shown_s(read) == 0)


def test_the_speed_can_be_chosen(read: Driver) -> None:
    read.page.transport.speed.setCurrentIndex(4)
    read.page.transport.speed.activated.emit(4)
    assert read.clip.clock.speed == 2.0


def test_the_next_clip_plays_as_fast_as_the_box_says(read: Driver, clip_file: Path) -> None:
    read.page.transport.speed.setCurrentIndex(0)
    read.page.transport.speed.activated.emit(0)
    before = read.clip
    read.window.current.open_files([clip_file])
    assert read.clip is not before
    assert read.clip.clock.speed == read.page.transport.speed.currentData() == 0.25


def test_it_stops_at_its_end_and_space_starts_it_over(read: Driver) -> None:
    read.clip.seek(2.9)
    read.press("Space")
    read.until(lambda: not read.clip.clock.playing)
    assert read.clip.now_s() == pytest.approx(3.0, abs=0.1)
    read.until(lambda: read.page.bar.main.accessibleName() == "Play")
    read.press("Space")
    assert read.clip.clock.playing
    assert read.clip.now_s() < 0.5


def test_reading_can_be_cancelled_and_gone_on_with(mirror: Driver, long_clip: Path) -> None:
    mirror.open(long_clip)
    mirror.until(lambda: mirror.page.progress.isVisible() and len(mirror.clip.timeline.rows) > 3)
    mirror.page.progress.cancelled.emit()
    mirror.until(lambda: not mirror.clip.being_read)
    assert not mirror.clip.complete
    assert len(mirror.clip.timeline.rows) > 3
    assert mirror.page.progress.isVisible()
    mirror.page.progress.again.emit()
    assert mirror.clip.being_read
    mirror.until(lambda: len(mirror.clip.timeline.rows) > 6)


@pytest.fixture(scope="session")
def long_clip(tmp_path_factory: pytest.TempPathFactory, clip_file: Path) -> Path:
    """A quarter of a minute, which takes a while to read."""
    _, pictures = pictures_of(clip_file)
    times = steady(15.0, 30)
    path = tmp_path_factory.mktemp("long") / "long.mp4"
    return make_clip(path, times, (320, 240), lambda t_s: pictures[round(t_s * 15) % len(pictures)])


def test_the_annotated_clip_and_its_numbers_are_exported_while_the_window_goes_on(read: Driver) -> None:
    dialog = ask(read, "video", "csv", "json")
    dialog._export.click()
    read.page.transport.slider.sliderMoved.emit(100)
    read.until(lambda: abs(shown_s(read) - 1.0) < 0.08)
    read.until(lambda: "Saved" in dialog._progress.words.text())
    video, table, summary = (read.recordings / name for name in ("take annotated.mp4", "take.csv", "take.json"))
    assert length_of(video) == pytest.approx(3.0, abs=0.1)
    with table.open(newline="") as file:
        assert len(list(csv.DictReader(file))) == len(read.clip.timeline.rows)
    assert json.loads(summary.read_text())["source"]["name"] == "take.mp4"
    assert {path.name for path in read.recordings.iterdir()} == {video.name, table.name, summary.name}


def test_a_cancelled_export_leaves_nothing(read: Driver) -> None:
    dialog = ask(read, "video")
    dialog._export.click()
    dialog._cancel.click()
    read.until(lambda: not read.window.exports._lane.busy)
    assert dialog._progress.words.text() == "Stopped."
    assert not read.recordings.exists() or not list(read.recordings.iterdir())


def test_what_exists_is_replaced_only_when_the_user_says_so(read: Driver) -> None:
    read.recordings.mkdir()
    (read.recordings / "take.csv").write_text("mine")
    dialog = ask(read, "csv")
    dialog._export.click()
    assert dialog._export.text() == "Replace"
    assert (read.recordings / "take.csv").read_text() == "mine"
    dialog._export.click()
    read.until(lambda: "Saved" in dialog._progress.words.text())
    assert (read.recordings / "take.csv").read_text() != "mine"


def test_an_export_never_takes_the_place_of_the_clip(read: Driver) -> None:
    read.recordings.mkdir()
    (read.recordings / "take.csv").symlink_to(read.clip.path)
    before = read.clip.path.read_bytes()
    dialog = ask(read, "csv")
    dialog._export.click()
    dialog._export.click()
    read.until(lambda: "never replaced" in dialog._progress.words.text())
    assert read.clip.path.read_bytes() == before


def test_a_clip_whose_name_is_no_text_is_shown_and_exported(mirror: Driver, clip_file: Path, tmp_path: Path) -> None:
    clip = tmp_path / os.fsdecode(b"andr\xe9 [x]\n.mp4")
    shutil.copy(clip_file, clip)
    mirror.open(clip)
    mirror.until(lambda: mirror.clip.complete)
    assert mirror.clip.name == r"andr\xe9 [x]\n.mp4"
    dialog = ask(mirror, "csv", "json")
    dialog._export.click()
    mirror.until(lambda: "Saved" in dialog._progress.words.text())
    assert json.loads((mirror.recordings / f"{clip.stem}.json").read_bytes())["source"]["name"] == mirror.clip.name
    mirror.close()


def test_a_snapshot_is_saved_and_copied(read: Driver) -> None:
    read.press("Ctrl+S")
    read.until(lambda: read.notice.startswith("Saved ") and "copied" in read.notice)
    (path,) = read.recordings.glob("*.png")
    saved, copied = QImage(str(path)), QGuiApplication.clipboard().image()
    assert (saved.width(), saved.height()) == (320, 240)
    assert saved == copied.convertToFormat(saved.format())


def test_m_does_not_mirror_a_clip(read: Driver) -> None:
    image = read.page.view.snapshot()
    read.press("M")
    assert read.page.view.snapshot() == image


def test_without_a_sound_library_it_plays_silently_and_says_so(mirror: Driver, clip_file: Path) -> None:
    mirror.open(clip_file)
    mirror.until(lambda: "plays without sound" in mirror.notice)
    assert "libpulse0" in mirror.notice
    mirror.until(lambda: shown_s(mirror) > 0.2)


def test_without_a_loudspeaker_it_plays_silently_and_says_so(
    mirror: Driver, clip_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = SimpleNamespace(isNull=lambda: True)
    devices = SimpleNamespace(defaultAudioOutput=lambda: nothing)
    library = SimpleNamespace(QAudioOutput=None, QMediaPlayer=None, QMediaDevices=devices)
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", library)
    mirror.open(clip_file)
    mirror.until(lambda: "no loudspeaker" in mirror.notice)
    mirror.until(lambda: shown_s(mirror) > 0.2)


def test_a_clip_without_sound_says_nothing_of_sound(mirror: Driver, tmp_path: Path) -> None:
    mirror.open(make_clip(tmp_path / "silent.mp4", steady(1.0)))
    mirror.until(lambda: mirror.clip.complete)
    assert not mirror.notice


def test_another_way_of_reading_reads_it_anew(read: Driver) -> None:
    before = read.clip.timeline
    read.window.preferences.change_analysis(AnalysisSettings(smoothing_s=1.0))
    read.until(lambda: read.clip.complete and read.clip.timeline is not before)
    assert read.clip.settings.smoothing_s == 1.0


def test_a_real_clip_has_a_face_and_an_expression(mirror: Driver, data_dir: Path) -> None:
    mirror.open(data_dir / "media" / "one_actor.mp4")
    mirror.until(lambda: mirror.page.now_card.percent.text().endswith("%"))
    mirror.until(lambda: mirror.page.view.reading is not None and mirror.page.view.reading.faces)


def test_what_was_opened_is_remembered(read: Driver, clip_file: Path) -> None:
    assert read.window.settings.window.recent == (str(clip_file),)
    read.page.bar.source.menu().aboutToShow.emit()
    assert "take.mp4" in [action.text() for action in read.page.bar.source.menu().actions()]


def test_the_curves_can_be_dragged_larger_and_stay_so(read: Driver) -> None:
    page = read.page
    read.window.resize(1280, 900)
    read.until(lambda: page.height() > 700)
    before = page.over_time.height()
    page.split.handle(1).moveSplitter(page.split.height() - 300)
    read.until(lambda: read.window.settings.window.curves_height == page.over_time.height())
    assert page.over_time.height() > before + 100
    dragged = page.over_time.height()
    read.window.resize(1280, 1000)
    read.until(lambda: page.height() > 800)
    assert page.over_time.height() == dragged
    read.window.resize(900, 600)
    read.until(lambda: page.view.height() > 100)
    assert page.view.height() > 100


def test_a_clip_without_a_face_says_so_in_place_of_curves(mirror: Driver, tmp_path: Path) -> None:
    path = make_clip(tmp_path / "empty.mp4", steady(0.6))
    mirror.open(path)
    mirror.until(lambda: mirror.clip.complete)
    mirror.until(lambda: mirror.page.over_time.empty.text().startswith("No face was found in this clip"))
    mirror.demo()
    mirror.until(lambda: mirror.page.over_time.empty.text() == PROMISE)
