"""Measuring one's own face with the drawn actor."""

import json

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.scores import EmotionScores
from acting_mirror.gui.rehearse.calibrate_dialog import CalibrateDialog
from acting_mirror.rehearsal import calibrating
from acting_mirror.settings.profiles import Profiles
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.drawn.pose import POSES
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.fake_camera import drawn, for_ever
from tests.gui.conftest import Cameras
from tests.gui.driver import Driver

MINI, STUDIO = (load_bundle(name).card.full_name for name in ("mini_xception", "studio"))


@pytest.fixture
def dialog(mirror: Driver, cameras: Cameras, monkeypatch: pytest.MonkeyPatch) -> CalibrateDialog:
    """The dialog before a face at rest, with short steps."""
    return opened(mirror, cameras, monkeypatch, drawn((320, 240), seconds=1.0)[0])


def opened(mirror: Driver, cameras: Cameras, monkeypatch: pytest.MonkeyPatch, picture: Image) -> CalibrateDialog:
    """The dialog before this picture, with short steps."""
    monkeypatch.setattr(calibrating, "STEP_S", 0.4)
    monkeypatch.setattr(calibrating, "_LEAST_S", {"neutral": 0.3})
    monkeypatch.setattr(calibrating, "_LEAST_STRONG_S", 0.3)
    cameras(for_ever(picture))
    mirror.camera()
    mirror.press("Ctrl+2", mirror.window)
    mirror.window.rehearse.bar.calibrate.click()
    dialog = mirror.window.rehearse.calibrate_dialog
    assert dialog is not None
    dialog._countdown.timer.setInterval(10)
    return dialog


def test_a_face_at_rest_becomes_a_profile_that_is_used(mirror: Driver, dialog: CalibrateDialog) -> None:
    assert dialog.heading.text() == "1 of 7 · Your face at rest"
    assert not dialog.save.isEnabled()
    mirror.window.preferences.change_rehearsal(movement_tips=True)
    mirror.until(lambda: mirror.measured)
    dialog.start.click()
    assert dialog.heading.text().startswith("Get ready")
    mirror.until(lambda: dialog.step == "angry")
    dialog.name.setText("Anna")
    dialog.save.click()
    assert dialog.note == "Saved; Anna is used from now on."
    profile = Profiles().load("Anna")
    assert profile.model == STUDIO and profile.movements is not None
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


def test_a_face_that_moves_is_told_to_rest_and_its_rest_is_measured_anew(
    mirror: Driver, dialog: CalibrateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "STEP_S", 3.0)
    assert mirror.live.engine is not None
    dialog._calibrating.begin("neutral")
    for number in range(40):
        leader = "sad" if number < 15 else "angry"
        probs = np.array([0.7 if emotion == leader else 0.05 for emotion in EMOTIONS], np.float32)
        scores = EmotionScores(probs)
        face = TrackedFace(0, FaceBox(10, 10, 90, 90), None, scores, scores, leader)
        dialog._on_read(FrameAnalysis(number, 1e6 + number / 10, (face,), 1.0))
        if number == 17:
            assert dialog.words.text().startswith("Your face is moving")
    rest = dialog._calibrating.rest
    assert rest is not None and EMOTIONS[int(rest.argmax())] == "angry"
    assert 0 < dialog._calibrating.share < 1


def test_a_rest_that_does_not_read_as_neutral_is_told_and_can_be_repeated(
    mirror: Driver, cameras: Cameras, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SyntheticActor((320, 240), rest=POSES["sad"]) as actor:
        dialog = opened(mirror, cameras, monkeypatch, actor.frame(10).bgr)
    assert not dialog.repeat.isEnabled()
    dialog.start.click()
    mirror.until(lambda: dialog.step == "angry")
    assert dialog.note.startswith("At rest you read as Sad")
    dialog.repeat.click()
    assert dialog.step == "neutral" and dialog.note == ""
    assert not dialog.save.isEnabled()


def test_it_shows_the_face_while_it_looks(mirror: Driver, dialog: CalibrateDialog) -> None:
    mirror.until(lambda: dialog.view.frame is not None and dialog.view.reading is not None)
    assert dialog.view.isVisible() and dialog.view.width() >= 320


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
