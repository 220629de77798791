"""Before a take is recorded, lamps on the picture say what a self-tape would be."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip, QWidget

from acting_mirror.core.tape_point import Verdict
from acting_mirror.gui.rehearse.page import RehearsePage
from tests import fake_microphone
from tests.gui.conftest import OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, SCRIPT, rehearse
from tests.speech import blocks


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return path


def verdicts(page: RehearsePage) -> dict[str, Verdict | None]:
    """What is shown; nothing while the row is hidden."""
    return {lamp.title: lamp.verdict for lamp in page.lamps.row.lamps}


def test_lamps_say_what_a_tape_would_be_until_it_is_recorded(open_window: OpenWindow, script: Path) -> None:
    mirror = open_window(sound=True)
    page, voice = rehearse(mirror, script, tape_lamps=True, **QUICK), blocks(True)
    mirror.until(lambda: verdicts(page) == {"Framing": Verdict.GOOD, "Light": Verdict.GOOD, "Sound": None})
    framing, light, sound = page.lamps.row.findChildren(QWidget)
    assert framing.accessibleName() == "Framing: good" and framing.toolTip().startswith("Your head takes")
    QTest.mouseClick(framing, Qt.MouseButton.LeftButton)
    assert QToolTip.text() == framing.toolTip()
    assert light.accessibleName() == "Light: good"
    assert sound.toolTip() == "Say a line as loudly as you will in rehearsal."
    mirror.until(lambda: (fake_microphone.hear(next(voice)), verdicts(page).get("Sound"))[1])
    page.main_action()
    mirror.until(lambda: page.run.recording)
    mirror.until(lambda: not verdicts(page) and mirror.live.recorded_s > 0.2)
    page.main_action()
    mirror.until(lambda: bool(verdicts(page)))
    page.set_full_screen(True)
    assert not verdicts(page)


@pytest.mark.logs("microphone:")
def test_without_a_microphone_the_lamp_of_sound_says_so(
    open_window: OpenWindow, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_microphone.fake_sounddevice(refuses=True))
    mirror = open_window(sound=True)
    page = rehearse(mirror, script, tape_lamps=True, **QUICK)
    mirror.until(lambda: verdicts(page).get("Sound") is Verdict.WONT)
    assert "Plug in a microphone" in page.lamps.row.lamps[-1].words


def test_they_can_be_left_out_and_then_nothing_is_measured_for_them(mirror: Driver, script: Path) -> None:
    page = rehearse(mirror, script, tape_lamps=False, **QUICK)
    mirror.until(lambda: page.view.reading is not None)
    assert not verdicts(page) and not mirror.live.settings.movements
