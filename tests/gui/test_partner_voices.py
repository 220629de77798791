"""The voices of the other parts: made, heard, recorded line by line, and cut out of one recording."""

import time
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from acting_mirror.core.errors import UserError
from acting_mirror.gui.rehearse import partner_voices
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.partner_dialog import PartnerDialog
from acting_mirror.record.partner_lines import PartnerVoice, Words, partner_lines_of
from acting_mirror.record.system_voices import SystemVoice
from tests.fake_loudspeaker import Room
from tests.fake_microphone import hear
from tests.gui.driver import Driver
from tests.gui.rehearsing import opened
from tests.media import RATE, make_clip
from tests.speech import blocks, room

SCRIPT = """Title: The Door

MARK
Who is there?

ANNA
It is only me.

MARK
(softly)
You came back from so far away, after all of these years.

LEO
Go away!

ANNA
Never.

ANNA
Never again.
"""
FIRST, SECOND = ("MARK", "Who is there?"), ("MARK", "You came back from so far away, after all of these years.")
THIRD = ("LEO", "Go away!")


class FakeEngine:
    """Speaks 10 ms a letter; every call is noted."""

    pitched = True

    def __init__(self) -> None:
        self.said: list[tuple[str, PartnerVoice]] = []
        self.fails = False

    def voices(self) -> tuple[SystemVoice, ...]:
        languages = (("en-gb", "en"), ("de", "de"))
        return tuple(
            SystemVoice(f"{name} {number}", tag, number == 2) for tag, name in languages for number in (1, 2, 3)
        )

    def say(self, words: str, voice: PartnerVoice) -> tuple[Words, int]:
        if self.fails:
            raise UserError("It can't speak: choose another voice.")
        self.said.append((words, voice))
        return np.full(160 * len(words), 1000, np.int16), 16_000


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr(partner_voices, "find_engine", lambda: engine)
    return engine


@pytest.fixture
def script_file(tmp_path: Path) -> Path:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def page(mirror: Driver, script_file: Path) -> RehearsePage:
    return opened(mirror, script_file)


@pytest.fixture
def dialog(mirror: Driver, page: RehearsePage, engine: FakeEngine) -> PartnerDialog:
    """As the menu opens it, when all lines are made."""
    menu = page.bar.script.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Partner's voices…").trigger()
    dialog = page.menu.partner_dialog
    assert dialog is not None
    mirror.until(lambda: dialog.isVisible() and page.voices.cast.installed and not page.voices.making)
    return dialog


def listened(mirror: Driver, loud: Room) -> float:
    """How long the newest sound is that is being played, in seconds."""
    mirror.until(lambda: loud.sinks and loud.sinks[-1].is_open)
    sink = loud.sinks[-1]
    end = time.monotonic() + 10
    while sink.is_open and time.monotonic() < end:
        loud.pass_s(0.1)
    return len(sink.played) / 4 / RATE


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> Room:
    from acting_mirror.gui.sessions import speaker

    loud = Room()
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", loud.module())
    monkeypatch.setattr(speaker.time, "monotonic", loud.monotonic)
    return loud


def test_each_of_the_others_is_spoken_otherwise_and_all_lines_are_kept_beside_the_script(
    page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine, script_file: Path
) -> None:
    assert list(dialog.rows) == ["MARK", "LEO"]
    assert [words for words, _ in engine.said] == [FIRST[1], SECOND[1], THIRD[1]]
    voices = dict(engine.said)
    assert voices[FIRST[1]] == voices[SECOND[1]] != voices[THIRD[1]]
    lines = partner_lines_of(script_file)
    assert lines.length_s(*FIRST) == pytest.approx(0.01 * len(FIRST[1]), abs=0.001)
    assert script_file.with_name("door.partner").is_dir() and dialog.note == ""
    assert dialog.rows["MARK"].made.text() == "2 lines"
    assert page.run.partner.why_silent == ""


def test_another_voice_makes_the_lines_anew_and_the_old_ones_go(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine, script_file: Path
) -> None:
    engine.said.clear()
    dialog.rows["LEO"].pitch.setValue(120)
    mirror.until(lambda: engine.said and not page.voices.making)
    assert engine.said == [(THIRD[1], PartnerVoice(page.voices.cast.voices["LEO"].name, 100, 120))]
    assert len(list(script_file.with_name("door.partner").glob("*.wav"))) == 3
    dialog.language.activated.emit(dialog.language.findData("en-gb"))
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    mirror.until(lambda: page.voices.cast.language == "de" and not page.voices.making)
    assert {voice.name for _, voice in engine.said[-3:]} == {"de 1", "de 3"}
    assert dialog.rows["MARK"].voice.currentText() == "Man 1"


