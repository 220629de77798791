"""Rehearsing with a partner who is heard."""

import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.take import Take
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.partner import _EARLY_S
from acting_mirror.record.take_facts import read_facts
from acting_mirror.rehearsal import run
from tests.fake_loudspeaker import FakeDevice, RealRoom
from tests.fake_microphone import hear
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, rehearse
from tests.speech import blocks

pytestmark = pytest.mark.usefixtures("quick")

LINE_S = 0.4


@dataclass(frozen=True)
class Sounds:
    """One sound for all lines of a character."""

    path: Path
    who: str = "MARK"

    def sound_of(self, character: str, _: str) -> Path | None:
        return self.path if character == self.who else None

    def length_s(self, character: str, _: str) -> float | None:
        return LINE_S if character == self.who else None


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[RealRoom]:
    room = RealRoom()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", room.module())
    yield room
    assert not any(sink.is_open for sink in room.sinks)


@pytest.fixture
def sounds(tmp_path: Path) -> Sounds:
    path = tmp_path / "line.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(np.full(round(LINE_S * 16_000), 9_000, "<i2").tobytes())
    return Sounds(path)


def give(page: RehearsePage, sounds: Sounds) -> None:
    """Have the other parts' lines in their place."""
    page.voices.lines = sounds  # type: ignore[assignment]
    page.voices.changed.emit()


def said_s(room: RealRoom) -> float:
    """How long the partner was heard in all."""
    samples = np.frombuffer(b"".join(sink.played for sink in room.sinks), np.int16)
    return float(np.count_nonzero(np.abs(samples) > 1000)) / 2 / 48_000


