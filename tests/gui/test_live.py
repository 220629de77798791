"""Looking at oneself."""

import importlib.util
import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from acting_mirror import paths
from acting_mirror.core.frame import Image
from tests.fake_camera import drawn, for_ever, picture
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import LONG_MS, Driver


def shown(mirror: Driver) -> Image:
    """The pixels of the picture as the view would save it, uint8 (H, W), grey."""
    image = mirror.page.view.snapshot()
    assert image is not None
    grey = image.convertToFormat(image.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()]


def half_light(left: int, right: int) -> Image:
    """A picture whose halves differ."""
    both = picture(left)
    both[:, both.shape[1] // 2 :] = right
    return both


def test_the_drawn_actor_is_shown_read_and_drawn_as_curves(mirror: Driver) -> None:
    mirror.demo()
    mirror.until(lambda: mirror.page.now_card.percent.text().endswith("%"))
    mirror.until(lambda: mirror.page.over_time.plot.isVisible() and len(mirror.live.timeline.rows) > 3)
    mirror.until(lambda: mirror.page.view.reading is not None)
    assert mirror.page.view.badge.words == "Live"
    assert not mirror.page.state.isVisible()


def test_a_picture_is_shown_as_soon_as_the_words_before_it_are_gone(mirror: Driver) -> None:
    mirror.window.begin(demo=True)
    engine_has = lambda: mirror.live._engine is not None and mirror.live._engine.frame is not None  # noqa: E731
    deadline = time.monotonic() + LONG_MS / 1000
    while not engine_has():  # the window doesn't live meanwhile, so that nothing is told yet
        assert time.monotonic() < deadline
        time.sleep(0.01)
    mirror.page._show_picture()
    assert mirror.page.view.frame is None and mirror.state.startswith("Waiting for Demo actor")
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert not mirror.page.state.isVisible()


def test_a_camera_is_named_and_shown(mirror: Driver, cameras: Cameras) -> None:
    cameras(for_ever(picture()))
    mirror.window.begin()
    mirror.until(lambda: "Waiting for Studio" in mirror.state or mirror.page.view.frame is not None)
    mirror.until(lambda: mirror.page.view.frame is not None)
    assert mirror.page.bar.source.text() == "Studio"
    mirror.until(lambda: mirror.page.now_card.line.text == "Step into the picture")


def test_the_camera_of_last_time_is_opened(open_window: OpenWindow, cameras: Cameras) -> None:
    cameras(for_ever(picture()))
    mirror = open_window(camera="Studio")
    assert mirror.camera().name == "Studio"


def test_pausing_freezes_the_picture_and_not_the_camera(mirror: Driver) -> None:
    session = mirror.demo()
    mirror.until(lambda: mirror.page.bar.freeze.isEnabled())
    QTest.mouseClick(mirror.page.bar.freeze, Qt.MouseButton.LeftButton)
    frozen, now_s = mirror.page.view.frame, session.now_s()
    mirror.until(lambda: session.now_s() > now_s + 0.2)
    assert mirror.page.view.frame is frozen
    assert mirror.page.view.badge.words == "Paused"
    QTest.mouseClick(mirror.page.bar.freeze, Qt.MouseButton.LeftButton)
    mirror.until(lambda: mirror.page.view.frame is not frozen)


def test_a_camera_is_mirrored_until_m_is_pressed(mirror: Driver, cameras: Cameras) -> None:
    cameras(for_ever(half_light(30, 220)))
    mirror.camera()
    assert shown(mirror)[60, 10] > 180
    mirror.press("M")
    mirror.until(lambda: shown(mirror)[60, 10] < 60)
    mirror.press("M")
    mirror.until(lambda: shown(mirror)[60, 10] > 180)


def test_p_pauses_the_curves(mirror: Driver) -> None:
    mirror.demo()
    mirror.press("P")
    assert not mirror.page.over_time.following
    mirror.press("P")
    assert mirror.page.over_time.following


def test_full_screen_leaves_the_face_and_one_line(mirror: Driver) -> None:
    mirror.demo()
    mirror.until(lambda: mirror.page.now_card.percent.text().endswith("%"))
    mirror.press("F")
    mirror.until(lambda: mirror.page.view.footnote.endswith("%"))
    for hidden in (mirror.window.top, mirror.page.bar, mirror.page.now_card, mirror.page.over_time):
        assert not hidden.isVisible()
    mirror.press("Esc")
    mirror.until(lambda: mirror.page.bar.isVisible() and mirror.page.over_time.isVisible())
    assert not mirror.window.isFullScreen()


def test_a_full_screen_stays_one_when_something_else_is_opened(mirror: Driver, clip_file: Path) -> None:
    mirror.demo()
    mirror.press("F")
    mirror.open(clip_file)
    mirror.until(lambda: mirror.page.view.badge.words == clip_file.name)
    for hidden in (mirror.page.bar, mirror.page.over_time, mirror.page.transport, mirror.page.progress):
        assert not hidden.isVisible()


def test_of_several_faces_one_is_followed_by_chip_or_key(mirror: Driver, cameras: Cameras) -> None:
    cameras(for_ever(*drawn((640, 240), columns=2, seconds=0.5)))
    mirror.camera()
    page = mirror.page
    mirror.until(lambda: page.chips.isVisible())
    chips = page.chips.findChildren(QPushButton)
    assert len(chips) == 2
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert page.person == 1
    mirror.press("1")
    mirror.until(lambda: page.person == 0 and chips[0].isChecked())
    mirror.press("2")
    assert page.person == 1
    assert chips[1].text().startswith("2") and chips[1].toolTip() == "Follow face 2 (key 2)"
    mirror.press("7")
    mirror.until(lambda: page.now_card.line.text == "Face 7 is not in the picture")


def test_one_face_needs_no_chips(mirror: Driver) -> None:
    mirror.demo()
    mirror.until(lambda: mirror.page.view.reading is not None and mirror.page.view.reading.faces)
    assert not mirror.page.chips.isVisible()


def test_another_detector_takes_over_while_live(mirror: Driver, yunet_file: Path) -> None:
    session = mirror.demo()
    mirror.read_with(detector="yunet", detector_weights=str(yunet_file))
    assert mirror.notice.startswith("Loading")
    mirror.until(lambda: session.engine and session.engine.analyser.settings.detector == "yunet")
    mirror.until(lambda: not mirror.notice)
    assert mirror.page.view.frame is not None


def test_keras_takes_over_while_live(mirror: Driver) -> None:
    if importlib.util.find_spec("tensorflow") is None or "ACTING_MIRROR_SLOW" not in os.environ:
        pytest.skip("TensorFlow, which takes ten seconds to load, is not installed, or ACTING_MIRROR_SLOW is not set")
    session = mirror.demo()
    mirror.read_with(backend="keras")
    assert mirror.notice.startswith("Loading TensorFlow")
    mirror.until(lambda: session.engine and session.engine.analyser.settings.backend == "keras", 60_000)
    mirror.until(lambda: not mirror.notice)
    assert session.now_s() > 0.5


@pytest.fixture
def damaged_model(tmp_path: Path) -> Path:
    """A model's folder whose weights are not those of its card."""
    folder = tmp_path / "damaged"
    shutil.copytree(paths.models_dir() / "mini_xception", folder)
    (folder / "model.tflite").write_bytes(b"broken")
    return folder


def test_a_damaged_model_is_told_and_the_old_one_goes_on(mirror: Driver, damaged_model: Path) -> None:
    session = mirror.demo()
    mirror.read_with(model=str(damaged_model))
    mirror.until(lambda: "is not the file that its card describes" in mirror.notice)
    assert session.engine is not None and session.engine.analyser.settings.model == "studio"
    read = len(session.timeline.rows)
    mirror.until(lambda: len(session.timeline.rows) > read)


def test_a_card_that_does_not_fit_is_told(mirror: Driver, damaged_model: Path) -> None:
    card = json.loads((damaged_model / "card.json").read_text())
    del card["heads"]
    (damaged_model / "card.json").write_text(json.dumps(card))
    mirror.demo()
    mirror.read_with(model=str(damaged_model))
    mirror.until(lambda: "does not fit this program" in mirror.notice)


def test_smoothing_is_changed_while_live(mirror: Driver) -> None:
    session = mirror.demo()
    mirror.read_with(smoothing_s=1.5)
    mirror.until(lambda: session.engine and session.engine.analyser.settings.smoothing_s == 1.5)
