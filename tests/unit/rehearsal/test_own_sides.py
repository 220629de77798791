from pathlib import Path

import pytest

from acting_mirror.rehearsal.own_sides import own_sides, parts_of
from acting_mirror.rehearsal.script_file import ScriptFile
from tests.script_samples import FDX, FOUNTAIN, PLAIN, opened

TWO_SCENES = """\
Title: The Key

INT. HALL

It rains.

ANNA (V.O.)
I waited. [[sad 40%]] [[check the date]]

MARK
I know.

ANNA
(coldly)
[[MARK: scared]]
Go.

INT. STREET

MARK
Taxi!

INT. KITCHEN

EVE
Tea?

MARK
No.

ANNA
Yes.
"""


def test_parts_are_listed_with_scenes_lines_and_minutes(tmp_path: Path) -> None:
    parts = parts_of(opened(tmp_path, TWO_SCENES, ".fountain").script, words_a_minute=60)
    assert [(part.character, part.scenes, part.lines) for part in parts] == [
        ("ANNA", 2, 3),
        ("MARK", 3, 3),
        ("EVE", 1, 1),
    ]
    assert parts[0].minutes == pytest.approx(4 / 60)


def test_scenes_without_the_character_are_left_out(tmp_path: Path) -> None:
    text = own_sides(opened(tmp_path, TWO_SCENES, ".fountain"), "ANNA")
    assert text == TWO_SCENES.replace("INT. STREET\n\nMARK\nTaxi!\n\n", "").replace(
        "(coldly)\n[[MARK: scared]]\nGo.", "(coldly)\nGo. [[MARK: scared]]"
    )


def test_only_cues_and_ones_own_lines_are_kept(tmp_path: Path) -> None:
    text = own_sides(opened(tmp_path, TWO_SCENES, ".fountain"), "ANNA", cues_only=True)
    assert text.partition("\n\n")[2].split("\n\n") == [
        "INT. HALL",
        "ANNA (V.O.)\nI waited. [[sad 40%]] [[check the date]]",
        "MARK\nI know.",
        "ANNA\n(coldly)\nGo. [[MARK: scared]]",
        "INT. KITCHEN",
        "MARK\nNo.",
        "ANNA\nYes.\n",
    ]


@pytest.mark.parametrize(("text", "ending"), [(FOUNTAIN, ".fountain"), (FDX, ".fdx"), (PLAIN, ".txt")])
def test_all_of_a_script_stays_the_same_script_as_fountain(text: str, ending: str, tmp_path: Path) -> None:
    before = opened(tmp_path, text, ending)
    (tmp_path / "whole.fountain").write_text(own_sides(before, None), encoding="utf-8")
    after = ScriptFile.open(tmp_path / "whole.fountain")
    kept = [(line.character, line.text, line.parenthetical, line.target, line.listening) for line in after.script.lines]
    assert kept == [
        (line.character, line.text, line.parenthetical, line.target, line.listening) for line in before.script.lines
    ]
