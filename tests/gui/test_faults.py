"""What goes wrong with files, links, models and recordings is told in one sentence, and the window goes on."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from acting_mirror import paths
from acting_mirror.gui.dialogs.problem import Problem
from acting_mirror.record.part_file import PART_SUFFIX
from acting_mirror.settings.schema import AnalysisSettings, Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.version import program_version
from tests.conftest import ROOT
from tests.fake_camera import for_ever, picture
from tests.fake_microphone import fake_sounddevice
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.media import break_off, pictures_of

# Files


@pytest.mark.parametrize("content", [b"", b"no clip at all", None])
def test_a_file_that_is_no_clip_is_told(mirror: Driver, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "take.mp4"
    if content is not None:
        path.write_bytes(content)
    mirror.window.current.open_files([path])
    mirror.until(lambda: mirror.state.startswith("No picture"))
    assert "take.mp4" in mirror.state
    assert mirror.window.session is None
    mirror.click("Demo actor")
    mirror.until(lambda: mirror.page.view.frame is not None)


def test_a_clip_that_breaks_off_is_read_as_far_as_it_goes(mirror: Driver, clip_file: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.mkv"
    import av

    with av.open(str(clip_file)) as source, av.open(str(whole), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    mirror.open(break_off(whole, 0.6, tmp_path / "broken.mkv"))
    mirror.until(lambda: mirror.clip.complete)
    mirror.until(lambda: "The clip breaks off at" in mirror.notice)


def test_a_clip_that_vanished_can_not_be_exported_and_says_so(mirror: Driver, clip_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(clip_file, tmp_path / "gone.mp4"))
    mirror.open(path)
    mirror.until(lambda: mirror.clip.complete)
    path.unlink()
    mirror.press("Ctrl+E")
    dialog = mirror.window.exports.dialog
    assert dialog is not None
    dialog._export.click()
    mirror.until(lambda: "gone.mp4" in dialog._progress.words.text())
    assert not mirror.recordings.exists() or not list(mirror.recordings.iterdir())


# Links


@pytest.mark.logs("yt_dlp", "sources.link")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_link_to_nothing_is_told_in_its_dialog(mirror: Driver, server: str) -> None:
    pytest.importorskip("yt_dlp")
    dialog = mirror.fetch(f"{server}/nothing.mp4")
    mirror.until(lambda: "there is nothing at that address" in dialog._progress.words.text())
    assert dialog.isVisible()
    assert dialog._fetch.isEnabled()


@pytest.mark.logs("yt_dlp", "sources.link")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_fetching_can_be_cancelled(mirror: Driver, server: str) -> None:
    pytest.importorskip("yt_dlp")
    dialog = mirror.fetch(f"{server}/slow")
    assert not dialog._fetch.isEnabled()
    dialog._cancel.click()
    mirror.until(lambda: not mirror.window.factory._fetches.busy)
    assert dialog._fetch.isEnabled()
    assert not dialog._progress.words.text()


def test_without_yt_dlp_a_link_says_what_to_install(mirror: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yt_dlp", None)
    dialog = mirror.fetch("http://127.0.0.1:9/clip.mp4")
    mirror.until(lambda: "yt-dlp" in dialog._progress.words.text())


# Models


def test_without_tensorflow_keras_is_refused_and_the_reading_goes_on(
    mirror: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("tensorflow", "keras")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "keras", None)
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    monkeypatch.setattr("acting_mirror.vision.classifiers.keras._load_libraries", lambda: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    session = mirror.demo()
    mirror.read_with(backend="keras")
    mirror.until(lambda: "TensorFlow, which is not installed" in mirror.notice)
    assert session.engine is not None and session.engine.analyser.settings.backend == "tflite"
    read = len(session.timeline.rows)
    mirror.until(lambda: len(session.timeline.rows) > read)
    mirror.until(lambda: mirror.window.settings.analysis.backend == "tflite")


def test_a_model_that_is_damaged_at_the_start_is_told_and_the_first_one_can_be_taken(
    open_window: OpenWindow, tmp_path: Path, cameras: Cameras
) -> None:
    cameras(for_ever(picture()))
    folder = tmp_path / "damaged"
    shutil.copytree(paths.models_dir() / "mini_xception", folder)
    (folder / "model.tflite").write_bytes(b"broken")
    window = WindowSettings(
        theme="dark", welcomed=True, version=program_version(), sound=False, recordings=str(tmp_path / "recordings")
    )
    SettingsStore(tmp_path / "settings.json").save(Settings(AnalysisSettings(model=str(folder)), window))
    mirror = open_window()
    mirror.window.begin()
    mirror.until(lambda: "is not the file that its card describes" in mirror.state)
    mirror.click("Use the default settings")
    mirror.until(lambda: mirror.page.view.frame is not None)


def test_a_model_that_is_gone_is_told_and_the_settings_still_open(
    open_window: OpenWindow, tmp_path: Path, cameras: Cameras
) -> None:
    cameras(for_ever(picture()))
    store = SettingsStore(tmp_path / "settings.json")
    store.save(
        Settings(AnalysisSettings(model="gone"), WindowSettings(theme="dark", welcomed=True, version=program_version()))
    )
    mirror = open_window()
    mirror.window.begin()
    mirror.until(lambda: "There is no model “gone”" in mirror.state)
    mirror.press("Ctrl+,")
    dialog = mirror.window.preferences.dialog
    assert dialog is not None and dialog.isVisible()


def test_settings_with_a_damaged_card_beside_a_good_one_still_open(
    mirror: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "models"
    shutil.copytree(paths.models_dir(), models)
    (models / "bad").mkdir()
    (models / "bad" / "card.json").write_text(json.dumps({"name": "bad"}))
    monkeypatch.setattr(paths, "models_dir", lambda: models)
    mirror.press("Ctrl+,")
    dialog = mirror.window.preferences.dialog
    assert dialog is not None and dialog.isVisible()


# Recordings


@pytest.mark.logs("recording:", "the disk is full", "No space")
def test_a_full_disk_ends_the_recording_and_the_window_goes_on(open_window: OpenWindow, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(900_000))
    mirror = open_window(recordings=str(small_disk))
    session = mirror.demo()
    mirror.press("Space")
    mirror.until(lambda: session.recording)
    assert "The disk is nearly full" in mirror.notice
    mirror.until(lambda: "the disk is full" in mirror.notice)
    assert not session.recording
    assert list(small_disk.glob(f"*{PART_SUFFIX}"))
    now_s = session.now_s()
    mirror.until(lambda: session.now_s() > now_s)


def test_a_folder_that_can_not_be_written_is_told(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    mirror = open_window(recordings=str(tmp_path / "file" / "folder"))
    session = mirror.demo()
    mirror.press("Space")
    mirror.until(lambda: str(tmp_path / "file") in mirror.notice)
    assert not session.recording
    assert not session.busy


@pytest.mark.logs("microphone")
def test_without_a_microphone_it_records_silently_and_says_so(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    mirror = open_window(sound=True)
    mirror.demo()
    mirror.press("Space")
    mirror.until(lambda: mirror.notice == "No microphone: your take has no sound.")
    mirror.click("How to fix")
    assert mirror.notice == "Plug in a microphone, or allow its use in the system's settings."
    mirror.until(lambda: mirror.live.recorded_s > 0.3)


@pytest.mark.logs("microphone")
def test_that_there_is_no_microphone_is_told_once_and_then_is_a_sign(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    mirror = open_window(sound=True)
    mirror.demo()
    mirror.record()
    mirror.until(lambda: mirror.notice == "No microphone: your take has no sound.")
    mirror.dismiss()
    mirror.press("Space")
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    mirror.dismiss()
    mirror.record()
    assert not mirror.notice
    button = mirror.page.bar.microphone
    assert button.accessibleName().startswith("No microphone: your take has no sound. Plug in")
    assert button.toolTip() == button.accessibleName()
    button.menu().aboutToShow.emit()
    next(action for action in button.menu().actions() if action.text() == "How to fix").trigger()
    assert mirror.notice.startswith("Plug in a microphone")


@pytest.mark.logs("microphone")
def test_the_sign_goes_when_a_microphone_is_there_or_no_sound_is_wanted(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    mirror = open_window(sound=True)
    mirror.demo()
    button = mirror.page.bar.microphone
    mirror.until(lambda: button.accessibleName().startswith("No microphone"))
    mirror.window.preferences.change_window(sound=False)
    mirror.until(lambda: button.accessibleName() == "Microphone: Recordings have no sound")
    mirror.window.preferences.change_window(sound=True)
    mirror.until(lambda: button.accessibleName().startswith("No microphone"))
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    mirror.record()
    mirror.until(lambda: button.accessibleName() == "Microphone: Recordings have sound")


def test_what_a_crash_broke_off_is_offered_at_the_next_start_and_finished(
    mirror: Driver, broken_off: Callable[[Path], Path]
) -> None:
    part = broken_off(mirror.recordings)
    mirror.window.begin(demo=True)
    mirror.until(lambda: "A recording was cut short" in mirror.notice)
    mirror.click("Finish it")
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    assert not part.exists()
    (path,) = mirror.recordings.glob("*.avi")
    assert len(pictures_of(path)[0]) > 5
    mirror.click("Play")
    mirror.until(lambda: mirror.window.current.live is None and mirror.page.view.frame is not None)
    assert mirror.clip.name == path.name


def test_after_a_fault_that_ended_the_program_a_report_is_offered_once(open_window: OpenWindow) -> None:
    ended = "import os; from acting_mirror import log_setup; log_setup.set_up_logging(); os.abort()"
    subprocess.run([sys.executable, "-c", ended], cwd=ROOT, check=False, capture_output=True)
    first = open_window()
    first.window.begin(demo=True)
    first.until(lambda: "ended by a fault of its own" in first.notice)
    first.click("Show a report")
    problem = first.window.help.dialog.findChild(Problem)
    first.until(lambda: "Fatal Python error: Aborted" in problem.text.toPlainText())
    assert str(Path.home()) not in problem.text.toPlainText()
    second = open_window()
    second.window.begin(demo=True)
    second.until(lambda: not second.window.recovery._lane.busy)
    assert not second.notice


def test_the_report_of_a_problem_is_saved_and_copied(
    mirror: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.window.help.show_problem()
    problem = mirror.window.help.dialog.findChild(Problem)
    mirror.until(problem._save.isEnabled)
    path = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    problem._save.click()
    assert path.read_text().startswith("Acting Mirror\n  Python")
    problem._copy.click()
    assert QApplication.clipboard().text() == path.read_text()


def test_a_recording_that_runs_elsewhere_is_not_offered(open_window: OpenWindow) -> None:
    first = open_window()
    first.demo()
    first.record()
    second = open_window()
    second.demo()
    second.until(lambda: not second.window.recovery._lane.busy)
    assert not second.notice


@pytest.fixture
def broken_off(open_window: OpenWindow, tmp_path: Path) -> Callable[[Path], Path]:
    """Puts into a folder the part file of a recording as a crash leaves it: copied while it grew, with a torn end."""

    def make(folder: Path) -> Path:
        other = open_window()
        other.demo()
        other.record()
        other.until(lambda: other.live.recorded_s > 1.5)
        (growing,) = other.recordings.glob(f"*{PART_SUFFIX}")
        content = growing.read_bytes()
        other.press("Space")
        other.until(lambda: other.notice.startswith("Saved "))
        shutil.rmtree(other.recordings)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"output.avi{PART_SUFFIX}"
        part.write_bytes(content[:-100])
        return part

    return make


def test_settings_that_can_not_be_kept_are_told(mirror: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("acting_mirror.settings.store.replace_file", full)
    mirror.press("M")
    mirror.until(lambda: "can't be saved" in mirror.notice)
    assert SimpleNamespace(mirrored=mirror.window.settings.window.mirrored).mirrored is False
