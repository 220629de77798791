from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.gui.rehearse.prompter_view import PrompterView
from acting_mirror.rehearsal.script import Script, ScriptLine


def script(before: tuple[str, ...] = ()) -> Script:
    lines = [ScriptLine(at, "", "ANNA", "Some words.", "", at, None, {}, None, (), before) for at in range(9)]
    return Script("", tuple(lines), ("ANNA",))


def shown(bot: QtBot, of: Script) -> PrompterView:
    view = PrompterView()
    bot.addWidget(view)
    view.resize(600, 500)
    view.show_script(of, "ANNA")
    view.show()
    return view


def test_the_line_of_now_rests_at_one_place_whatever_stands_above_it(qapp: QApplication, qtbot: QtBot) -> None:
    plain, directed = shown(qtbot, script()), shown(qtbot, script(("It rains.",) * 40))
    assert plain.place_of(0) == directed.place_of(0)


def test_a_step_begins_where_the_line_before_was(qapp: QApplication, qtbot: QtBot) -> None:
    view = shown(qtbot, script(("It rains.",)))
    before = view.place_of(0).top()
    view.go_to(1)
    assert abs(view.place_of(0).top() - before) < 2
