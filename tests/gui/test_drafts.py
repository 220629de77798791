"""Sides out of a PDF or the clipboard, looked through and saved; and parts of a script, taken out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from acting_mirror.gui.rehearse.draft_dialog import DraftDialog
from acting_mirror.gui.rehearse.draft_table import KIND, TEXT
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.rehearsal.script_rows import Kind
from tests.gui.driver import Driver
from tests.gui.rehearsing import SCRIPT
from tests.sides_pdf import Layout, Pdf, set_script

_LEFT = dict.fromkeys(("action", "name", "how", "words", "heading"), 90.0)
_SIDES = [("name", "ANNA"), ("words", "I did."), ("name", "MARK"), ("words", "No."), ("action", "He leaves.")] * 2
PASTED = "ANNA. One.\nMARK. Two.\nANNA. Three.\nMARK. Four.\nEVE. Five.\n"


@pytest.fixture
def page(mirror: Driver) -> RehearsePage:
    mirror.press("Ctrl+2", mirror.window)
    return mirror.window.rehearse


def _looked_through(mirror: Driver, page: RehearsePage) -> DraftDialog:
    mirror.until(lambda: page.menu.draft_dialog is not None and page.menu.draft_dialog.isVisible())
    assert page.menu.draft_dialog is not None
    return page.menu.draft_dialog


def _saves_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def test_a_pdf_is_looked_through_and_saved_as_a_script(
    mirror: Driver, page: RehearsePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sides.pdf"
    path.write_bytes(set_script(_SIDES, Layout(left=_LEFT)))
    page.menu.open(path)
    dialog = _looked_through(mirror, page)
    assert dialog.view.currentIndex().siblingAtColumn(TEXT).data().strip() == "He leaves."
    assert dialog.view.currentIndex().siblingAtColumn(KIND).data() == "Action?"
    QTest.keyClick(dialog.view, Qt.Key.Key_2)
    assert dialog.table.draft.unsure == 1
    QTest.keyClick(dialog.view, Qt.Key.Key_N)
    QTest.keyClick(dialog.view, Qt.Key.Key_R)
    assert dialog.table.draft.unsure == 0 and not dialog.next.isEnabled()
    there = tmp_path / "sides.fountain"
    there.write_text("mine")
    _saves_at(there, monkeypatch)
    dialog.save.click()
    mirror.until(lambda: page.script.script is not None)
    assert page.script.file is not None and page.script.file.path == tmp_path / "sides-2.fountain"
    assert there.read_text() == "mine"
    assert [line.text for line in page.script.file.script.lines] == ["I did.", "No. He leaves.", "I did.", "No."]


def test_a_script_is_pasted_and_corrected(
    mirror: Driver, page: RehearsePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText(PASTED)
    mirror.press("Ctrl+V", mirror.window)
    dialog = _looked_through(mirror, page)
    row = next(row for row, each in enumerate(dialog.table.draft.paragraphs) if each.text == "EVE")
    dialog.table.setData(dialog.table.index(row, TEXT), "EVA")
    dialog.kinds[Kind.OTHER].click()
    dialog.table.undo()
    assert [each.text for each in dialog.table.draft.paragraphs if each.kind is Kind.CUE][-1] == "EVA"
    _saves_at(tmp_path / "pasted", monkeypatch)
    dialog.save.click()
    mirror.until(lambda: page.script.script is not None)
    assert page.script.script is not None and page.script.script.characters == ("ANNA", "MARK", "EVA")


def test_corrections_are_not_lost_unasked(mirror: Driver, page: RehearsePage, monkeypatch: pytest.MonkeyPatch) -> None:
    QGuiApplication.clipboard().setText(PASTED)
    page.menu.paste()
    dialog = _looked_through(mirror, page)
    dialog.table.take_for([0], Kind.ACTION)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_script_in_which_nobody_speaks_any_more_is_not_saved(
    mirror: Driver, page: RehearsePage, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText(PASTED)
    page.menu.paste()
    dialog = _looked_through(mirror, page)
    dialog.table.take_for(range(dialog.table.rowCount()), Kind.ACTION)
    dialog.save_as(tmp_path / "a.fountain")
    assert "has no spoken line" in dialog._note.text() and not any(tmp_path.glob("*.fountain"))
    dialog.table.show_draft(dialog.table.draft)
    dialog.close()


def test_a_scan_and_an_empty_clipboard_say_what_to_do(mirror: Driver, page: RehearsePage, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(Pdf().content())
    told: list[str] = []
    page.script.failed.connect(told.append)
    page.menu.open(path)
    mirror.until(lambda: told)
    assert "have its text recognised" in told[0]
    QGuiApplication.clipboard().setText(" ")
    page.menu.paste()
    assert mirror.notice.startswith("The clipboard holds no text")


def test_a_part_is_chosen_and_its_sides_are_taken_out(
    mirror: Driver, page: RehearsePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "door.fountain"
    path.write_text(SCRIPT)
    page.script.open(path)
    mirror.until(lambda: page.script.script is not None)
    page.menu.show_parts()
    dialog = page.menu.parts_dialog
    assert dialog is not None
    rows = [[dialog.parts.item(row, column).text() for column in range(3)] for row in range(2)]
    assert rows == [["ANNA", "1", "2"], ["MARK", "1", "1"]]
    dialog.parts.selectRow(1)
    dialog.cues.setChecked(True)
    _saves_at(tmp_path / "mine.fountain", monkeypatch)
    dialog.take_out.click()
    assert mirror.notice.startswith("Saved mine.fountain.")
    assert (tmp_path / "mine.fountain").read_text() == (
        "Title: The Door\n\nINT. HALL\n\nMARK\nWho is there? [[ANNA: scared]]\n"
    )
    page.menu.show_parts()
    dialog.parts.selectRow(1)
    dialog.play.click()
    assert page.script.character == "MARK"