def test_a_partner_says_their_line_once_and_it_ends_by_itself_also_by_key(
    mirror: Driver, script_file: Path, room: RealRoom, sounds: Sounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_AGAIN_S", 60.0)  # however late this computer presses the key
    page = rehearse(mirror, script_file, advance="key", **QUICK)
    give(page, sounds)
    assert page.bar.partner.text() == "Partner: on"
    mirror.press("Return", page.view)
    mirror.until(lambda: page.run.index == 1)
    mirror.until(lambda: said_s(room) == pytest.approx(LINE_S, abs=0.02))
    mirror.press("Left", mirror.window)  # at once: the line before
    mirror.until(lambda: page.run.index == 0)
    mirror.until(lambda: page.run.index == 1)
    mirror.until(lambda: said_s(room) == pytest.approx(2 * LINE_S, abs=0.03))
    mirror.press("Right", mirror.window)
    assert page.run.index == 2
    mirror.press("Return", page.view)
    assert said_s(room) == pytest.approx(2 * LINE_S, abs=0.03)


@pytest.mark.logs("partner")
def test_a_loudspeaker_that_is_lost_amid_a_line_is_said_once_and_the_text_goes_on(
    mirror: Driver, script_file: Path, room: RealRoom, sounds: Sounds
) -> None:
    page = rehearse(mirror, script_file, advance="pace", **QUICK)
    give(page, sounds)
    mirror.press("Return", page.view)
    mirror.until(lambda: said_s(room) > 0)
    room.device = FakeDevice(None)
    room.sinks[-1].pull_out()
    mirror.until(lambda: "Your partner is not heard any more" in mirror.notice)
    mirror.until(lambda: page.run.index == 1)
    mirror.press("Return", page.view)
    mirror.until(lambda: not page.run.results.waiting)
    page.run.go_to(0)
    mirror.dismiss()
    mirror.press("Return", page.view)
    mirror.until(lambda: "no loudspeaker or headphones were found" in mirror.notice)
    mirror.press("Return", page.view)


def test_what_the_partner_says_is_not_taken_for_the_actor(
    open_window: OpenWindow, script_file: Path, room: RealRoom, sounds: Sounds
) -> None:
    mirror = open_window(sound=True)
    page = rehearse(mirror, script_file, advance="voice", **QUICK)
    give(page, sounds)
    mirror.press("Return", page.view)
    partner = blocks(True)
    mirror.until(lambda: (hear(next(partner)), page.run._heard() is not None)[1])
    microphone = mirror.window.mirror.sound.heard
    assert microphone is not None

    def speaks_unheard() -> bool:
        hear(next(partner))
        return said_s(room) > LINE_S / 2 and (microphone.speech or 0) > 0.5 and page.run._heard() == 0.0

    mirror.until(speaks_unheard)
    mirror.window.preferences.change_rehearsal(headphones=True)
    mirror.until(lambda: (hear(next(partner)), (page.run._heard() or 0) > 0.5)[1])
    mirror.press("Return", page.view)


def test_a_take_has_the_partner_only_where_headphones_keep_it_from_the_microphone(
    open_window: OpenWindow, script_file: Path, room: RealRoom, sounds: Sounds
) -> None:
    mirror = open_window(sound=True)
    page = rehearse(mirror, script_file, advance="key", partner_in_take=True, headphones=True, **QUICK)
    give(page, sounds)
    mixed: list[float] = []
    mirror.press("Space", page.view)
    mirror.until(lambda: page.run.running and page.run.recording)
    own = mirror.live.sound
    assert own is not None and page.run.partner.take is own
    own.mix = lambda at_s, samples: mixed.append(len(samples) / 48_000)  # type: ignore[method-assign]
    mirror.until(lambda: page.run.index == 1)
    mirror.window.preferences.change_rehearsal(headphones=False)
    assert sum(mixed) == pytest.approx(LINE_S, abs=0.03)
    mirror.press("Left", mirror.window)
    mirror.until(lambda: page.run.index == 1 and said_s(room) > 1.5 * LINE_S)
    assert sum(mixed) == pytest.approx(LINE_S, abs=0.03)
    saved: list[Take] = []
    page.run.saved.connect(saved.append)
    mirror.press("Space", page.view)
    mirror.until(lambda: bool(saved))
    first, again = read_facts(saved[0].folder).partner
    assert (first.index, first.character, first.mixed, again.index, again.mixed) == (0, "MARK", True, 0, False)
    assert [each.end_s - each.start_s for each in (first, again)] == pytest.approx([LINE_S, LINE_S], abs=0.05)
    assert first.end_s <= again.start_s + _EARLY_S  # the loudspeaker plays its end meanwhile
    assert again.end_s <= saved[0].facts.length_s


def test_a_script_without_a_voice_or_without_others_says_so_when_the_partner_is_turned_on(
    mirror: Driver, script_file: Path, room: RealRoom, tmp_path: Path
) -> None:
    page = rehearse(mirror, script_file, advance="key", partner=False, **QUICK)
    mirror.window.preferences.change_rehearsal(partner=True)
    assert mirror.notice.startswith("Your partner has no voice yet")
    assert not page.bar.partner.isVisible()
    mirror.window.preferences.change_rehearsal(partner=False)
    mirror.dismiss()
    alone = tmp_path / "alone.fountain"
    alone.write_text("ANNA\nI am alone.\n", "utf-8")
    rehearse(mirror, alone, partner=True)
    mirror.until(lambda: page.script.character == "ANNA" and len(page.cards.cards) == 1)
    mirror.press("Return", page.view)
    mirror.until(lambda: page.run.running)
    assert not room.sinks
    mirror.window.preferences.change_rehearsal(partner=False)
    mirror.window.preferences.change_rehearsal(partner=True)
    assert mirror.notice == "Nobody else speaks in this script, so a partner has nothing to say."
    mirror.press("Return", page.view)


def test_the_partner_is_turned_off_and_on_amid_a_rehearsal(
    mirror: Driver, page: RehearsePage, room: RealRoom, sounds: Sounds
) -> None:
    mirror.window.preferences.change_rehearsal(advance="key", **QUICK)
    give(page, sounds)
    mirror.press("Return", page.view)
    mirror.until(lambda: bool(room.sinks))
    page.bar.partner.click()
    assert page.bar.partner.text() == "Partner: off" and not room.sinks[-1].is_open
    page.bar.partner.click()
    mirror.until(lambda: len(room.sinks) == 2)
    mirror.press("Return", page.view)
