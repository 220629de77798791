"""The window in another language, from one moment to the next."""

import gettext
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from acting_mirror import paths
from acting_mirror.core import language
from acting_mirror.core.target import Target
from acting_mirror.gui.app import Shown
from acting_mirror.settings.schema import Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from tests.fake_camera import for_ever, picture
from tests.gui.conftest import Cameras
from tests.gui.driver import Driver

_GERMAN = """msgid ""
msgstr ""
"Language: de\\n"

msgid "Mirror"
msgstr "Spiegel"

msgid "Takes"
msgstr "Aufnahmen"

msgid "Demo actor"
msgstr "Demo-Darsteller"
"""


class _Speaker(Driver):
    """A window whose language its user changes."""

    def __init__(self, shown: Shown, bot: QtBot, recordings: Path) -> None:
        super().__init__(shown.window, bot, recordings)
        self._shown = shown

    def choose(self, code: str) -> None:
        """Choose a language in the settings; wait only until that is heard."""
        self.window.preferences.show()
        dialog = self.window.preferences.dialog
        assert dialog is not None
        combo = next(each for each in dialog.findChildren(QComboBox) if each.findText("Deutsch") >= 0)
        combo.setCurrentIndex(combo.findText({"de": "Deutsch", "en": "English"}[code]))

    def change(self, code: str) -> None:
        """Choose a language, and go on in the window that follows."""
        before = self.window
        self.choose(code)
        self.until(lambda: self._shown.window is not before)
        self.window = self._shown.window

    @property
    def tabs(self) -> list[str]:
        return [button.text() for button in self.window.top._tabs.buttons()]


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer that says nothing of its language, with a little German at hand."""
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "de.po").write_text(_GERMAN, encoding="utf-8")
    monkeypatch.setattr(paths, "languages_dir", lambda: folder)
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    yield
    language.use(gettext.NullTranslations())
    QLocale.setDefault(QLocale("en"))


@pytest.fixture
def mirror(
    dark: QApplication, qtbot: QtBot, tmp_path: Path, german: None, cameras: Cameras, no_thread_left: None, sound: None
) -> Iterator[_Speaker]:
    """A window in English."""
    store = SettingsStore(tmp_path / "settings.json")
    first = WindowSettings(theme="dark", welcomed=True, sound=False, recordings=str(tmp_path / "recordings"))
    store.save(Settings(window=first))
    shown = Shown(dark, store)
    driver = _Speaker(shown, qtbot, tmp_path / "recordings")
    yield driver
    driver.close()
    shown.window.deleteLater()
    dark.removeTranslator(shown._words_of_qt)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _cancel() -> str:
    """What Qt says on a button of its own."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_all_is_said_in_a_language_that_is_chosen_qts_own_words_and_numbers_too(mirror: _Speaker) -> None:
    assert mirror.tabs[0] == "Mirror"
    mirror.change("de")
    assert mirror.tabs == ["Spiegel", "Rehearse", "Practice", "Aufnahmen"]
    assert _cancel() == "Abbrechen"
    assert QLocale().toString(0.5) == "0,5"
    mirror.change("en")
    assert mirror.tabs[0] == "Mirror"
    assert _cancel() == "Cancel"
    assert QLocale().toString(0.5) == "0.5"


def test_the_camera_stays_open_and_what_was_read_is_kept(mirror: _Speaker, cameras: Cameras) -> None:
    driver = cameras(for_ever(picture()))
    session = mirror.camera()
    mirror.until(lambda: session.timeline.frames > 2)
    mirror.window.turn_to(mirror.window.practice)
    mirror.change("de")
    assert mirror.live is session and session.is_open
    assert mirror.window.pages.current is mirror.window.practice
    assert mirror.window.preferences.dialog is not None and mirror.window.preferences.dialog.isVisible()
    before = session.timeline.frames
    mirror.until(lambda: session.timeline.frames > before)
    assert len(driver.opened) == 1
    mirror.window.turn_to(mirror.window.mirror)
    mirror.until(lambda: mirror.page.view.frame is not None)


def test_a_clip_goes_on_where_it_stood(mirror: _Speaker, clip_file: Path) -> None:
    mirror.open(clip_file)
    session = mirror.clip
    mirror.until(lambda: session.complete)
    if session.playing:
        session.toggle()
    session.seek(2.0)
    mirror.until(lambda: session.now_s() > 1.9)
    mirror.change("de")
    assert mirror.clip is session and session.now_s() > 1.9
    mirror.until(lambda: mirror.page.view.frame is not None)


def test_the_demo_actor_has_a_name_in_the_other_language(mirror: _Speaker) -> None:
    mirror.demo()
    mirror.change("de")
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert mirror.live.name == "Demo-Darsteller"


def test_a_recording_is_finished_first(mirror: _Speaker, cameras: Cameras) -> None:
    cameras(for_ever(picture()))
    mirror.camera()
    mirror.record()
    mirror.change("de")
    (path,) = mirror.recordings.iterdir()
    assert path.suffix == ".avi"
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert not mirror.live.recording


def test_who_does_not_want_to_leave_unsaved_targets_stays_in_the_language(
    mirror: _Speaker, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = mirror.window
    window.turn_to(window.rehearse)
    window.rehearse.menu.open(script_file)
    mirror.until(lambda: window.rehearse.script.file is not None)
    script = window.rehearse.script.script
    assert script is not None
    window.rehearse.script.change({script.lines[0].index: Target("sad")})
    mirror.until(lambda: window.rehearse.script.unsaved)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel)
    mirror.choose("de")
    mirror.until(lambda: window.settings.window.language == "system")
    assert mirror.window is window and mirror.tabs[0] == "Mirror"
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    mirror.change("de")
    assert mirror.tabs[0] == "Spiegel"


def test_what_is_being_saved_is_finished_first(mirror: _Speaker) -> None:
    let_go = threading.Event()
    window = mirror.window
    window.exports._lane.run(lambda _: let_go.wait(20))
    mirror.choose("de")
    mirror.until(lambda: "choose the language again" in mirror.notice)
    assert window.settings.window.language == "system" and not window._closing
    let_go.set()
    mirror.until(lambda: not window.exports.busy)
    mirror.change("de")


def test_a_camera_that_is_still_looked_for_is_found_by_the_other_window(mirror: _Speaker, cameras: Cameras) -> None:
    driver = cameras(for_ever(picture()))
    mirror.window.begin()
    mirror.change("de")
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert len(driver.opened) == 1


@pytest.mark.parametrize("count", [1, 2])
def test_the_takes_that_were_looked_at_are_there_again(mirror: _Speaker, takes_folder: Path, count: int) -> None:
    folders = sorted(path for path in takes_folder.iterdir() if path.is_dir())[:count]
    mirror.window.turn_to(mirror.window.takes)
    mirror.window.takes.look_at(folders)
    mirror.until(lambda: sorted(mirror.window.takes.looked_at) == folders)
    mirror.change("de")
    assert mirror.window.pages.current is mirror.window.takes
    mirror.until(lambda: sorted(mirror.window.takes.looked_at) == folders)
