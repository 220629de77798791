"""Faces are read as they are and mirrored: in turn where pictures come quickly, else both at once."""

from collections.abc import Sequence

import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import Classifier
from acting_mirror.vision.model_bundle import load_bundle

CARD = load_bundle("mini_xception").card
HAPPY, SAD = EMOTIONS.index("happy"), EMOTIONS.index("sad")


class Still:
    """A detector that finds one face, always in the same place."""

    name = "haar"

    def find(self, bgr: Image) -> Sequence[FaceBox]:
        return [FaceBox(10, 10, 100, 100)]

    def find_near(self, bgr: Image, boxes: Sequence[FaceBox]) -> Sequence[FaceBox]:
        return self.find(bgr)


class Sided:
    """A network that reads a face that is brighter to the left as happy, and its mirror image as sad.

    Attributes:
        shown: For each call, on which sides the faces were brighter.
    """

    def __init__(self) -> None:
        self.shown: list[list[str]] = []

    def __call__(self, batch: np.ndarray) -> dict[str, np.ndarray]:
        left = batch[:, :, :24].mean(axis=(1, 2, 3)) > batch[:, :, 24:].mean(axis=(1, 2, 3))
        self.shown.append(["left" if is_left else "right" for is_left in left])
        outputs = {}
        for head, labels in CARD.heads.items():
            probs = np.full((len(batch), len(labels)), 0.01, np.float32)
            probs[np.arange(len(batch)), [labels.index("happy" if is_left else "sad") for is_left in left]] = 0.9
            outputs[head] = probs / probs.sum(axis=1, keepdims=True)
        return outputs


@pytest.fixture
def network() -> Sided:
    return Sided()


@pytest.fixture(params=[0.0, 0.3])
def analyser(request: pytest.FixtureRequest, network: Sided) -> Analyser:
    return Analyser(Still(), Classifier(CARD, network), AnalysisSettings(confirm_s=0.0, smoothing_s=request.param))


def picture() -> Image:
    """Two halves with enough texture to be sharp."""
    grey = np.random.default_rng(0).integers(0, 120, (120, 120), np.uint8)
    grey[:, :60] += 100
    return np.dstack([grey] * 3)


def raw_at(analyser: Analyser, times: Sequence[float]) -> np.ndarray:
    """What is read of a face that holds still, (N, 7)."""
    readings = [analyser.analyse(Frame(index, t_s, picture())) for index, t_s in enumerate(times)]
    scores = [face.scores for reading in readings for face in reading.faces]
    return np.array([each.probs for each in scores if each is not None])


def test_quick_pictures_are_seen_in_turns_and_read_alike(analyser: Analyser, network: Sided) -> None:
    raw = raw_at(analyser, np.arange(12) / 25)
    assert network.shown == [["left", "right"], *[["right"], ["left"]] * 5, ["right"]]
    assert len(raw) == 12
    assert np.abs(raw[2:] - raw[2]).max() < 1e-6
    assert raw[-1, HAPPY] == pytest.approx(raw[-1, SAD], abs=0.05)


def test_slow_pictures_and_single_ones_are_read_in_both_views(analyser: Analyser, network: Sided) -> None:
    raw = raw_at(analyser, [0.0, 0.5, 1.0])
    assert network.shown == [["left", "right"]] * 3
    assert np.abs(raw - raw[0]).max() < 1e-6


class Row(Still):
    """A detector that finds ten faces in a row, of which the first is the largest."""

    def find(self, bgr: Image) -> Sequence[FaceBox]:
        return [FaceBox(0, 0, 119, 119), *(FaceBox(120 * number + 5, 10, 100, 100) for number in range(1, 10))]


def test_of_many_faces_the_largest_is_read_in_every_picture_and_the_others_in_turn(network: Sided) -> None:
    analyser = Analyser(Row(), Classifier(CARD, network), AnalysisSettings(confirm_s=0.0))
    analyser.most = 4
    pictures = [analyser.analyse(Frame(number, number / 30, np.tile(picture(), (1, 10, 1)))) for number in range(7)]
    assert all(len(each.faces) == 10 for each in pictures)
    assert [len(shown) for shown in network.shown] == [20, *[4] * 6]
    read = [{face.person for face in each.faces if face.scores is not None} for each in pictures]
    assert all(0 in persons for persons in read)
    assert read[1] | read[2] | read[3] == read[4] | read[5] | read[6] == set(range(10))
    kept = next(face for face in pictures[1].faces if face.scores is None)
    before = next(face for face in pictures[0].faces if face.person == kept.person)
    assert (kept.smoothed, kept.label) == (before.smoothed, before.label)
    sides = [shown[1:] for shown in network.shown[1:]]
    assert sides == [["right"] * 3] * 3 + [["left"] * 3] * 3


def test_two_readings_of_a_clip_are_equal(analyser: Analyser) -> None:
    times = np.cumsum([0.0, 0.04, 0.04, 0.3, 0.04, 0.04, 0.04])
    first = raw_at(analyser, times)
    analyser.restart()
    assert raw_at(analyser, times).tobytes() == first.tobytes()


def test_several_frames_are_read_at_a_time_as_one_by_one(analyser: Analyser, network: Sided) -> None:
    times = np.cumsum([0.0, 0.04, 0.04, 0.04, 0.04, 0.3, 0.04, 0.04])
    dark = picture() // 40
    frames = [Frame(index, t_s, dark if index == 2 else picture()) for index, t_s in enumerate(times)]
    alone = [analyser.analyse(frame).faces[0] for frame in frames]
    network.shown.clear()
    analyser.restart()
    together = [reading.faces[0] for reading in analyser.analyse_all(frames)]
    assert network.shown == [["left", "right"], ["right", "right", "left"], ["left", "right"], ["right", "left"]]
    assert [face.reason for face in together] == [face.reason for face in alone]
    assert together[2].reason is not None

    def numbers(face: TrackedFace) -> list[bytes]:
        return [scores.probs.tobytes() for scores in (face.scores, face.smoothed) if scores is not None]

    assert [numbers(face) for face in together] == [numbers(face) for face in alone]


def test_who_takes_over_begins_with_both_views(analyser: Analyser, network: Sided) -> None:
    raw_at(analyser, [0.0, 0.04])
    successor = Analyser(Still(), Classifier(CARD, network), analyser.settings)
    successor.follow(analyser)
    successor.analyse(Frame(2, 0.08, picture()))
    assert network.shown[-1] == ["left", "right"]