def test_changes_that_follow_each_other_at_once_all_count(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine
) -> None:
    dialog.rows["LEO"].pitch.setValue(110)
    dialog.rows["MARK"].rate.setValue(90)
    dialog.rows["LEO"].pitch.setValue(120)
    mirror.until(lambda: not page.voices.making)
    voices = page.voices.cast.voices
    assert (voices["LEO"].pitch, voices["MARK"].rate, dialog.rows["LEO"].pitch.value()) == (120, 90, 120)


def test_the_dialog_goes_on_with_another_script(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, tmp_path: Path
) -> None:
    other = tmp_path / "other.fountain"
    other.write_text("ANNA\nHi.\n\nZOE\nYes.\n\nANNA\nNo.\n")
    page.script.open(other)
    mirror.until(lambda: list(dialog.rows) == ["ZOE"] and not page.voices.making)
    assert page.voices.has(("ZOE", "Yes.")) and dialog.rows["ZOE"].voice.isEnabled()


def test_voices_are_the_same_when_the_script_is_opened_again(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine, script_file: Path
) -> None:
    dialog.rows["LEO"].rate.setValue(80)
    mirror.until(lambda: page.voices.cast.voices["LEO"].rate == 80 and not page.voices.making)
    dialog.close()
    engine.said.clear()
    script_file.write_text(SCRIPT.replace("Go away!", "Go away, now!"))
    page.script.read_again()
    mirror.until(lambda: engine.said and not page.voices.making)
    assert [(words, voice.rate) for words, voice in engine.said] == [("Go away, now!", 80)]


def test_a_script_that_is_saved_elsewhere_takes_its_lines_along(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine, script_file: Path
) -> None:
    partner_lines_of(script_file).keep_recorded(*FIRST, np.full(8_000, 1000, np.int16), 16_000)
    engine.said.clear()
    copy = script_file.with_name("copy.fountain")
    page.script.save_as(copy)
    lines = partner_lines_of(copy)
    mirror.until(lambda: lines.voices() and not page.voices.making and page.voices.cast.installed)
    assert lines.is_recorded(*FIRST) and page.voices.has(THIRD) and engine.said == []


def test_who_plays_another_part_hears_the_rest(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine
) -> None:
    engine.said.clear()
    page.script.play("MARK")
    mirror.until(lambda: list(dialog.rows) == ["ANNA", "LEO"] and not page.voices.making)
    assert [words for words, _ in engine.said] == ["It is only me.", "Never.", "Never again."]


def test_without_any_voice_the_text_alone_goes_on_and_that_is_told_once(
    mirror: Driver, page: RehearsePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partner_voices, "find_engine", lambda: None)
    page.voices.make()
    mirror.until(lambda: "sudo apt install espeak-ng" in mirror.notice)
    mirror.dismiss()
    page.voices.make()
    mirror.until(lambda: not page.voices.making)
    assert mirror.notice == ""
    page.menu.show_voices()
    dialog = page.menu.partner_dialog
    assert dialog is not None
    mirror.until(lambda: not page.voices.making and "espeak-ng" in dialog.note)
    assert not dialog.rows["MARK"].voice.isEnabled() and dialog.by_line.isEnabled()


def test_an_engine_that_fails_and_a_missing_loudspeaker_are_told(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, engine: FakeEngine
) -> None:
    dialog.rows["LEO"].listen.click()
    mirror.until(lambda: dialog.note == "Nothing can be heard: plug in a loudspeaker or headphones.")
    engine.fails = True
    dialog.rows["LEO"].pitch.setValue(80)
    mirror.until(lambda: dialog.note == "It can't speak: choose another voice.")


def test_a_script_in_which_nobody_else_speaks_says_so(mirror: Driver, page: RehearsePage, tmp_path: Path) -> None:
    alone = tmp_path / "alone.fountain"
    alone.write_text("ANNA\nI am alone.\n")
    page.script.open(alone)
    mirror.until(lambda: page.script.file is not None and page.script.file.path == alone)
    page.menu.show_voices()
    assert page.menu.partner_dialog is not None
    assert page.menu.partner_dialog.note == "Nobody but you speaks in this script."
    assert not page.menu.partner_dialog.by_line.isEnabled()


def test_listen_plays_a_line_of_the_character(
    mirror: Driver, loud: Room, dialog: PartnerDialog, page: RehearsePage
) -> None:
    dialog.rows["LEO"].listen.click()
    assert listened(mirror, loud) == pytest.approx(0.08, abs=0.03)


def say(seconds: float) -> None:
    for block in islice(blocks(True), round(seconds * 50)):
        hear(block)


