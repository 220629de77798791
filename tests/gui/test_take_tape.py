"""A clip that was filmed elsewhere becomes a take."""

import os
from pathlib import Path

import pytest

from acting_mirror.core.take import MEDIA_FILE
from acting_mirror.gui.takes.line_placing import LinePlacing
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.gui.takes.self_tape_dialog import SelfTapeDialog
from acting_mirror.gui.widgets.wave_spans import Grip
from acting_mirror.pipeline.self_tape import Place, score_self_tape
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from tests.gui.driver import Driver
from tests.gui.takes_driver import names
from tests.media import make_clip, steady


@pytest.fixture
def tape(mirror: Driver, takes: TakesPage, clip_file: Path, tmp_path: Path) -> SelfTapeDialog:
    """The dialog with the clip and a script of two lines."""
    script = tmp_path / "door.fountain"
    script.write_text("ANNA\nIs it you? [[surprised]]\n\nMARK\nNo.\n\nANNA\nGo away. [[sad]]\n")
    takes.library.clip.click()
    dialog = takes.tape
    assert dialog is not None
    dialog.script.field.setText(str(script))
    mirror.until(lambda: dialog.character.count() == 2)
    dialog.video.field.setText(str(clip_file))
    return dialog


def test_a_clip_that_was_filmed_elsewhere_is_scored_as_by_the_command_and_becomes_a_take(
    mirror: Driver, takes: TakesPage, tape: SelfTapeDialog, clip_file: Path, tmp_path: Path
) -> None:
    dialog, script, times = tape, tmp_path / "door.fountain", tmp_path / "times.csv"
    times.write_text("line,start_s,end_s\n1,0.4,1.1\n2,1.3,2.2\n")
    assert dialog.character.currentText() == "ANNA"
    dialog.place.setCurrentIndex(dialog.place.findData("times"))
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
    mirror.until(lambda: "choose tapping along, a table of times, or a steady pace." in dialog._progress.words.text())
    assert len(names(takes)) == 3


def open_placing(mirror: Driver, tape: SelfTapeDialog, how: str) -> LinePlacing:
    tape.place.setCurrentIndex(tape.place.findData(how))
    tape.check.click()
    placing = tape.placing
    mirror.until(lambda: placing.isVisible() and placing.tap.isEnabled() and placing.view.frame is not None)
    return placing


def tap_at(mirror: Driver, placing: LinePlacing, *times: float) -> None:
    for t_s in times:
        placing.wave.sought.emit(t_s)
        mirror.press("T", placing.wave)


def test_lines_are_tapped_corrected_over_the_sound_and_scored(
    mirror: Driver, takes: TakesPage, tape: SelfTapeDialog, clip_file: Path
) -> None:
    placing = open_placing(mirror, tape, "taps")
    assert not tape.score.isEnabled()
    assert (placing.tap.text(), placing.lines.item(0).text()) == (
        "Line 1 starts",
        "▶ 1  Is it you?\ntap where it starts",
    )
    tap_at(mirror, placing, 0.4)
    assert placing.tap.text() == "Line 1 ends"
    tap_at(mirror, placing, 1.1, 1.3, 2.0)
    assert (placing.tap.text(), placing.tap.isEnabled()) == ("All lines are placed", False)
    placing.wave.hold(Grip(1, "end"))
    mirror.press("Right", placing.wave)
    mirror.press("Right", placing.wave)
    mirror.until(lambda: placing.view.frame is not None and placing.view.frame.t_s == pytest.approx(2.1, abs=0.07))
    placing.starts.setValue(1.25)
    tape.score.click()
    mirror.until(lambda: takes.review.isVisible() and takes.review.view.frame is not None)
    assert takes.review.take is not None
    assert [(line.start_s, line.end_s) for line in takes.review.take.facts.lines] == [
        pytest.approx((0.4, 1.1)),
        pytest.approx((1.25, 2.1)),
    ]
    assert not tape.isVisible()


def test_a_tap_is_taken_back_and_its_place_is_heard_again(mirror: Driver, tape: SelfTapeDialog) -> None:
    placing = open_placing(mirror, tape, "taps")
    tap_at(mirror, placing, 0.4, 1.1, 2.0)
    mirror.press("Backspace", placing.wave)
    assert placing.tap.text() == "Line 2 starts"
    mirror.press("Backspace", placing.wave)
    assert (placing.tap.text(), placing.taps.begun_s) == ("Line 1 ends", pytest.approx(0.4))
    mirror.until(lambda: placing.view.frame is not None and placing.view.frame.t_s < 0.2)
    mirror.press("Ctrl+Z", placing.wave)
    assert placing.tap.text() == "Line 1 starts"
    assert not placing.undo.isEnabled()


