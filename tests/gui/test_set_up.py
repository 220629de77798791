"""The set-up: camera, light, distance, microphone, and a first reading, each checked while one looks."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox

from acting_mirror.gui.dialogs import set_up as module
from acting_mirror.gui.dialogs.set_up import SetUpDialog, Step
from tests import fake_microphone
from tests.fake_camera import drawn, for_ever, picture
from tests.fake_microphone import FakeStream, fake_sounddevice
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.media import Samples
from tests.speech import blocks

STUDIO = "Studio"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is so is told at once."""
    monkeypatch.setattr(module, "HOLD_S", 0.0)


@pytest.fixture
def voice() -> Iterator[Samples]:
    """Somebody who speaks."""
    return blocks(True)


def opened(mirror: Driver) -> SetUpDialog:
    """The dialog, asked for by its key."""
    mirror.press("Ctrl+U", mirror.window)
    dialog = mirror.window.set_up.dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def turned_to(dialog: SetUpDialog, step: Step) -> SetUpDialog:
    """The dialog at a step, with those before skipped."""
    while dialog.step is not step:
        dialog.go_on.click()
    return dialog


def choose(choice: QComboBox, place: int) -> None:
    """What Qt tells when the user takes one of the list."""
    choice.activated.emit(place)
    choice.textActivated.emit(choice.itemText(place))


def says(mirror: Driver, dialog: SetUpDialog, words: str) -> None:
    """Wait until that is told."""
    mirror.until(lambda: dialog.says.text().startswith(words))


def test_the_first_run_leads_step_by_step_to_a_first_reading(
    open_window: OpenWindow, cameras: Cameras, voice: Iterator[Samples]
) -> None:
    cameras(for_ever(*drawn((320, 240), seconds=1.0)))
    mirror = open_window(welcomed=False)
    mirror.camera()
    welcome = mirror.window.preferences.welcome_dialog
    assert welcome is not None
    welcome.set_up_wanted.emit()
    dialog = mirror.window.set_up.dialog
    assert dialog is not None and dialog.isVisible() and dialog.step is Step.CAMERA
    assert dialog.go_on.text() == "Skip"
    says(mirror, dialog, "Your picture is coming through.")
    assert dialog.camera.currentText() == STUDIO and dialog.go_on.text() == "Next"
    dialog.go_on.click()
    says(mirror, dialog, "The light is good.")
    dialog.go_on.click()
    says(mirror, dialog, "The distance is good.")
    assert not dialog.view.named
    dialog.go_on.click()
    says(mirror, dialog, "The microphone gives no sound at all: switch it on, or allow its use")
    mirror.until(lambda: (fake_microphone.hear(next(voice)), dialog.good and dialog.meter.share > 0.2)[1])
    assert dialog.says.text() == "Your voice is coming through."
    stream = FakeStream.newest
    dialog.go_on.click()
    mirror.until(lambda: stream.closed)
    mirror.until(lambda: dialog.word.text.startswith("Neutral"))
    says(mirror, dialog, "That is what the face shows, not what you feel.")
    assert dialog.view.named and dialog.go_on.text() == "Done"
    dialog.go_on.click()
    assert not dialog.isVisible() and mirror.live.name == STUDIO


def test_without_a_camera_it_says_so_and_the_demo_actor_is_a_click_away(mirror: Driver, at_once: None) -> None:
    mirror.window.begin()
    dialog = opened(mirror)
    says(mirror, dialog, "No camera found: plug one in and press Look again, or look at the demo actor.")
    turned_to(dialog, Step.LIGHT)
    says(mirror, dialog, "No camera found")
    dialog.back.click()
    dialog.demo.setFocus()
    dialog.demo.click()
    says(mirror, dialog, "Your picture is coming through.")
    assert dialog.camera.currentText() == "Demo actor" and dialog.go_on.hasFocus()
    turned_to(dialog, Step.READING)
    says(mirror, dialog, "That is what the face shows")


def test_a_camera_that_is_plugged_in_meanwhile_is_found_by_looking_again(
    mirror: Driver, cameras: Cameras, at_once: None
) -> None:
    mirror.window.begin()
    dialog = opened(mirror)
    says(mirror, dialog, "No camera found")
    cameras(for_ever(*drawn((320, 240), seconds=1.0)))
    dialog.again.click()
    says(mirror, dialog, "Your picture is coming through.")
    assert mirror.live.name == STUDIO


def test_a_camera_that_can_not_be_opened_is_told_with_what_to_do(
    mirror: Driver, cameras: Cameras, at_once: None
) -> None:
    cameras(None)
    mirror.window.begin()
    dialog = opened(mirror)
    says(mirror, dialog, f"{STUDIO} can't be opened: ")
    choose(dialog.camera, 1)
    mirror.until(lambda: mirror.window.current.live is not None and mirror.live.name == "Demo actor")
    says(mirror, dialog, "Your picture is coming through.")


def test_a_camera_that_is_pulled_out_meanwhile_is_told(mirror: Driver, cameras: Cameras, at_once: None) -> None:
    cameras(lambda: drawn((320, 240), seconds=1.0), None)
    mirror.camera()
    dialog = turned_to(opened(mirror), Step.LIGHT)
    says(mirror, dialog, "The camera is gone: plug it in again")
    assert not dialog.good


def test_a_lens_that_is_covered_is_told(mirror: Driver, cameras: Cameras, at_once: None) -> None:
    cameras(for_ever(picture(2)))
    mirror.camera()
    says(mirror, opened(mirror), "The picture is black: open the camera's shutter")


