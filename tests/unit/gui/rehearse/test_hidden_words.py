"""What is hidden on the prompter is painted in no way: other words as wide give the same pixels."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.gui.rehearse.prompter_view import PrompterView
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.settings.schema import RehearsalSettings

HIDDEN = {
    "all": "unn nnu unn nnu",
    "stalled": "unn nnu unn nnu",
    "cues": "nun unn nnu unn",
    "letters": "nnu nnu nun nnu",
    "second": "nun unn nun nnu",
}
"""What may stand in the place of four times "nun"."""


def prompter(bot: QtBot, mine: str, hidden: str, mirrored: bool = False) -> PrompterView:
    spoken = (("ANNA", mine), ("MARK", "Some of his words, and at last a cue."), ("ANNA", f"{mine} {mine} {mine}"))
    lines = [ScriptLine(at, "", who, text, "", at, None, {}, None) for at, (who, text) in enumerate(spoken)]
    view = PrompterView()
    bot.addWidget(view)
    view.resize(420, 400)
    view.set_look(32, RehearsalSettings(hidden=hidden, mirrored_text=mirrored))  # type: ignore[arg-type]
    view.show_script(Script("", tuple(lines), ("ANNA", "MARK")), "ANNA")
    return view


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_words_are_not_painted_in_any_line_of_the_actors(qapp: QApplication, qtbot: QtBot, hidden: str) -> None:
    one, other = (prompter(qtbot, mine, hidden) for mine in ("nun nun nun nun", HIDDEN[hidden]))
    metrics = QFontMetricsF(one.font())
    assert metrics.horizontalAdvance("nun") == metrics.horizontalAdvance("unn") == metrics.horizontalAdvance("nnu")
    for index in (0, 1, 2):
        for view in (one, other):
            view.go_to(index)
        assert one.grab().toImage() == other.grab().toImage()
        assert one.accessibleName() == other.accessibleName()


def test_on_a_mirrored_prompter_neither(qapp: QApplication, qtbot: QtBot) -> None:
    one, other = (prompter(qtbot, mine, "all", mirrored=True) for mine in ("nun nun", "unn nnu"))
    assert one.grab().toImage() == other.grab().toImage()


def test_help_shows_the_words_where_they_stand_until_the_next_line(qapp: QApplication, qtbot: QtBot) -> None:
    one, other = (prompter(qtbot, mine, "all") for mine in ("nun nun", "nun unn"))
    before = one.grab().toImage()
    for view in (one, other):
        view.show_words(1)
    assert one.grab().toImage() == other.grab().toImage() != before
    assert one.accessibleName() == "Prompter. ANNA: nun …"
    for view in (one, other):
        view.show_words(2)
    assert one.grab().toImage() != other.grab().toImage()
    for index in (1, 0):
        one.go_to(index)
    assert one.grab().toImage() == before


def test_of_others_only_the_cue_is_shown_where_that_is_wanted(qapp: QApplication, qtbot: QtBot) -> None:
    view = prompter(qtbot, "nun", "cues")
    view.go_to(1)
    assert view.accessibleName() == "Prompter. MARK: … and at last a cue."


def test_signs_that_are_two_to_qt_and_words_from_right_to_left_are_hidden_too(qapp: QApplication, qtbot: QtBot) -> None:
    for mine in ("\N{GRINNING FACE} nun nun", "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED} nun"):
        blank, full = (prompter(qtbot, mine, hidden) for hidden in ("all", "none"))
        blank.show_words(len(mine.split()))
        assert blank.accessibleName() == full.accessibleName()
        rows = [blank._layout.block(0).words.lineAt(0).naturalTextWidth()]
        assert rows == [full._layout.block(0).words.lineAt(0).naturalTextWidth()]
