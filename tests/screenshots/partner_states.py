"""The voices of the other parts: cast, recorded, and cut out of a recording."""

from itertools import islice
from unittest.mock import patch

from acting_mirror.gui.rehearse.open_script import samples_folder
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.sessions.speaker import Silence
from tests.fake_loudspeaker import FakeDevice, RealRoom
from tests.fake_microphone import fake_sounddevice, hear
from tests.media import make_clip
from tests.screenshots.stage import Stage, module
from tests.speech import blocks, room


def partner_voices(stage: Stage) -> None:
    page = _voices(stage)
    stage.photograph("partner-voices")
    assert page.menu.partner_dialog is not None
    page.menu.partner_dialog.close()


def partner_by_line(stage: Stage) -> None:
    page = _voices(stage)
    assert page.menu.partner_dialog is not None
    dialog = page.menu.partner_dialog.record_dialog
    with module("sounddevice", fake_sounddevice()):
        dialog.show()
        page.menu.partner_dialog.hide()  # it would be painted over the other one
        stage.photograph("partner-by-line")
        dialog.speak.click()
        for block in islice(blocks(True), 100):
            hear(block)
        stage.photograph("partner-speaking")
        dialog.speak.click()
        stage.until(lambda: dialog.stage.name == "PLAYS", "a recorded line")
        stage.photograph("partner-recorded")
    dialog.close()


def partner_cut(stage: Stage) -> None:
    page = _voices(stage)
    assert page.menu.partner_dialog is not None
    dialog = page.menu.partner_dialog.cut_dialog
    dialog.show()
    page.menu.partner_dialog.hide()
    stage.photograph("partner-no-recording")
    stretches = [(number % 2 == 1, 0.6 + 0.1 * number) for number in range(17)]
    make_clip(stage.folder / "scene.wav", [], sound=room(stretches, 0.001)[None])
    dialog.read(stage.folder / "scene.wav")
    stage.until(lambda: dialog.recording is not None, "a cut recording")
    dialog.lines.setCurrentRow(1)
    stage.photograph("partner-cut")
    dialog.close()


def partner_heard(stage: Stage) -> None:
    page = _voices(stage)
    assert page.menu.partner_dialog is not None
    page.menu.partner_dialog.close()
    stage.demo()
    stage.until(lambda: page.view.frame is not None, "demo actor")
    stage.window.preferences.change_rehearsal(advance="key", countdown_s=0, headphones=True)
    menu = page.bar.prompter.menu()
    menu.aboutToShow.emit()
    stage.photograph("partner-menu", lambda: menu.popup(page.bar.mapToGlobal(page.bar.rect().topRight())))
    menu.hide()
    room = RealRoom()
    with module("PySide6.QtMultimedia", room.module()):
        theirs = page.voices.spoken[0].index
        page.run.go_to(theirs)
        page.run.toggle(record=False)
        stage.until(lambda: page.run.running, "a rehearsal")
        stage.photograph("partner-heard", lambda: page.run.go_to(theirs))
        room.device = FakeDevice(None)
        stage.photograph("partner-lost-loudspeaker", room.sinks[-1].pull_out)
        page.run.stop()
    stage.until(lambda: not page.run.results.waiting, "the last score")
    with patch("acting_mirror.gui.rehearse.partner.loudspeaker", lambda: Silence.NO_DEVICE):
        page.run.toggle(record=False)
        stage.photograph("partner-no-loudspeaker")
        page.run.stop()
    stage.window.preferences.change_rehearsal(headphones=False)
    stage.until(lambda: not page.run.results.waiting, "the last score")


def _voices(stage: Stage) -> RehearsePage:
    """The page with the dialog, when all lines are made."""
    page = stage.window.rehearse
    stage.window.turn_to(page)
    page.script.open(samples_folder() / "The Letter.fountain")
    stage.until(lambda: page.script.script is not None, "a script")
    page.menu.show_voices()
    stage.until(lambda: page.voices.cast.installed and not page.voices.making, "lines (install espeak-ng)")
    return page


ALL = (partner_voices, partner_by_line, partner_cut, partner_heard)
