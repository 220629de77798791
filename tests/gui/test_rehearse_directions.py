"""Directions in a rehearsal: movements are measured for them, they are told live, scored, and kept in the take."""

from pathlib import Path

import pytest

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.record.take_facts import read_facts
from tests.gui.driver import Driver
from tests.gui.rehearsing import rehearse, speak, take_of

SCRIPT = """ANNA
Here I am. [[look: partner]]

ANNA
And here I stay. [[happy, still]]
"""


@pytest.mark.usefixtures("quick")
def test_directions_are_told_while_playing_scored_and_kept_in_the_take(mirror: Driver, script_file: Path) -> None:
    script_file.write_text(SCRIPT)
    eyelines = (("Demo actor", (0.0, 30.0, 0.0, 0.0)),)  # who looks into the lens looks at the partner
    mirror.window.preferences.change_rehearsal(eyelines=eyelines)
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    wishes = mirror.window.current.movements
    mirror.until(lambda: wishes.granted and bool(page.run.coach.followed))
    mirror.until(lambda: page.this_line.gauge.words == "Look at your partner: yes")
    assert page.this_line.gauge.share == 1
    assert page.card.view._cues[1].words == "play: Happy · Hold still"
    mirror.press("Space", mirror.window)
    speak(mirror, page, 1.0)
    mirror.press("Right", mirror.window)
    mirror.press("Space", mirror.window)
    facts = read_facts(take_of(mirror))
    assert facts.eyeline == Eyeline((0.0, 30.0), (0.0, 0.0))
    (line,) = facts.lines
    (look,) = line.directions
    assert line.score is None and line.total == look.total is not None and look.total > 50
    assert page.cards.cards[0].directions == look.words
    mirror.press("Ctrl+1", mirror.window)
    assert not wishes.granted