def test_what_a_table_says_is_corrected_kept_and_read_again(
    mirror: Driver, tape: SelfTapeDialog, tmp_path: Path
) -> None:
    times, kept = tmp_path / "times.csv", tmp_path / "take times.csv"
    times.write_text("line,start_s,end_s\n1,0.4,1.1\n2,1.3,2.2\n")
    tape.times.field.setText(str(times))
    tape.place.setCurrentIndex(tape.place.findData("times"))
    tape.check.click()
    placing = tape.placing
    mirror.until(lambda: len(placing.wave.spans) == 2)
    assert tape._progress.words.text().endswith("by the times in times.csv.")
    placing.lines.chosen.emit(0)
    assert placing.ends.value() == 1.1
    mirror.press("Shift+Left", placing.wave)
    mirror.press("Del", placing.wave)
    assert placing.tap.text() == "Line 1 starts"
    tape.write_times(kept, placing.taps)
    mirror.until(kept.exists)
    assert kept.read_text() == "line,start_s,end_s\n2,1.300,2.200\n"
    tape.write_times(times, placing.taps)
    mirror.until(lambda: "never replaced" in tape._progress.words.text())


def test_what_was_placed_by_another_table_of_the_same_name_does_not_hold(
    mirror: Driver, tape: SelfTapeDialog, tmp_path: Path
) -> None:
    times = tmp_path / "times.csv"
    tape.times.field.setText(str(times))
    tape.place.setCurrentIndex(tape.place.findData("times"))
    for saved, end_s in enumerate((1.1, 1.5)):
        times.write_text(f"line,start_s,end_s\n1,0.4,{end_s}\n")
        os.utime(times, (saved, saved))
        tape.check.click()
        mirror.until(lambda end_s=end_s: [span.end_s for span in tape.placing.taps.spans] == [end_s])
        mirror.until(tape.placing.isVisible)
        tape.reject()


def test_back_keeps_what_was_tapped_and_lets_go_of_the_clip(mirror: Driver, tape: SelfTapeDialog) -> None:
    placing = open_placing(mirror, tape, "taps")
    tap_at(mirror, placing, 0.4, 1.1)
    placing.transport.speed.setCurrentIndex(0)
    mirror.press("Esc", placing.wave)
    assert tape.isVisible() and not placing.isVisible() and placing.view.frame is None
    assert tape.score.isEnabled()
    assert [span.end_s for span in open_placing(mirror, tape, "taps").taps.spans] == [pytest.approx(1.1)]
    assert placing._player is not None and placing._player.clock.speed == 0.25
    tape.character.setCurrentText("MARK")
    mirror.press("Esc", placing.wave)
    assert not tape.score.isEnabled()
    tape.reject()
    assert not tape.isVisible()


def test_a_clip_without_sound_is_tapped_by_what_is_seen(mirror: Driver, tape: SelfTapeDialog, tmp_path: Path) -> None:
    tape.video.field.setText(str(make_clip(tmp_path / "silent.mp4", steady(2))))
    placing = open_placing(mirror, tape, "taps")
    mirror.until(lambda: placing.wave.words == "This clip has no sound: tap by what you see.")
    tap_at(mirror, placing, 0.4, 0.4)
    assert "only just begun" in placing.words.text()
    mirror.press("Space", placing.lines)
    assert placing.play.text() == "Pause"
    mirror.press("Space", placing.play)
    assert placing.play.text() == "Play"
    placing.wave.sought.emit(1.0)
    mirror.press("T", placing.lines)
    assert placing.taps.spans[0].end_s == pytest.approx(1.0)


def test_a_line_is_chosen_to_be_heard_or_to_be_tapped_next(mirror: Driver, tape: SelfTapeDialog) -> None:
    placing = open_placing(mirror, tape, "taps")
    placing.lines.setCurrentRow(1)
    mirror.press("Return", placing.lines)
    tap_at(mirror, placing, 1.3, 2.0)
    assert placing.tap.text() == "Line 1 starts"
    mirror.press("Return", placing.lines)
    assert placing.wave.grip == Grip(1, "start")
    assert (placing.starts.value(), placing.ends.value()) == (1.3, 2.0)
    mirror.press("Del", placing.lines)
    assert (placing.taps.spans, placing.tap.text(), placing.starts.isEnabled()) == ((), "Line 2 starts", False)
