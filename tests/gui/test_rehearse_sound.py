"""Rehearsing by voice, and the cues that are heard."""

import sys
from pathlib import Path

import pytest

from acting_mirror.rehearsal import run, voice
from acting_mirror.rehearsal.run import NO_VOICE
from tests.fake_loudspeaker import Room
from tests.fake_microphone import fake_sounddevice, hear
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, rehearse, speak, take_of
from tests.speech import blocks

pytestmark = pytest.mark.usefixtures("quick")


def test_by_voice_a_line_ends_when_the_actor_stops_speaking(open_window: OpenWindow, script_file: Path) -> None:
    mirror = open_window(sound=True)
    page = rehearse(mirror, script_file, advance="voice", pause_s=0.3, **QUICK)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    quiet, spoken = blocks(False), blocks(True)
    mirror.until(lambda: (hear(next(quiet)), page.run._heard() is not None)[1])
    started_s = mirror.live.now_s()
    mirror.until(lambda: (hear(next(spoken)), mirror.live.now_s() > started_s + 0.6)[1])
    assert page.run.index == 1
    mirror.until(lambda: (hear(next(quiet)), page.run.index == 2)[1])


@pytest.mark.logs("record.microphone")
def test_without_a_microphone_lines_go_on_by_key_and_it_is_said(
    mirror: Driver, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_WAKES_S", 0.3)
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    page = rehearse(mirror, script_file, advance="voice", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    mirror.until(lambda: mirror.notice == NO_VOICE)
    mirror.press("Right", mirror.window)
    assert page.run.index == 2


@pytest.mark.logs("record.microphone")
def test_a_missing_microphone_is_a_sign_beside_record_that_says_how_to_fix_it(
    open_window: OpenWindow, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice(refuses=True))
    mirror = open_window(sound=True)
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    sign = page.bar.no_sound
    mirror.until(sign.isVisible)
    assert sign.accessibleName() == sign.toolTip()
    assert sign.toolTip().startswith("No microphone: your take has no sound.")
    assert not mirror.notice
    sign.click()
    assert mirror.notice == "Plug in a microphone, or allow its use in the system's settings."
    mirror.window.preferences.change_window(sound=False)
    mirror.until(lambda: not sign.isVisible())


def test_the_cue_sounds_after_a_while_off_target_but_not_into_a_take(
    mirror: Driver, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", room.module())
    page = rehearse(mirror, script_file, advance="key", countdown_s=0, cue="tone", cue_delay_s=0.2)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    mirror.until(lambda: room.sinks)
    mirror.press("Return", page.view)
    heard = len(room.sinks)
    mirror.until(lambda: not page.run.results.waiting)
    mirror.press("Space", mirror.window)
    speak(mirror, page, 0.6)
    assert len(room.sinks) == heard
    mirror.press("Space", mirror.window)
    take_of(mirror)


def test_a_missing_sound_library_is_said_once(mirror: Driver, script_file: Path) -> None:
    page = rehearse(mirror, script_file, advance="key", countdown_s=0, cue="tone", cue_delay_s=0.2)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    mirror.until(lambda: "You won't hear cues" in mirror.notice)
    mirror.dismiss()
    page.run.coach.sound.play("tone", "sad", 0.3)
    assert not mirror.notice


def test_a_voice_that_is_not_heard_is_said_and_the_key_goes_on(
    open_window: OpenWindow, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "UNHEARD_S", 0.5)
    monkeypatch.setattr(run, "_WAKES_S", 0.4)
    mirror = open_window(sound=True)
    page = rehearse(mirror, script_file, advance="voice", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    quiet = blocks(False)
    mirror.until(lambda: (hear(next(quiet)), mirror.notice == run.UNHEARD)[1])
    mirror.press("Right", mirror.window)
    assert page.run.index == 2
