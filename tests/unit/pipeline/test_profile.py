"""The profile of the actor in the live engine."""

import time
from collections.abc import Callable, Sequence

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame, Image
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.live_source import PacedActor

FAINT = Profile("", np.zeros(7, np.float32), np.full(7, 0.1, np.float32))
"""A face whose strongest is faint: what is shown is far from what was read."""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.01)


def test_a_profile_holds_from_the_next_frame_on_and_over_a_change_of_model() -> None:
    readings: list[FrameAnalysis] = []
    engine = LiveEngine(AnalysisSettings(model="mini_xception", smoothing_s=0.0, label_hold_s=0.0), readings.append)

    def faces() -> list[tuple[np.ndarray, np.ndarray]]:
        last = readings[-5:]
        return [(face.scores.probs, face.smoothed.probs) for one in last for face in one.faces if face.scores]  # type: ignore[union-attr]

    def calibrated() -> bool:
        profile = engine.profile
        pairs = faces()
        expected = [raw if profile is None else profile.calibrated(raw) for raw, _ in pairs]
        return len(pairs) == 5 and all(
            np.allclose(shown, wanted, atol=1e-4) for (_, shown), wanted in zip(pairs, expected, strict=True)
        )

    engine.start(PacedActor())
    try:
        wait_for(calibrated)
        engine.profile = FAINT
        wait_for(lambda: calibrated() and len(readings) > 10)
        before = engine.analyser
        engine.load(AnalysisSettings(model="studio", smoothing_s=0.0, label_hold_s=0.0))
        wait_for(lambda: engine.analyser is not before)
        count = len(readings)
        wait_for(lambda: len(readings) > count + 5 and calibrated())
        assert engine.profile is not None
        assert not any(np.allclose(raw, engine.profile.calibrated(raw), atol=1e-3) for raw, _ in faces())
        engine.profile = None
        wait_for(calibrated)
    finally:
        engine.stop()


class Both:
    """A detector that knows where two faces are."""

    name = "haar"

    def __init__(self, boxes: list[FaceBox]) -> None:
        self._boxes = boxes

    def find(self, _: Image) -> list[FaceBox]:
        return self._boxes

    def find_near(self, _: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        return self._boxes


def test_only_person_0_has_a_profile() -> None:
    with SyntheticActor((320, 240)) as actor:
        one = actor.frame(0).bgr
        box = actor.box_at(0.0)
    small = FaceBox(box.x + 320, box.y + 4, box.width * 0.8, box.height * 0.8)
    both = np.concatenate([one, one], axis=1)

    plain = Analyser.open(AnalysisSettings(confirm_s=0.0))
    analyser = Analyser(Both([box, small]), plain.classifier, AnalysisSettings(confirm_s=0.0))
    analyser.profile = FAINT
    faces = analyser.analyse(Frame(0, 0.0, both)).faces
    shown = {face.person: np.allclose(face.scores.probs, face.smoothed.probs, atol=1e-4) for face in faces}  # type: ignore[union-attr]
    assert shown == {0: False, 1: True}
