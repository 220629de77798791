import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.progress import Progress

PATH = "/" + 24 * "a-very_long-name" + "/gone.mp4"
WIDTH = 300


def saying(qtbot: QtBot, sentence: str, role: str = "quiet") -> Progress:
    """In a window of its own that has the height it asks for."""
    progress = Progress()
    qtbot.addWidget(progress)
    progress.resize(WIDTH, 1)
    progress.show()
    progress.say(sentence, role)
    return progress


def test_a_long_path_is_broken_to_fit_and_stays_as_it_was_given(dark: QApplication, qtbot: QtBot) -> None:
    progress = saying(qtbot, f"There is no clip at {PATH}.")
    assert progress.words.text() == f"There is no clip at {PATH}."
    assert progress.words.width() == progress.width() == WIDTH
    measures = progress.words.fontMetrics()
    assert progress.words.height() > measures.horizontalAdvance(PATH) / WIDTH * measures.height()


def test_the_end_of_a_long_path_is_seen(dark: QApplication, qtbot: QtBot) -> None:
    one, other = (saying(qtbot, f"There is no clip at {PATH}{end}").grab().toImage() for end in (".", ","))
    assert one.size() == other.size() and one != other


@pytest.mark.parametrize("role", ["quiet", "warning"])
def test_a_usual_sentence_looks_as_in_any_label(dark: QApplication, qtbot: QtBot, role: str) -> None:
    sentence = "There is nothing at that address; look whether it is the address of a clip."
    progress, usual = saying(qtbot, sentence, role), label(sentence, role)
    qtbot.addWidget(usual)
    usual.ensurePolished()
    usual.resize(WIDTH, usual.heightForWidth(WIDTH))
    assert progress.words.grab().toImage() == usual.grab().toImage()
