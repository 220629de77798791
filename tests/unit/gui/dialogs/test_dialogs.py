from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QDoubleSpinBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from acting_mirror.gui.dialogs.export import ExportDialog
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.link import LinkDialog, megabytes
from acting_mirror.gui.dialogs.many_clips import ManyClipsDialog
from acting_mirror.gui.dialogs.set_up import SetUpDialog
from acting_mirror.gui.dialogs.settings import SettingsDialog
from acting_mirror.gui.dialogs.welcome import Welcome
from acting_mirror.gui.shell.actions import by_page
from acting_mirror.gui.widgets import theme
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.settings.schema import Settings

LINK = "https://example.org/clip"


def words_in(dialog: QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


MAKERS: dict[str, Callable[[], QDialog]] = {
    "settings": lambda: SettingsDialog(Settings(), [("mini_xception", "Mini-Xception")]),
    "welcome": Welcome,
    "set-up": SetUpDialog,
    "help": lambda: Help(by_page()),
    "link": LinkDialog,
    "export": lambda: ExportDialog("scene", Path("/nowhere"), True),
    "many-clips": lambda: ManyClipsDialog(Path("/nowhere")),
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS.keys())
@pytest.mark.parametrize("choice", ["dark", "light"])
def test_every_dialog_fits_a_small_screen_stops_nothing_and_names_its_controls(
    qtbot: QtBot, qapp: QApplication, choice: str, maker: Callable[[], QDialog]
) -> None:
    theme.apply(qapp, choice)
    dialog = maker()
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.isModal() and dialog.width() <= 900 and dialog.height() <= 600
    for control in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QComboBox)):
        assert control.accessibleName() or getattr(control, "text", str)(), control
        assert control.toolTip() or not isinstance(control, QComboBox | QPushButton), control
    for box in dialog.findChildren(QDoubleSpinBox):
        assert box.accessibleName() and box.toolTip()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_welcome_is_accepted_by_start_which_leads_to_the_set_up_and_by_skip(
    dark: QApplication, qtbot: QtBot
) -> None:
    for words, set_ups in (("Start", 1), ("Skip", 0)):
        welcome, wanted = Welcome(), list[bool]()
        qtbot.addWidget(welcome)
        welcome.set_up_wanted.connect(lambda wanted=wanted: wanted.append(True))
        with qtbot.waitSignal(welcome.accepted):
            button(welcome, words).click()
        assert "isn't happiness" in words_in(welcome) and len(wanted) == set_ups


def test_a_copied_link_is_there_already_and_other_words_are_not(dark: QApplication, qtbot: QtBot) -> None:
    for copied, shown in ((LINK, LINK), ("my secret", ""), ("http://[", "")):
        QGuiApplication.clipboard().setText(copied)
        dialog = LinkDialog()
        qtbot.addWidget(dialog)
        assert dialog.field.text() == shown and button(dialog, "Fetch").isEnabled() == bool(shown)


def test_enter_asks_for_the_link_and_what_is_none_is_refused_in_place(dark: QApplication, qtbot: QtBot) -> None:
    dialog = LinkDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.field.setText("my clip.mp4")
    with qtbot.assertNotEmitted(dialog.wanted):
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "That isn't a link" in words_in(dialog)
    dialog.field.setText(f" {LINK} ")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert wanted.args == [LINK] and not button(dialog, "Fetch").isEnabled()


def test_fetching_shows_bytes_and_an_error_lets_one_try_again(dark: QApplication, qtbot: QtBot) -> None:
    dialog = LinkDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.field.setText(LINK)
    dialog.show_progress(12_000_000, 5_000_000_000)  # more than an int of Qt's holds
    assert "12 of 5000 MB" in words_in(dialog)
    height = dialog.height()
    dialog.show_error(f"{LINK}{'a' * 400} can't be fetched: check it.")
    assert "check it" in words_in(dialog) and button(dialog, "Fetch").isEnabled() and dialog.height() > height