def test_the_camera_is_chosen_among_those_found(mirror: Driver, cameras: Cameras, at_once: None) -> None:
    cameras(for_ever(*drawn((320, 240), seconds=1.0)))
    mirror.demo()
    dialog = opened(mirror)
    mirror.until(lambda: dialog.camera.count() == 2)
    choose(dialog.camera, 0)
    mirror.until(lambda: dialog.camera.currentText() == STUDIO and dialog.good)
    assert mirror.window.settings.window.camera == STUDIO


def test_too_little_light_and_too_great_a_distance_are_told(mirror: Driver, cameras: Cameras, at_once: None) -> None:
    (face,) = drawn((160, 120), seconds=1.0)[:1]
    far = np.full((720, 1280, 3), 60, np.uint8)
    far[300:420, 560:720] = face
    cameras(for_ever((face * 0.1).astype(np.uint8)), for_ever(far))
    mirror.camera()
    dialog = turned_to(opened(mirror), Step.LIGHT)
    says(mirror, dialog, "It's too dark")
    dialog.back.click()
    choose(dialog.camera, 0)
    turned_to(dialog, Step.LIGHT)
    says(mirror, dialog, "The light is good.")
    dialog.go_on.click()
    says(mirror, dialog, "You are too far away: come closer.")


@pytest.mark.logs("microphone:")
def test_without_a_microphone_it_says_so_and_goes_on(
    mirror: Driver, monkeypatch: pytest.MonkeyPatch, at_once: None
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    mirror.demo()
    dialog = turned_to(opened(mirror), Step.MICROPHONE)
    says(mirror, dialog, "No microphone: your take has no sound. Plug in a microphone")
    dialog.go_on.click()
    assert dialog.step is Step.READING


def test_the_voice_is_heard_without_a_picture_too(mirror: Driver, voice: Iterator[Samples], at_once: None) -> None:
    dialog = turned_to(opened(mirror), Step.MICROPHONE)
    mirror.until(lambda: (fake_microphone.hear(next(voice)), dialog.good)[1])
    dialog.close()
    mirror.until(lambda: FakeStream.newest.closed)


def test_a_noise_is_no_voice(mirror: Driver) -> None:
    dialog = turned_to(opened(mirror), Step.MICROPHONE)
    rng = np.random.default_rng(0)
    mirror.until(lambda: (fake_microphone.hear(rng.normal(0, 0.1, 960)), dialog.meter.share > 0.5)[1])
    mirror.until(lambda: (fake_microphone.hear(rng.normal(0, 0.1, 960)), dialog.says.text() != "Listening…")[1])
    assert dialog.says.text() == "No voice heard yet: speak up, or choose another microphone."


def test_another_microphone_is_listened_to_anew_and_recorded(
    mirror: Driver, monkeypatch: pytest.MonkeyPatch, voice: Iterator[Samples], at_once: None
) -> None:
    headset = {"name": "Headset", "max_input_channels": 1, "hostapi": 0}
    library = fake_sounddevice()
    library.query_devices, library.default = lambda: [headset], SimpleNamespace(hostapi=0)
    monkeypatch.setitem(sys.modules, "sounddevice", library)
    mirror.demo()
    dialog = turned_to(opened(mirror), Step.MICROPHONE)
    mirror.until(lambda: dialog.microphone.count() == 2)
    mirror.until(lambda: (fake_microphone.hear(next(voice)), dialog.good)[1])
    choose(dialog.microphone, 1)
    assert not dialog.good and dialog.says.text() == "Listening…"
    window = mirror.window.settings.window
    assert (window.sound, window.microphone) == (True, "Headset")
    mirror.until(lambda: dialog.microphone.currentText() == "Headset")
    choose(dialog.microphone, 0)
    assert mirror.window.settings.window.microphone is None


def test_a_clip_that_is_open_stays_until_a_camera_is_chosen(mirror: Driver, clip_file: Path, at_once: None) -> None:
    mirror.open(clip_file)
    dialog = opened(mirror)
    says(mirror, dialog, "You are looking at something that you opened: choose a camera, or the demo actor.")
    assert mirror.clip is mirror.window.session


def test_every_step_can_be_skipped_and_the_menus_have_it_again_from_the_start(mirror: Driver) -> None:
    dialog = turned_to(opened(mirror), Step.READING)
    dialog.go_on.click()
    assert not dialog.isVisible()
    for menu in (mirror.page.bar.source.menu(), mirror.page.bar.microphone.menu()):
        menu.aboutToShow.emit()
        (again,) = (each for each in menu.actions() if each.text() == "Set up…")
        again.trigger()
        assert dialog.isVisible() and dialog.step is Step.CAMERA and not dialog.good
        assert not dialog.back.isEnabled()
        dialog.close()


def test_the_window_closes_while_it_listens(mirror: Driver) -> None:
    mirror.demo()
    turned_to(opened(mirror), Step.MICROPHONE)
    mirror.until(lambda: mirror.window.mirror.sound.heard is not None)
    mirror.close()


def test_what_is_so_is_told_after_a_second_and_not_before(mirror: Driver) -> None:
    dialog = SetUpDialog(mirror.window)
    dialog.check(5.0, "")
    dialog.check(5.9, "")
    assert not dialog.good and dialog.says.text() == "Looking…"
    dialog.check(6.0, "")
    assert dialog.good
    dialog.check(6.5, "Do this.")
    dialog.check(7.0, "")
    dialog.check(8.0, "Do this.")
    assert dialog.good
    dialog.check(9.0, "Do this.")
    assert not dialog.good and dialog.says.text() == "Do this."
