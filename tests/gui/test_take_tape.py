"""A clip that was filmed elsewhere becomes a take."""

from pathlib import Path

from acting_mirror.core.take import MEDIA_FILE
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.pipeline.self_tape import Place, score_self_tape
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from tests.gui.driver import Driver
from tests.gui.takes_driver import names
from tests.media import make_clip, steady


def test_a_clip_that_was_filmed_elsewhere_is_scored_as_by_the_command_and_becomes_a_take(
    mirror: Driver, takes: TakesPage, takes_folder: Path, clip_file: Path, tmp_path: Path
) -> None:
    script, times = tmp_path / "door.fountain", tmp_path / "times.csv"
    script.write_text("ANNA\nIs it you? [[surprised]]\n\nMARK\nNo.\n\nANNA\nGo away. [[sad]]\n")
    times.write_text("line,start_s,end_s\n1,0.4,1.1\n2,1.3,2.2\n")
    takes.library.clip.click()
    dialog = takes.tape
    assert dialog is not None
    dialog.script.field.setText(str(script))
    mirror.until(lambda: dialog.character.count() == 2)
    dialog.video.field.setText(str(clip_file))
    assert dialog.character.currentText() == "ANNA"
    dialog.place.setCurrentIndex(1)
    assert not dialog.score.isEnabled()
    dialog.times.field.setText(str(times))
    dialog.score.click()
    mirror.until(lambda: takes.review.isVisible() and takes.review.view.frame is not None)
    take = takes.review.take
    assert take is not None and not dialog.isVisible()
    by_command = score_self_tape(ScriptFile.open(script), clip_file, "ANNA", Place(times), AnalysisSettings())
    assert take.facts.lines == by_command.facts.lines
    assert (take.folder / MEDIA_FILE).exists() and clip_file.exists()


def test_what_is_wrong_with_a_clip_is_told_in_the_dialog(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    script, clip = tmp_path / "door.fountain", tmp_path / "clip.mp4"
    script.write_text("ANNA\nIs it you? [[surprised\n")
    clip.write_bytes(b"no clip")
    takes.library.clip.click()
    dialog = takes.tape
    assert dialog is not None
    dialog.script.field.setText(str(script))
    mirror.until(lambda: "line 2" in dialog._progress.words.text())
    assert not dialog.score.isEnabled()
    script.write_text("ANNA\nIs it you? [[surprised]]\n")
    dialog.script.field.clear()
    dialog.script.field.setText(str(script))
    dialog.video.field.setText(str(clip))
    mirror.until(dialog.score.isEnabled)
    dialog.score.click()
    mirror.until(lambda: "can't be" in dialog._progress.words.text())
    dialog.video.field.setText(str(make_clip(tmp_path / "silent.mp4", steady(0.2))))
    dialog.score.click()
    mirror.until(lambda: "give a table of times, or choose a steady pace." in dialog._progress.words.text())
    assert len(names(takes)) == 3
