from pathlib import Path

import pytest

from acting_mirror.core.target import Target
from acting_mirror.rehearsal.beats import read_beat
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.script_file import ScriptFile

SCRIPT = """ANNA
I waited. [[sad]] [[beat 0.8]]

MARK
[[beat 2]]
I know.
[[Pause 1,5 s]]

[[beat 3]]

ANNA
So you say. [[beat]] [[angry 40%]]

MARK
I do.
"""


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("beat 0.8", 0.8),
        ("BEAT: 2", 2.0),
        ("beat 0", 0.0),
        ("a beat", 1.0),
        ("Pause 1,5 s.", 1.5),
        ("pausa", 1.0),
        ("un temps", 1.0),
        ("beat him", None),
        ("pause for laughs", None),
        ("sad", None),
        ("beat -1", None),
    ],
)
def test_a_note_sets_a_silence_in_seconds(words: str, seconds: float | None) -> None:
    assert read_beat(words) == seconds


def test_nobody_waits_for_a_minute() -> None:
    with pytest.raises(TargetError, match=r"10 seconds at most: write \[\[beat 10\]\]"):
        read_beat("beat 60")


def test_a_beat_is_behind_the_line_or_before_the_next_and_targets_stay(tmp_path: Path) -> None:
    path = tmp_path / "scene.fountain"
    path.write_text(SCRIPT, "utf-8")
    lines = ScriptFile.open(path, forgiving=True).script.lines
    assert [line.beat_s for line in lines] == [0.8, 1.5, 1.0, None]
    assert [line.target for line in lines] == [Target("sad"), None, Target("angry", 0.4), None]
    path.write_text(SCRIPT.replace(" [[beat 0.8]]", ""), "utf-8")
    assert [line.beat_s for line in ScriptFile.open(path, forgiving=True).script.lines] == [2.0, 1.5, 1.0, None]


def test_a_beat_that_is_too_long_is_told_with_its_line_and_the_script_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scene.txt"
    path.write_text("ANNA: I waited. [[beat 45]]\n\nMARK: I know. [[pause 2]]\n\nANNA: Do you?\n", "utf-8")
    file = ScriptFile.open(path, forgiving=True)
    assert [line.beat_s for line in file.script.lines] == [None, 2.0, None]
    assert len(file.faults) == 1 and "a beat lasts 10 seconds at most" in file.faults[0][1]


def test_saving_targets_keeps_beats_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "scene.fountain"
    path.write_text(SCRIPT, "utf-8")
    file = ScriptFile.open(path, forgiving=True)
    saved = file.with_targets({0: Target("happy"), 2: None})
    assert saved.content.decode() == SCRIPT.replace("[[sad]]", "[[happy]]").replace(" [[angry 40%]]", "")
