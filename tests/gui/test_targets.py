"""What a script wants, edited in the window, and what becomes of it."""

import gettext
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QStyleOptionViewItem

from acting_mirror.core import language
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.targets_dialog import TargetsDialog
from acting_mirror.gui.rehearse.targets_table import DIRECTIONS, STRENGTH, SUGGESTED, THEN, WANTS, WHO
from tests.gui.driver import Driver
from tests.gui.rehearsing import opened

SCRIPT = """Title: The Door

ANNA
(coldly)
It is you. [[happy]]

MARK
Yes.

ANNA
(sadly)
Then come in.
"""


@pytest.fixture
def script_file(tmp_path: Path) -> Path:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def page(mirror: Driver, script_file: Path) -> Iterator[RehearsePage]:
    page = opened(mirror, script_file)
    yield page
    page.script.file = None  # or the window would ask, when a test failed, and wait for ever


@pytest.fixture
def dialog(mirror: Driver, page: RehearsePage) -> TargetsDialog:
    page.bar.targets.click()
    dialog = mirror.window.rehearse.targets_dialog
    assert dialog is not None
    mirror.until(lambda: dialog.isVisible())
    return dialog


def edit(dialog: TargetsDialog, row: int, column: int, words: str) -> None:
    """Open a cell's field as its user does, and choose in it."""
    place = dialog.table.index(row, column)
    dialog.view.setCurrentIndex(place)
    dialog.view.selectionModel().select(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    dialog.view.edit(place)
    field = dialog.view.indexWidget(place) or QApplication.focusWidget()
    if isinstance(field, QComboBox):
        field.setCurrentText(words)
        field.activated.emit(field.currentIndex())
    else:
        field.setText(words) if isinstance(field, QLineEdit) else field.setValue(int(words))
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt takes the number over in a while
    settled(dialog)


def settled(dialog: TargetsDialog) -> None:
    """Wait until the script has the change."""
    end = time.monotonic() + 5
    while dialog._script.busy:
        assert time.monotonic() < end
        QApplication.processEvents()


def test_a_chosen_cell_keeps_its_colour_in_both_themes(mirror: Driver, dialog: TargetsDialog) -> None:
    place = dialog.table.index(0, WANTS)
    for theme in ("light", "dark"):
        mirror.window.preferences.change_window(theme=theme)
        chosen = QStyleOptionViewItem()
        chosen.palette = dialog.view.palette()
        dialog.view.itemDelegate().initStyleOption(chosen, place)
        colour = chosen.palette.color(QPalette.ColorRole.HighlightedText)
        assert colour == place.data(Qt.ItemDataRole.ForegroundRole).color()


def test_fields_and_columns_have_room_for_their_words(dialog: TargetsDialog) -> None:
    for column in (WANTS, STRENGTH, THEN):
        place = dialog.table.index(0, column)
        dialog.view.openPersistentEditor(place)
        field = dialog.view.indexWidget(place)
        assert field.width() >= field.sizeHint().width()
        dialog.view.closePersistentEditor(place)
    for column in (WHO, SUGGESTED):
        assert dialog.view.columnWidth(column) >= dialog.view.sizeHintForColumn(column)


def answer(button: QMessageBox.StandardButton) -> None:
    """Press a button of the box that will ask."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            box.button(button).click()
        else:
            QTimer.singleShot(10, press)

    QTimer.singleShot(10, press)


def test_directions_are_written_into_their_cell_and_stay_when_the_emotion_changes(
    page: RehearsePage, dialog: TargetsDialog
) -> None:
    edit(dialog, 1, DIRECTIONS, "still, Look: at the lens")
    assert page.cards.cards[1].wants == "Sad · Look into the lens · Hold still", "what is suggested stays"
    assert dialog.table.index(1, DIRECTIONS).data() == "Look into the lens · Hold still"
    edit(dialog, 1, DIRECTIONS, "look: lense")
    assert '"look: lense" isn\'t a direction: write "look: lens" if you mean that.' in dialog.note
    edit(dialog, 1, WANTS, "Happy")
    assert page.script.file is not None
    assert page.script.file.content.decode() == SCRIPT.replace("come in.", "come in. [[happy]] [[look: lens, still]]")
    edit(dialog, 1, WANTS, "Nothing")
    edit(dialog, 1, DIRECTIONS, "")
    assert page.script.file.content.decode() == SCRIPT


def test_targets_are_edited_rehearsed_with_at_once_and_saved(
    mirror: Driver, page: RehearsePage, dialog: TargetsDialog, script_file: Path
) -> None:
    assert [row.line.text for row in dialog.table.rows] == ["It is you.", "Then come in."]
    edit(dialog, 0, WANTS, "Scared")
    edit(dialog, 0, STRENGTH, "40")
    edit(dialog, 0, THEN, "Angry")
    assert page.run.target == Target("fear", 0.4, "angry")
    assert page.cards.cards[0].wants == "Scared, then Angry 40 %"
    assert page.bar._script_name.endswith("•")
    assert script_file.read_text() == SCRIPT
    dialog._save.click()
    mirror.until(lambda: dialog.note == "Saved door.fountain.")
    assert script_file.read_text() == SCRIPT.replace("[[happy]]", "[[scared -> angry 40%]]")
    assert not page.script.unsaved and not dialog._save.isEnabled()


def test_suggestions_are_shown_as_such_and_accepted_by_a_click_each_or_all(
    page: RehearsePage, dialog: TargetsDialog
) -> None:
    assert page.cards.cards[1].suggested
    place = dialog.table.index(1, SUGGESTED)
    assert place.data() == "Sad 60 %" or str(place.data()).startswith("Sad")
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=dialog.view.visualRect(place).center())
    settled(dialog)
    assert not page.cards.cards[1].suggested
    assert "[[sad" in page.script.file.content.decode()
    page.script.read_again()


def test_what_can_not_be_is_refused_with_a_sentence(page: RehearsePage, dialog: TargetsDialog) -> None:
    edit(dialog, 0, THEN, "Happy")
    assert dialog.note == "Line 1: happy can't turn into itself."
    assert page.run.target == Target("happy")
    edit(dialog, 0, WANTS, "Open")
    assert not dialog.table.flags(dialog.table.index(0, STRENGTH)) & Qt.ItemFlag.ItemIsEditable
    edit(dialog, 0, WANTS, "Happy")


class _OneWord(gettext.NullTranslations):
    """A language in which all is said alike."""

    def gettext(self, message: str) -> str:
        return "…"


@pytest.fixture
def one_word() -> Iterator[None]:
    language.use(_OneWord())
    yield
    language.use(gettext.NullTranslations())


def test_targets_are_what_was_chosen_whatever_it_is_called(page: RehearsePage, one_word: None) -> None:
    page.edit_targets()
    dialog = page.targets_dialog
    assert dialog is not None
    place = dialog.table.index(0, WANTS)
    for value, target in (("nothing", None), ("open", Target(None)), ("happy", Target("happy"))):
        dialog.view.edit(place)
        field = dialog.view.indexWidget(place)
        assert isinstance(field, QComboBox) and field.currentData() == place.data(Qt.ItemDataRole.EditRole)
        field.setCurrentIndex(field.findData(value))
        field.activated.emit(field.currentIndex())
        settled(dialog)
        assert dialog.table.rows[0].target == target


def test_lines_one_listens_to_can_want_something_too(
    mirror: Driver, page: RehearsePage, dialog: TargetsDialog, script_file: Path
) -> None:
    assert not dialog.listening.isChecked()
    dialog.listening.click()
    assert [dialog.table.index(row, 0).data() for row in range(3)] == ["1", "", "2"]
    edit(dialog, 1, WANTS, "Surprised")
    assert page.card.view._cues[1].words == "while listening: Surprised"
    dialog._save.click()
    mirror.until(lambda: not page.script.unsaved)
    assert "[[ANNA: surprised]]" in script_file.read_text()


def test_a_sample_is_never_written_but_copied(
    mirror: Driver, page: RehearsePage, dialog: TargetsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = samples()[1]
    before = sample.read_bytes()
    page.script.open(sample)
    mirror.until(lambda: page.script.is_sample)
    edit(dialog, 0, WANTS, "Happy")
    assert not dialog._save.isVisible() and "copy of your own" in dialog.note
    copy = tmp_path / "mine.fountain"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    dialog._save_as.click()
    mirror.until(lambda: page.script.file is not None and page.script.file.path == copy)
    assert b"[[happy" in copy.read_bytes() and sample.read_bytes() == before
    assert not page.script.is_sample and not page.script.unsaved


def test_words_below_names_that_were_not_taken_as_speech_are_told_and_shown(
    mirror: Driver, page: RehearsePage, tmp_path: Path
) -> None:
    path = tmp_path / "lost.fountain"
    path.write_text(f"{SCRIPT}\nAnna\nI waited.\n\n{SCRIPT}\nIt rains.\nMark:\nFor me?\n")
    page.script.open(path)
    mirror.until(
        lambda: mirror.notice.startswith("4 words below names were not taken as speech: look at lines 15 and ")
    )
    mirror.click("Show")
    dialog = page.menu.places_dialog
    assert dialog is not None and dialog.isVisible() and dialog.current == "I waited."
    assert dialog.text.rect().contains(dialog.text.cursorRect())
    assert [mark.cursor.selectedText() for mark in dialog.text.extraSelections()] == ["I waited.", "For me?"]
    dialog.next.click()
    assert dialog.current == "For me?"
    dialog.next.click()
    assert dialog.current == "I waited."
    dialog.close()
    page.script.open(path)
    mirror.until(lambda: mirror.notice.startswith("4 words"))
    page.script.open(samples()[0])
    mirror.until(lambda: page.script.is_sample)
    assert not mirror.notice


@pytest.mark.parametrize("keep", [True, False])
def test_a_script_that_was_edited_outside_is_asked_about(
    mirror: Driver, page: RehearsePage, dialog: TargetsDialog, script_file: Path, keep: bool
) -> None:
    edit(dialog, 0, WANTS, "Sad")
    theirs = SCRIPT.replace("Then come in.", "Then go.")
    script_file.write_text(theirs)
    page.script.look_outside()
    mirror.until(lambda: mirror.notice.startswith("door.fountain was changed by another program."))
    dialog._save.click()
    mirror.until(lambda: mirror.notice.startswith("Not saved"))
    assert script_file.read_text() == theirs
    mirror.click("Keep mine" if keep else "Load theirs")
    if keep:
        mirror.until(lambda: not page.script.unsaved)
        assert "[[sad]]" in script_file.read_text()
        assert (script_file.parent / "door (edited outside).fountain").read_text() == theirs
    else:
        mirror.until(lambda: page.script.script is not None and page.script.script.lines[2].text == "Then go.")
        assert page.run.target == Target("happy")


@pytest.mark.parametrize("button", [QMessageBox.StandardButton.Save, QMessageBox.StandardButton.Discard])
def test_closing_asks_about_edits_that_are_not_saved(
    mirror: Driver, dialog: TargetsDialog, script_file: Path, button: QMessageBox.StandardButton
) -> None:
    edit(dialog, 0, WANTS, "Sad")
    dialog.close()
    answer(QMessageBox.StandardButton.Cancel)
    mirror.window.close()
    assert mirror.window.isVisible() and mirror.window.isEnabled()
    answer(button)
    mirror.close()
    assert ("[[sad]]" in script_file.read_text()) == (button == QMessageBox.StandardButton.Save)


def test_a_broken_script_is_told_with_line_and_column_and_another_can_be_opened(
    mirror: Driver, script_file: Path
) -> None:
    mirror.press("Ctrl+2", mirror.window)
    page = mirror.window.rehearse
    script_file.write_text("ANNA\nI waited. /* cut\n")
    page.script.open(script_file)
    mirror.until(lambda: "line 2, column" in page.card.empty_words)
    fill: Callable[[], None] = page.bar.script.menu().aboutToShow.emit
    fill()
    next(each for each in page.bar.script.menu().actions() if each.text() == samples()[0].name).trigger()
    mirror.until(lambda: page.script.script is not None)
    page.script.open(script_file)
    mirror.until(lambda: "line 2, column" in mirror.notice)
    assert page.script.is_sample


def test_a_mistyped_note_is_told_and_shown_and_the_script_is_rehearsed_all_the_same(
    mirror: Driver, page: RehearsePage, tmp_path: Path
) -> None:
    path = tmp_path / "mistyped.fountain"
    path.write_text(f"{SCRIPT}\nANNA\nI waited. [[sda 40%]]\n\nANNA\nAlone. [[happy\n")
    page.script.open(path)
    mirror.until(lambda: mirror.notice.startswith("2 notes of mistyped.fountain can't be read, of which this is the"))
    assert "Line 15, column 11: " in mirror.notice and page.script.file is not None
    mirror.click("Show")
    dialog = page.menu.places_dialog
    assert dialog is not None and dialog.current == "I waited. [[sda 40%]]"
    dialog.next.click()
    assert dialog.current == "Alone. [[happy"
    dialog.close()
    path.write_text(SCRIPT)
    page.script.read_again()
    mirror.until(lambda: not mirror.notice)