def test_cancel_and_closing_stop_the_fetching_once(dark: QApplication, qtbot: QtBot) -> None:
    dialog = LinkDialog()
    qtbot.addWidget(dialog)
    told: list[bool] = []
    dialog.cancelled.connect(lambda: told.append(dialog.isVisible()))
    dialog.show()
    dialog.show_progress(1, None)
    button(dialog, "Cancel").click()
    assert told == [True] and dialog.isVisible()
    dialog.show_progress(1, None)
    dialog.close()
    assert len(told) == 2 and not dialog.isVisible()
    dialog.show()
    button(dialog, "Cancel").click()
    assert len(told) == 2 and not dialog.isVisible()


def test_bytes_are_said_in_megabytes() -> None:
    assert megabytes(400_000, 2_100_000) == "0.4 of 2.1 MB"
    assert megabytes(12_300_000, 48_000_000) == "12 of 48 MB"
    assert megabytes(12_300_000, None) == "12 MB"


@pytest.fixture
def export(dark: QApplication, qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog("scene", tmp_path, True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_export_asks_for_what_is_ticked(export: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    export.format.setCurrentText("MKV")
    export.checks["json"].setChecked(False)
    with qtbot.waitSignal(export.wanted) as wanted:
        button(export, "Export").click()
    assert wanted.args == [Outputs(tmp_path / "scene annotated.mkv", tmp_path / "scene.csv")]


def test_with_nothing_ticked_there_is_nothing_to_export(export: ExportDialog) -> None:
    for check in export.checks.values():
        check.setChecked(False)
    assert not button(export, "Export").isEnabled() and not export.format.isEnabled()


def test_photos_have_no_video_row(dark: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog("photos", tmp_path, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert list(dialog.checks) == ["csv", "json"] and not dialog.format.isVisible()


def test_files_that_exist_are_replaced_only_when_that_is_said(
    export: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "scene.csv").touch()
    with qtbot.assertNotEmitted(export.wanted):
        button(export, "Export").click()
    assert "scene.csv is there already" in words_in(export)
    export.checks["json"].setChecked(False)  # another wish: ask again
    button(export, "Export").click()
    with qtbot.waitSignal(export.wanted) as wanted:
        button(export, "Replace").click()
    assert wanted.args[0].force and button(export, "Export")


def test_export_shows_how_far_it_is_and_what_was_saved(
    export: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("acting_mirror.gui.dialogs.export.show_folder", opened.append)
    export.show_progress(1, 4)
    assert "25 % done" in words_in(export) and not export.checks["csv"].isEnabled()
    export.show_progress(1200, None)
    assert "1,200 pictures" in words_in(export)
    export.show_done([tmp_path / "a.mp4", tmp_path / "b.csv"])
    assert "Saved a.mp4 and b.csv." in words_in(export)
    button(export, "Open folder").click()
    assert opened == [tmp_path]
    button(export, "Close").click()
    assert not export.isVisible()


def test_the_video_that_was_exported_can_be_played(export: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(export.wanted) as wanted:
        button(export, "Export").click()
    export.show_done([tmp_path / "scene.csv"])
    assert button(export, "Play").isHidden()
    export.show_done(wanted.args[0].paths())
    with qtbot.waitSignal(export.play_wanted) as played:
        button(export, "Play").click()
    assert played.args[0] == wanted.args[0].video and not export.isVisible()


def test_a_failed_export_says_why_and_can_be_tried_again(export: ExportDialog) -> None:
    export.show_progress(1, 4)
    export.show_error("The disk is full.")
    assert "The disk is full." in words_in(export) and button(export, "Export").isEnabled()


def test_closing_stops_the_export(export: ExportDialog, qtbot: QtBot) -> None:
    export.show_progress(1, 4)
    with qtbot.waitSignal(export.cancelled):
        export.close()
