import cv2
import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.vision.detectors.haar import HaarDetector
from training.benchmarks import of_fer2013, of_found_peaks, of_peaks, prepared
from training.data import Faces
from training.ferplus import judge


class Finder:
    """Finds a small and a large face, or none in what is black."""

    name = "owl"

    def find(self, bgr: Image) -> list[FaceBox]:
        return [FaceBox(0, 0, 20, 20), FaceBox(96, 96, 192, 192)] if bgr.max() else []


def test_fer_plus_leaves_out_what_it_can_not_judge_and_contempt() -> None:
    votes = np.zeros((4, 10), np.uint8)
    votes[0, 1] = votes[1, 9] = votes[2, 7] = votes[3, 0] = 10  # happy, not a face, contempt, neutral
    faces = Faces(np.zeros((4, 48, 48), np.uint8), np.array([3, 0, 1, 4], np.uint8), judge(votes))
    own, eight, seven = of_fer2013(faces, "PrivateTest").labellings
    assert [each.key for each in (own, eight, seven)] == ["fer2013_private", "ferplus_private", "ferplus7_private"]
    assert own.truth.tolist() == [3, 0, 1, 4]
    assert eight.rows.tolist() == [0, 2, 3]
    assert [eight.labels[index] for index in eight.truth] == ["happy", "contempt", "neutral"]
    assert seven.rows.tolist() == [0, 3]
    assert [EMOTIONS[index] for index in seven.truth] == ["happy", "neutral"]


def test_a_found_peak_is_the_largest_face_and_a_missed_one_is_counted() -> None:
    picture = np.add.outer(np.arange(48), 4 * np.arange(48)).astype(np.uint8)
    pictures = [picture, np.zeros((48, 48), np.uint8)]
    benchmark = of_found_peaks(pictures, np.array([3, 4]), Finder(), 0.0)
    assert benchmark.found == 0.5
    assert benchmark.labellings[0].truth.tolist() == [3]
    again = cv2.resize(cv2.cvtColor(benchmark.pictures[0], cv2.COLOR_BGR2GRAY), (48, 48), interpolation=cv2.INTER_AREA)
    assert np.abs(again.astype(int) - picture).mean() < 2


def test_haar_finds_an_enlarged_face(astronaut: Image) -> None:
    small = cv2.resize(cv2.cvtColor(astronaut[60:180, 165:285], cv2.COLOR_BGR2GRAY), (48, 48))
    assert of_found_peaks([np.asarray(small, np.uint8)], np.array([3]), HaarDetector(480), 0.0).found == 1.0


def test_preprocessing_reaches_every_picture() -> None:
    dim = np.tile(np.arange(48, dtype=np.uint8), (48, 1))
    peaks = of_peaks([dim], np.array([0]))
    assert prepared(peaks, "", None) is peaks
    assert np.ptp(prepared(peaks, "clahe", None).pictures[0]) > np.ptp(dim)
    with pytest.raises(ValueError, match="steps"):
        prepared(peaks, "lipstick", None)
