"""The steps of the set-up, good and not, in the order in which one leads to the next."""

import sys
from collections.abc import Callable
from unittest.mock import patch

from acting_mirror.gui.dialogs.set_up import SetUpDialog, Step
from acting_mirror.version import program_version
from tests import fake_microphone
from tests.screenshots.stage import Stage
from tests.speech import blocks


def set_up(stage: Stage) -> None:
    heard = blocks(True)
    microphone = patch.dict(sys.modules, sounddevice=fake_microphone.fake_sounddevice())
    with patch("acting_mirror.gui.sessions.factory.list_cameras", list), microphone:
        stage.window.preferences.change_window(welcomed=True, version=program_version())
        stage.window.begin()
        stage.until(lambda: "No camera" in stage.page.state.words, "no camera")
        stage.window.set_up.show()
        dialog = _dialog(stage)
        _told(stage, dialog, "No camera found")
        stage.photograph("set-up-no-camera")
        dialog.demo.click()
        _told(stage, dialog, "Your picture is coming through")
        stage.photograph("set-up-camera")
        dialog.go_on.click()
        stage.live(stage.material.dark_room())
        _told(stage, dialog, "It's too dark")
        stage.photograph("set-up-dark")
        dialog.demo.click()
        _told(stage, dialog, "The light is good")
        dialog.go_on.click()
        _told(stage, dialog, "The distance is good")
        stage.photograph("set-up-distance")
        dialog.go_on.click()
        _told(stage, dialog, "The microphone gives no sound")
        stage.photograph("set-up-silent")
        _told(stage, dialog, "You are heard", lambda: fake_microphone.hear(next(heard)))
        stage.photograph("set-up-heard", lambda: fake_microphone.hear(next(heard)))
        dialog.go_on.click()
        stage.until(lambda: dialog.step is Step.READING and dialog.good, "a reading")
        stage.photograph("set-up-reading")
        dialog.close()


def set_up_without_sound(stage: Stage) -> None:
    with patch.dict(sys.modules, sounddevice=fake_microphone.fake_sounddevice(refuses=True)):
        stage.demo()
        stage.window.set_up.show()
        dialog = _dialog(stage)
        while dialog.step is not Step.MICROPHONE:
            dialog.go_on.click()
        _told(stage, dialog, "No microphone")
        stage.photograph("set-up-no-microphone")
        dialog.close()


def _dialog(stage: Stage) -> SetUpDialog:
    dialog = stage.window.set_up.dialog
    assert dialog is not None
    return dialog


def _told(stage: Stage, dialog: SetUpDialog, words: str, meanwhile: Callable[[], object] = lambda: None) -> None:
    stage.until(lambda: (meanwhile(), dialog.says.text().startswith(words))[1], words)


ALL = (set_up, set_up_without_sound)