def test_lines_are_spoken_by_the_space_key_alone(
    mirror: Driver, loud: Room, page: RehearsePage, dialog: PartnerDialog, script_file: Path
) -> None:
    dialog.by_line.click()
    sitting, lines = dialog.record_dialog, partner_lines_of(script_file)
    mirror.until(lambda: sitting.isVisible() and sitting.speak.isEnabled())
    for line in (FIRST, SECOND):
        assert sitting.line is not None and (sitting.line.character, sitting.line.text) == line
        mirror.press("Space", sitting.speak)
        say(1.2)
        mirror.press("Space", sitting.speak)
        mirror.until(lambda: sitting.stage.name == "PLAYS")
        assert lines.length_s(*line) == pytest.approx(1.2, abs=0.4) == listened(mirror, loud)
        mirror.until(sitting.next.hasFocus)
        mirror.press("Space", sitting.next)
    assert sitting.line is not None and sitting.line.character == "LEO" and not sitting.next.isEnabled()
    assert dialog.rows["MARK"].made.text() == "2 of 2 recorded"
    sitting.close()
    assert not lines.is_recorded(*THIRD)


def test_a_line_is_said_again_kept_only_where_a_voice_is_heard_and_given_back_to_the_computer(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, script_file: Path
) -> None:
    lines, sitting = partner_lines_of(script_file), dialog.record_dialog
    lines.keep_recorded(*FIRST, np.full(8_000, 1000, np.int16), 16_000)
    dialog.by_line.click()
    mirror.until(lambda: sitting.line is not None and sitting.line.text == SECOND[1])  # the first that is missing
    sitting.back.click()
    mirror.until(sitting.again.isEnabled)
    sitting.again.click()
    sitting.speak.click()
    mirror.until(lambda: sitting.note.startswith("No voice was heard"))
    assert sitting.stage.name == "WAITS" and lines.length_s(*FIRST) == 0.5
    sitting.again.click()
    say(1.5)
    sitting.speak.click()
    mirror.until(lambda: (lines.length_s(*FIRST) or 0) > 1)
    mirror.until(sitting.drop.isVisible)
    sitting.drop.click()
    mirror.until(lambda: not lines.is_recorded(*FIRST) and sitting.speak.isVisible())
    assert lines.sound_of(*FIRST) is not None


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """The others' three lines, read one after the other."""
    stretches = [(False, 1.0), (True, 0.9), (False, 1.5), (True, 3.6), (False, 1.5), (True, 0.6), (False, 1.0)]
    return make_clip(tmp_path / "scene.wav", sound=room(stretches, 0.001)[None])


def test_one_recording_is_cut_corrected_and_only_then_kept(
    mirror: Driver,
    page: RehearsePage,
    dialog: PartnerDialog,
    scene: Path,
    script_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scene), ""))
    lines, cutting = partner_lines_of(script_file), dialog.cut_dialog
    dialog.in_one.click()
    cutting.choose.click()
    mirror.until(lambda: len(cutting.wave.spans) == 3)
    cutting.lines.setCurrentRow(1)
    assert cutting.wave.held_span is not None and cutting.wave.held_span.key == 1
    cutting.wave.move_grip(-0.5)
    assert not lines.is_recorded(*SECOND)
    cutting.keep.click()
    mirror.until(lambda: not cutting.isVisible())
    assert [lines.length_s(*line) for line in (FIRST, SECOND, THIRD)] == pytest.approx([1.2, 4.4, 0.9], abs=0.2)


def test_a_line_that_was_not_found_is_placed_by_hand_and_a_file_without_sound_is_told(
    mirror: Driver, page: RehearsePage, dialog: PartnerDialog, scene: Path, script_file: Path, tmp_path: Path
) -> None:
    dialog.in_one.click()
    cutting = dialog.cut_dialog
    cutting.read(make_clip(tmp_path / "silent.mp4", [0.0, 0.04, 0.08]))
    mirror.until(lambda: "has no sound that can be decoded" in cutting.note)
    assert not cutting.keep.isEnabled()
    cutting.read(scene)
    mirror.until(lambda: len(cutting.wave.spans) == 3)
    cutting.wave.unplaced.emit(1)
    assert cutting.lines.item(1).text().startswith("Not found: 2  MARK: You came")
    cutting.lines.setCurrentRow(1)
    cutting.place.click()
    first, second, third = cutting.wave.spans
    assert first.end_s == second.start_s < second.end_s <= third.start_s
    cutting.close()
    assert not partner_lines_of(script_file).is_recorded(*SECOND)


def test_a_scene_is_recorded_here_and_cut(mirror: Driver, page: RehearsePage, dialog: PartnerDialog) -> None:
    dialog.in_one.click()
    cutting = dialog.cut_dialog
    cutting.who.setCurrentIndex(cutting.who.findData("LEO"))
    cutting.who.activated.emit(cutting.who.currentIndex())
    cutting.record.click()
    mirror.until(lambda: dialog.microphone.rate)
    say(1.5)
    mirror.until(lambda: "Recording: 0:01" <= cutting.note < "Recording: 0:09")
    cutting.record.click()
    mirror.until(lambda: len(cutting.wave.spans) == 1)
    assert cutting.lines.count() == 1 and cutting.keep.isEnabled()
