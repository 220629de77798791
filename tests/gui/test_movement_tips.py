"""Tips that say what the face did: when it is measured for them, and how they come about."""

from pathlib import Path

from tests.gui.driver import Driver
from tests.gui.rehearsing import rehearse


def lasted(mirror: Driver, since_s: float, seconds: float) -> bool:
    """Whether a face has been seen for so long, and read often enough to be known."""
    timeline = mirror.live.timeline
    return mirror.live.now_s() > since_s + seconds and int((timeline.frame_times > since_s).sum()) > 12


def test_movements_are_measured_while_one_rehearses_or_practises_unless_tips_are_to_be_without(mirror: Driver) -> None:
    wishes, preferences = mirror.window.current.movements, mirror.window.preferences
    mirror.press("Ctrl+2", mirror.window)
    mirror.press("Ctrl+3", mirror.window)
    assert not wishes.granted
    preferences.change_rehearsal(movement_tips=True)
    mirror.until(lambda: wishes.granted)
    for key, wanted in (("Ctrl+1", False), ("Ctrl+2", True), ("Ctrl+4", False), ("Ctrl+3", True)):
        mirror.press(key, mirror.window)
        assert wishes.granted is wanted
    preferences.change_rehearsal(movement_tips=False)
    assert not wishes.granted


def test_a_line_is_told_by_what_the_face_did_in_it(mirror: Driver, script_file: Path) -> None:
    script_file.write_text("ANNA\nIt is only me. [[happy]]\n\nANNA\nAnd you? [[sad]]\n")
    page = rehearse(mirror, script_file, advance="key", countdown_s=0, movement_tips=True)
    live = mirror.live
    live.act("neutral")
    mirror.until(lambda: mirror.measured)
    first_s = live.now_s()
    mirror.until(lambda: lasted(mirror, first_s, 1.2))  # a calm second
    page.run.toggle(record=False)
    began_s = live.now_s()
    mirror.until(lambda: lasted(mirror, began_s, 1.8))  # the actor smiles after a second
    page.run.go_on()
    mirror.until(lambda: page.run.results.scores.get(0))
    assert page.this_line.tip.text.startswith("The corners of your mouth ")
