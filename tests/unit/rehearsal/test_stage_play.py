from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.draft import read_pasted
from tests.script_samples import opened

PLAY = """\
ACT ONE

SCENE 1. A kitchen.

_Anna at the table._

ANNA. I did. Every night
and nobody came.
MARK (aside). So she says.
ANNA. (rising) What? [[sad 40%]]
_He leaves._
MRS. WEBER. Nothing.
"""


def _lines(words: str) -> list[tuple[str, str, str]]:
    script = read_pasted(words).script_at(Path("a.fountain")).script
    return [(line.character, line.parenthetical, line.text) for line in script.lines]


def test_a_stage_play_is_read_with_names_before_a_full_stop(tmp_path: Path) -> None:
    script = opened(tmp_path, PLAY, ".txt").script
    assert [(line.character, line.parenthetical, line.text) for line in script.lines] == _lines(PLAY)
    assert _lines(PLAY) == [
        ("ANNA", "", "I did. Every night and nobody came."),
        ("MARK", "aside", "So she says."),
        ("ANNA", "rising", "What?"),
        ("MRS. WEBER", "", "Nothing."),
    ]
    assert script.lines[0].verses == ("I did. Every night", "and nobody came.")
    assert script.lines[2].target is not None


def test_targets_are_written_into_a_stage_play_where_its_words_end(tmp_path: Path) -> None:
    file = opened(tmp_path, PLAY, ".txt")
    changed = file.with_targets({0: file.script.lines[2].target})
    assert "and nobody came. [[sad 40%]]\n" in changed.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "ANNA\nI did.\nMARK (V.O.)\n(coldly)\nI know.\nANNA\nWhat?\n",
        "ANNA\nI did.\n\nMARK\n(coldly)\nI know.\n\nANNA\nWhat?\n",
        "ANNA.\nI did.\n\nMARK.\n(coldly)\nI know.\n\nANNA.\nWhat?\n",
        "Anna: I did.\nMark (coldly): I know.\nAnna: What?\n",
        "*Anna.* I did.\n\n*Mark* (coldly). I know.\n\n*Anna.* What?\n",
        "ANNA \N{EM DASH} I did.\r\nMARK (coldly) \N{EM DASH} I know.\r\nANNA \N{EM DASH} What?\r\n",
    ],
)
def test_a_pasted_script_is_read_however_it_writes_names(words: str) -> None:
    assert [(name.title(), how, text) for name, how, text in _lines(words)] == [
        ("Anna", "", "I did."),
        ("Mark", "coldly", "I know."),
        ("Anna", "", "What?"),
    ]


def test_words_that_look_like_names_before_a_full_stop_are_spoken() -> None:
    speech = "ANNA. I did.\nNo. I will not say it\nagain.\n\nMARK. Well.\nNo. Never.\n\n"
    assert [name for name, _, _ in _lines(speech * 5)] == ["ANNA", "MARK"] * 5


def test_a_name_that_comes_once_is_doubted() -> None:
    draft = read_pasted("THE CAFE. A street.\n\nANNA. One.\nMARK. Two.\nANNA. Three.\nMARK. Four.\n")
    assert [each.text for each in draft.paragraphs if not each.sure] == ["THE CAFE"]


@pytest.mark.parametrize("words", ["", "An invoice over four hundred dollars.", "/* ANNA: not closed"])
def test_a_clipboard_without_a_script_is_said(words: str) -> None:
    with pytest.raises(UserError, match="clipboard"):
        read_pasted(words)
