"""The steps of the set-up, good and not, in the order in which one leads to the next."""

from collections.abc import Callable
from unittest.mock import patch

from acting_mirror.gui.dialogs.set_up import SetUpDialog, Step
from acting_mirror.record.microphone import SILENT
from acting_mirror.version import program_version
from tests import fake_microphone
from tests.screenshots.stage import Stage, module, says
from tests.speech import blocks


def set_up(stage: Stage) -> None:
    heard = blocks(True)
    microphone = module("sounddevice", fake_microphone.fake_sounddevice())
    with patch("acting_mirror.gui.sessions.factory.list_cameras", list), microphone:
        stage.window.preferences.change_window(welcomed=True, version=program_version())
        stage.window.begin()
        stage.instead("No camera found.")
        stage.window.set_up.show()
        dialog = _dialog(stage)
        _told(stage, dialog, "No camera found: plug one in and press Look again, or look at the demo actor.")
        stage.photograph("set-up-no-camera")
        dialog.demo.click()
        _told(stage, dialog, "Your picture is coming through.")
        stage.photograph("set-up-camera")
        dialog.go_on.click()
        stage.live(stage.material.dark_room())
        _told(stage, dialog, "It's too dark: have a lamp or a window in front of you, not behind you.")
        stage.photograph("set-up-dark")
        dialog.demo.click()
        _told(stage, dialog, "The light is good.")
        dialog.go_on.click()
        _told(stage, dialog, "The distance is good.")
        stage.photograph("set-up-distance")
        dialog.go_on.click()
        _told(
            stage,
            dialog,
            "The microphone gives no sound at all: switch it on, or allow its use in the system's settings.",
        )
        stage.photograph("set-up-silent")
        _told(stage, dialog, "Your voice is coming through.", lambda: fake_microphone.hear(next(heard)))
        stage.photograph("set-up-heard", lambda: fake_microphone.hear(next(heard)))
        dialog.go_on.click()
        stage.until(lambda: dialog.step is Step.READING and dialog.good, "a reading")
        stage.photograph("set-up-reading")
        dialog.close()


def set_up_without_sound(stage: Stage) -> None:
    with module("sounddevice", fake_microphone.fake_sounddevice(refuses=True)):
        stage.demo()
        stage.window.set_up.show()
        dialog = _dialog(stage)
        while dialog.step is not Step.MICROPHONE:
            dialog.go_on.click()
        _told(stage, dialog, SILENT)
        stage.photograph("set-up-no-microphone")
        dialog.close()


def _dialog(stage: Stage) -> SetUpDialog:
    dialog = stage.window.set_up.dialog
    assert dialog is not None
    return dialog


def _told(stage: Stage, dialog: SetUpDialog, words: str, meanwhile: Callable[[], object] = lambda: None) -> None:
    stage.until(lambda: (meanwhile(), says(dialog.says.text(), words))[1], words)


ALL = (set_up, set_up_without_sound)
