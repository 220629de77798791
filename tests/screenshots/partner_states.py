"""The voices of the other parts: cast, recorded, and cut out of a recording."""

from acting_mirror.gui.rehearse.open_script import samples_folder
from acting_mirror.gui.rehearse.page import RehearsePage
from tests.screenshots.stage import Stage


def partner_voices(stage: Stage) -> None:
    page = _voices(stage)
    stage.photograph("partner-voices")
    assert page.partner_dialog is not None
    page.partner_dialog.close()


def _voices(stage: Stage) -> RehearsePage:
    """The page with the dialog, when all lines are made."""
    page = stage.window.rehearse
    stage.window.turn_to(page)
    page.script.open(samples_folder() / "The Letter.fountain")
    stage.until(lambda: page.script.script is not None, "a script")
    page.show_voices()
    stage.until(lambda: page.voices.cast.installed and not page.voices.making, "lines (install espeak-ng)")
    return page


ALL = (partner_voices,)
