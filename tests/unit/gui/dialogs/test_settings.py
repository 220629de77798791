from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from acting_mirror.gui.dialogs.settings import SettingsDialog
from acting_mirror.gui.sessions.cue_sound import why_no_voice
from acting_mirror.gui.widgets.form import Seconds
from acting_mirror.settings.schema import AnalysisSettings, Settings, WindowSettings
from acting_mirror.vision.detectors import yunet_weights

MODELS = [("mini_xception", "Mini-Xception"), ("studio", "Studio")]


@pytest.fixture
def dialog(dark: QApplication, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(Settings(), MODELS)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def advanced(dialog: SettingsDialog) -> SettingsDialog:
    dialog.advanced.head.click()
    return dialog


@pytest.fixture
def told(dialog: SettingsDialog) -> list[Settings]:
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    return told


def combo(dialog: SettingsDialog, name: str) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)


def seconds(dialog: SettingsDialog, name: str) -> Seconds:
    return next(each for each in dialog.findChildren(Seconds) if each.accessibleName() == name)


def button(dialog: SettingsDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text().startswith(words))


def test_each_change_is_told_at_once_and_adds_to_those_before(dialog: SettingsDialog, told: list[Settings]) -> None:
    combo(dialog, "Model").setCurrentText("Mini-Xception")
    combo(dialog, "Picture size").setCurrentIndex(2)
    combo(dialog, "Theme").setCurrentText("Light colours")
    next(each for each in dialog.findChildren(QCheckBox) if each.text().startswith("Mirror")).click()
    next(each for each in dialog.findChildren(QRadioButton) if each.text() == "Keras").click()
    seconds(dialog, "Smoothing").slider.setValue(10)
    window = WindowSettings(theme="light", camera_size=(1920, 1080), mirrored=False)
    assert told[-1] == Settings(AnalysisSettings(model="mini_xception", backend="keras", smoothing_s=0.5), window)
    assert len(told) == 6


def test_the_field_takes_exact_times_and_moves_the_slider(
    dialog: SettingsDialog, told: list[Settings], qtbot: QtBot
) -> None:
    times = seconds(dialog, "The word changes after")
    times.field.selectAll()
    qtbot.keyClicks(times.field, "0.42")
    assert not told  # half typed
    qtbot.keyClick(times.field, Qt.Key.Key_Return)
    assert [settings.analysis.label_hold_s for settings in told] == [0.42] and times.slider.value() == 8
    assert dialog.isVisible()  # Enter pressed no button


def test_times_can_be_put_back_alone(dialog: SettingsDialog, told: list[Settings]) -> None:
    dialog.show_settings(Settings(AnalysisSettings(model="mini_xception", smoothing_s=1.0, lead_s=2.0)))
    button(dialog, "Restore").click()
    assert told == [Settings(AnalysisSettings(model="mini_xception"))]
    assert seconds(dialog, "Smoothing").field.value() == 0.3


def test_settings_changed_elsewhere_are_shown_without_telling_them(
    dialog: SettingsDialog, told: list[Settings]
) -> None:
    odd = Settings(AnalysisSettings(model="/my/model", smoothing_s=0.333), WindowSettings(camera_size=(800, 600)))
    dialog.show_settings(odd)
    assert not told and combo(dialog, "Model").currentText() == "/my/model"
    assert combo(dialog, "Picture size").currentText().split()[0] == "800"
    combo(dialog, "Theme").setCurrentText("Dark colours")
    assert told == [replace(odd, window=replace(odd.window, theme="dark"))]


def test_yunet_can_be_chosen_once_it_is_downloaded(dialog: SettingsDialog, qtbot: QtBot, told: list[Settings]) -> None:
    yunet = next(each for each in dialog.findChildren(QRadioButton) if "YuNet" in each.text())
    assert not yunet.isEnabled()
    with qtbot.waitSignal(dialog.yunet_wanted):
        button(dialog, "Download YuNet").click()
    yunet_weights.downloaded().parent.mkdir(parents=True, exist_ok=True)
    yunet_weights.downloaded().touch()
    dialog.refresh_yunet()
    assert button(dialog, "Download YuNet").isHidden()
    yunet.click()
    assert told[-1].analysis.detector == "yunet"


def test_another_folder_for_recordings(
    dialog: SettingsDialog, told: list[Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["", str(tmp_path)])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: next(answers))
    button(dialog, "Choose").click()  # and thought better of it
    button(dialog, "Choose").click()
    assert [settings.window.recordings for settings in told] == [str(tmp_path)]


