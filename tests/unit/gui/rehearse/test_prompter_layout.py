import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from acting_mirror.gui.rehearse.prompter_layout import BETWEEN, PrompterLayout
from acting_mirror.rehearsal.script import Script, ScriptLine

VERSES = ("To be,", "or not to be.")
ONE = ScriptLine(0, "", "ANNA", " ".join(VERSES), "", 1, None, {}, None, VERSES)
TWO = ScriptLine(1, "", "ANNA", "That is one line.", "", 4, None, {}, None)
DIRECTED = ScriptLine(1, "", "ANNA", "That is one line.", "softly", 4, None, {}, None, (), ("EXT. SEA", "It rains."))


@pytest.fixture
def layout(qapp: QApplication) -> PrompterLayout:
    made = PrompterLayout(QFont())
    made.width = 2000
    return made


def test_verse_keeps_its_line_breaks(layout: PrompterLayout) -> None:
    layout.show(Script("", (ONE, TWO), ("ANNA",)))
    words = layout.block(0).words
    assert words.lineCount() == 2 and layout.block(1).words.lineCount() == 1
    first = words.lineAt(0)
    assert words.text()[first.textStart() :][: first.textLength()].strip() == VERSES[0]


def test_directions_stand_above_the_name_below_it_and_at_the_end(layout: PrompterLayout) -> None:
    layout.show(Script("", (ONE, DIRECTED), ("ANNA",), ("She goes.",)))
    block = layout.block(1)
    above, aside, after = block.directions
    assert [text.text().split("\N{LINE SEPARATOR}") for _, text in block.directions] == [
        ["EXT. SEA", "It rains."],
        ["(softly)"],
        ["She goes."],
    ]
    assert above[0] < block.name_top < aside[0] < block.words_top < block.words_end < after[0] < block.height
    assert not layout.block(0).directions


def test_hidden_directions_take_no_room(layout: PrompterLayout) -> None:
    layout.directions = False
    layout.show(Script("", (ONE, DIRECTED), ("ANNA",), ("She goes.",)))
    hidden = layout.block(1)
    layout.show(Script("", (ONE, TWO), ("ANNA",)))
    assert hidden.height == layout.block(1).height and not hidden.directions


def test_a_novel_above_a_line_is_laid_out_in_part(layout: PrompterLayout) -> None:
    novel = ScriptLine(0, "", "ANNA", "One.", "", 4, None, {}, None, (), ("It rains. " * 100_000,))
    layout.show(Script("", (novel,), ("ANNA",)))
    assert len(layout.block(0).directions[0][1].text()) < 5000


def test_lines_are_so_far_apart_as_what_stands_between(layout: PrompterLayout) -> None:
    layout.show(Script("", (ONE, DIRECTED), ("ANNA",)))
    first, second = layout.block(0), layout.block(1)
    assert layout.way(1, 0) == first.height - first.name_top + second.name_top > first.words_end + BETWEEN
    assert layout.way(0, 1) == -layout.way(1, 0)
