from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from acting_mirror.gui.dialogs.settings import SettingsDialog
from acting_mirror.pipeline.stored_data import StoredData
from acting_mirror.settings.schema import Settings

ROUNDS = StoredData("practice", "Your practice rounds", Path("/data/practice.jsonl"), (Path("/data/p"),), 12_000)
TAKES = StoredData("takes", "Your takes", Path("/videos/Takes"), (Path("/videos/Takes/monday"),), 3_400_000, True)
NONE = StoredData("log", "The log", Path("/log"), (), 0)


@pytest.fixture
def dialog(dark: QApplication, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(Settings(), [])
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox.StandardButton]:
    """What the user will answer; "no" where nothing is left."""
    given: list[QMessageBox.StandardButton] = []
    no = QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *_: given.pop() if given else no)
    return given


def box(dialog: SettingsDialog, title: str) -> QCheckBox:
    return next(each for each in dialog.kept.findChildren(QCheckBox) if each.text() == title)


def test_it_asks_what_is_kept_whenever_it_comes_to_be_seen(dialog: SettingsDialog) -> None:
    looks: list[bool] = []
    dialog.kept.looked_at.connect(lambda: looks.append(True))
    dialog.keeps.head.click()
    assert looks == [True]
    dialog.close()
    dialog.show()
    assert looks == [True, True], "it may have another size by now"


def test_what_is_ticked_is_told_once_the_user_agrees(
    dialog: SettingsDialog, answers: list[QMessageBox.StandardButton]
) -> None:
    told: list[list[StoredData]] = []
    dialog.kept.forget_wanted.connect(told.append)
    dialog.kept.show_kept([ROUNDS, TAKES, NONE])
    assert not dialog.kept.delete.isEnabled() and not box(dialog, "The log").isEnabled()
    box(dialog, "Your practice rounds").click()
    dialog.kept.delete.click()
    assert not told
    answers.append(QMessageBox.StandardButton.Yes)
    dialog.kept.delete.click()
    assert told == [[ROUNDS]]


def test_what_is_gone_is_not_ticked_any_more(dialog: SettingsDialog) -> None:
    dialog.kept.show_kept([ROUNDS, TAKES])
    for title in ("Your takes", "Your practice rounds"):
        box(dialog, title).click()
    dialog.kept.show_kept([StoredData(ROUNDS.name, ROUNDS.title, ROUNDS.place, (), 0), TAKES])
    assert not box(dialog, "Your practice rounds").isChecked() and box(dialog, "Your takes").isChecked()
    assert dialog.kept.delete.isEnabled()