def test_the_wheel_scrolls_and_changes_nothing(
    dialog: SettingsDialog, told: list[Settings], qapp: QApplication
) -> None:
    for control in (combo(dialog, "Model"), seconds(dialog, "Smoothing").field, seconds(dialog, "Smoothing").slider):
        buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        turn = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), buttons, keys, phase, False)
        qapp.sendEvent(control, turn)
    assert not told


def test_the_keyboard_goes_from_top_to_bottom(advanced: SettingsDialog, qapp: QApplication) -> None:
    advanced.keeps.head.click()
    qapp.processEvents()  # the cards that were unfolded take their places
    stops: list[QWidget] = [combo(advanced, "Theme")]
    while (each := stops[-1].nextInFocusChain()) is not stops[0]:
        stops.append(each)
    named = [each for each in stops if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.accessibleName()]
    assert named.pop() is button(advanced, "Close")  # below the page, which scrolls
    heights = [each.mapTo(advanced, each.rect().center()).y() for each in named if not each.focusProxy()]
    assert len(heights) == 31 and heights == sorted(heights)


def seen(dialog: SettingsDialog) -> str:
    kinds = (QLabel, QPushButton, QRadioButton, QCheckBox)
    return " ".join(each.text() for kind in kinds for each in dialog.findChildren(kind) if each.isVisible())


def test_what_only_engineers_know_is_folded_away_until_it_is_asked_for(
    dialog: SettingsDialog, qtbot: QtBot, qapp: QApplication
) -> None:
    words = ("TensorFlow", "Keras", "Haar", "YuNet", "Model", "Smoothing")
    assert not [each for each in words if each in seen(dialog)]
    dialog.advanced.head.setFocus()
    qtbot.keyClick(dialog.advanced.head, Qt.Key.Key_Return)
    assert [each for each in words if each in seen(dialog)] == list(words)
    qapp.processEvents()
    place = dialog.advanced.mapTo(dialog, QPoint(0, 0)).y()
    assert 0 <= place < dialog.height() / 2, "it was scrolled to"
    qtbot.keyClick(dialog.advanced.head, Qt.Key.Key_Space)
    assert "Keras" not in seen(dialog)


@pytest.mark.parametrize(
    "analysis",
    [
        AnalysisSettings(model="mini_xception"),
        AnalysisSettings(backend="keras"),
        AnalysisSettings(detector="yunet"),
        AnalysisSettings(lead_s=1.0),
    ],
)
def test_what_was_changed_in_there_is_seen_at_once(dialog: SettingsDialog, analysis: AnalysisSettings) -> None:
    dialog.show_settings(Settings(window=WindowSettings(theme="light", mirrored=False)))
    assert "STEADINESS" not in seen(dialog)
    dialog.show_settings(Settings(analysis))
    assert "STEADINESS" in seen(dialog)


def test_what_an_actor_changes_first_comes_first(advanced: SettingsDialog, qapp: QApplication) -> None:
    qapp.processEvents()  # the cards that were unfolded take their places
    captions = [each for each in advanced.findChildren(QLabel) if each.property("role") == "caption"]
    captions.sort(key=lambda each: each.mapTo(advanced, QPoint(0, 0)).y())
    in_order = ["LOOK", "CAMERA", "RECORDING", "REHEARSING", "READING", "STEADINESS", "WHAT IS KEPT"]
    assert [each.text() for each in captions] == in_order


def test_a_note_is_shown_at_the_bottom(dialog: SettingsDialog) -> None:
    dialog.show_note("Loading TensorFlow.")
    assert dialog._note.text() == "Loading TensorFlow."


def test_how_scripts_are_rehearsed_is_set_here_too(dialog: SettingsDialog, told: list[Settings]) -> None:
    next(each for each in dialog.findChildren(QRadioButton) if each.text() == "At a pace").click()
    words = next(each for each in dialog.findChildren(QSpinBox) if each.accessibleName() == "Pace")
    words.setValue(180)
    loud = next(each for each in dialog.findChildren(QSlider) if each.accessibleName() == "Loudness")
    loud.setValue(50)
    rehearsal = told[-1].rehearsal
    assert (rehearsal.advance, rehearsal.words_a_minute, rehearsal.cue_loudness) == ("pace", 180, 0.5)


def test_a_voice_is_only_offered_where_something_can_speak(dialog: SettingsDialog, qapp: QApplication) -> None:
    qapp.processEvents()  # it is looked for when the dialog is shown
    voice = next(each for each in dialog.findChildren(QRadioButton) if each.text() == "A voice")
    assert voice.isEnabled() == (not why_no_voice())
