"""Measuring one's own face with the drawn actor."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.gui.rehearse.calibrate_dialog import CalibrateDialog
from acting_mirror.rehearsal import calibrating
from acting_mirror.settings.profiles import Profiles
from acting_mirror.vision.model_bundle import load_bundle
from tests.fake_camera import drawn, for_ever
from tests.gui.conftest import Cameras
from tests.gui.driver import Driver

MINI, STUDIO = (load_bundle(name).card.full_name for name in ("mini_xception", "studio"))


@pytest.fixture
def dialog(mirror: Driver, cameras: Cameras, monkeypatch: pytest.MonkeyPatch) -> Iterator[CalibrateDialog]:
    """The dialog before a face at rest, with short steps."""
    monkeypatch.setattr(calibrating, "STEP_S", 0.4)
    monkeypatch.setattr(calibrating, "_LEAST_S", {"neutral": 0.3})
    monkeypatch.setattr(calibrating, "_LEAST_STRONG_S", 0.3)
    cameras(for_ever(drawn((320, 240), seconds=1.0)[0]))
    mirror.camera()
    mirror.press("Ctrl+2", mirror.window)
    mirror.window.rehearse.bar.calibrate.click()
    dialog = mirror.window.rehearse.calibrate_dialog
    assert dialog is not None
    dialog._countdown.timer.setInterval(10)
    yield dialog


def test_a_face_at_rest_becomes_a_profile_that_is_used(mirror: Driver, dialog: CalibrateDialog) -> None:
    assert dialog.heading.text() == "1 of 7 · Your face at rest"
    assert not dialog.save.isEnabled()
    dialog.start.click()
    assert dialog.heading.text().startswith("Get ready")
    mirror.until(lambda: dialog.step == "angry")
    dialog.name.setText("Anna")
    dialog.save.click()
    assert dialog.note == "Saved; Anna is used from now on."
    profile = Profiles().load("Anna")
    assert profile.model == STUDIO
    assert profile.neutral.sum() == pytest.approx(1, abs=0.5)
    assert mirror.window.settings.rehearsal.profile == "Anna"
    assert mirror.window.face.profile is not None and mirror.live.engine is not None
    assert mirror.live.engine.profile is mirror.window.face.profile
    mirror.until(lambda: mirror.page.session.reading().faces[0].label == "neutral")
    dialog.delete.click()
    assert mirror.window.settings.rehearsal.profile is None and mirror.live.engine.profile is None
    assert not Profiles().names()


def test_another_model_in_the_middle_begins_the_measuring_anew(mirror: Driver, dialog: CalibrateDialog) -> None:
    dialog.start.click()
    mirror.until(lambda: dialog.step == "angry")
    mirror.read_with(model="mini_xception")
    mirror.until(lambda: mirror.live.engine and mirror.live.engine.analyser.classifier.card.name == "mini_xception")
    dialog.start.click()
    mirror.until(lambda: dialog.note.startswith("Another model reads now"))
    assert dialog.step == "neutral" and not dialog.running
    dialog.start.click()
    mirror.until(lambda: dialog.step == "angry")
    dialog.save.click()
    assert Profiles().load("Me").model == MINI


def test_an_emotion_that_does_not_show_is_said_and_can_be_left_out(mirror: Driver, dialog: CalibrateDialog) -> None:
    dialog.start.click()
    mirror.until(lambda: dialog.step == "angry")
    dialog.start.click()
    mirror.until(lambda: "Angry at its strongest reads much like your face at rest" in dialog.note)
    assert dialog.step == "angry" and not dialog.running
    dialog.skip.click()
    assert dialog.heading.text().startswith("3 of 7")


def test_without_a_camera_it_says_what_to_do(mirror: Driver) -> None:
    mirror.press("Ctrl+2", mirror.window)
    mirror.window.rehearse.bar.calibrate.click()
    dialog = mirror.window.rehearse.calibrate_dialog
    assert dialog is not None
    assert "Open a camera" in dialog.words.text() and not dialog.start.isEnabled()


def test_a_profile_of_another_label_order_is_refused_with_a_sentence(mirror: Driver) -> None:
    folder = Profiles().folder
    folder.mkdir(parents=True)
    numbers = [0.1] * 6 + [0.4]
    stored = {"labels": list(reversed(EMOTIONS)), "neutral": numbers, "strongest": [1.0] * 7}
    (folder / "Old.json").write_text(json.dumps(stored))
    mirror.demo()
    mirror.window.preferences.change_rehearsal(profile="Old")
    assert "another order" in mirror.notice
    assert mirror.window.face.profile is None and mirror.live.engine is not None
    assert mirror.live.engine.profile is None


def test_a_profile_of_an_earlier_edition_of_the_model_is_used_and_told(mirror: Driver) -> None:
    rest = np.array([0.1] * 6 + [0.4], np.float32)
    Profiles().save(Profile("Old", rest, np.ones(7, np.float32), "studio"))
    mirror.demo()
    mirror.window.preferences.change_rehearsal(profile="Old")
    assert mirror.notice == f"The profile Old was made with the model studio, not with {STUDIO}: calibrate again."
    assert mirror.live.engine is not None and mirror.live.engine.profile is not None


def test_a_profile_of_another_model_is_used_and_told_for_as_long_as_that_reads(mirror: Driver) -> None:
    rest = np.array([0.1] * 6 + [0.4], np.float32)
    Profiles().save(Profile("Anna", rest, np.ones(7, np.float32), MINI))
    mirror.demo()
    mirror.window.preferences.change_rehearsal(profile="Anna")
    told = f"The profile Anna was made with the model {MINI}, not with {STUDIO}: calibrate again."
    assert mirror.notice == told
    assert mirror.live.engine is not None and mirror.live.engine.profile is not None
    mirror.dismiss()
    mirror.demo()
    mirror.until(lambda: mirror.notice == told and mirror.live.engine and mirror.live.engine.profile)
    mirror.read_with(model="mini_xception")
    mirror.until(lambda: not mirror.notice)
    mirror.read_with(model="studio")
    mirror.until(lambda: mirror.notice == told)
    mirror.window.preferences.change_rehearsal(profile=None)
    mirror.until(lambda: not mirror.notice)  # that the model is loaded is told until it is
