from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from acting_mirror.gui.rehearse.prompter_layout import PrompterLayout
from acting_mirror.rehearsal.script import ScriptLine

VERSES = ("To be,", "or not to be.")


def test_verse_keeps_its_line_breaks(qapp: QApplication) -> None:
    layout = PrompterLayout(QFont())
    layout.width = 2000
    line = ScriptLine(0, "", "ANNA", " ".join(VERSES), "", 1, None, {}, None, VERSES)
    layout.lines = (line, ScriptLine(1, "", "ANNA", "That is one line.", "", 4, None, {}, None))
    words = layout.block(0).words
    assert words.lineCount() == 2 and layout.block(1).words.lineCount() == 1
    first = words.lineAt(0)
    assert words.text()[first.textStart() :][: first.textLength()].strip() == VERSES[0]
