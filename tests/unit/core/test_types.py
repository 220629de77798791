import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS, SHOWN_NAMES
from acting_mirror.core.palette import EMOTION_COLOURS
from acting_mirror.core.scores import EmotionScores

BOX = FaceBox(10, 20, 30, 40)


def scores(leader: int = 3) -> EmotionScores:
    probs = np.full(7, 0.05, np.float32)
    probs[leader] = 0.7
    return EmotionScores(probs)


def test_names_and_colours_cover_the_seven_emotions_in_their_order() -> None:
    assert EMOTIONS == ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
    assert tuple(SHOWN_NAMES) == EMOTIONS == tuple(EMOTION_COLOURS)
    assert set(FERPLUS_LABELS) - set(EMOTIONS) == {"contempt"}
    assert len(set(EMOTION_COLOURS.values())) == 7


def test_frame_is_read_only_but_leaves_the_callers_array_alone() -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)
    frame = Frame(0, 0.0, pixels)
    assert frame.size == (6, 4)
    with pytest.raises(ValueError, match="read-only"):
        frame.bgr[0, 0] = 1
    pixels[0, 0] = 1


@pytest.mark.parametrize("shape", [(4, 6), (4, 6, 4), (0, 6, 3)])
def test_frame_names_the_shape_it_wants_and_the_one_it_got(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\(H, W, 3\), not uint8 \(" + str(shape[0])):
        Frame(0, 0.0, np.zeros(shape, np.uint8))


@pytest.mark.parametrize("probs", [np.full(7, 0.2), np.full(6, 1 / 6), [np.nan] * 7, [-0.5, 1.5, 0, 0, 0, 0, 0]])
def test_scores_refuse_what_is_no_distribution(probs: object) -> None:
    with pytest.raises(ValueError, match="scores"):
        EmotionScores(np.asarray(probs, np.float32))


def test_scores_know_their_leader() -> None:
    assert scores(3).label == "happy"


def test_box_refuses_no_area_and_strange_landmarks() -> None:
    with pytest.raises(ValueError, match="area"):
        FaceBox(0, 0, 0, 5)
    with pytest.raises(ValueError, match=r"\(5, 2\), not \(4, 2\)"):
        FaceBox(0, 0, 5, 5, landmarks=np.zeros((4, 2), np.float32))


def test_box_moves_with_its_landmarks() -> None:
    box = FaceBox(1, 2, 3, 4, landmarks=np.ones((5, 2), np.float32)).moved(10, 20, scale=2)
    assert (box.x, box.y, box.width, box.height) == (12, 24, 6, 8)
    assert box.landmarks is not None
    assert box.landmarks.tolist() == [[12, 22]] * 5


def test_overlap_of_boxes() -> None:
    assert BOX.iou(BOX) == 1
    assert BOX.iou(FaceBox(100, 100, 5, 5)) == 0
    assert FaceBox(0, 0, 2, 1).iou(FaceBox(1, 0, 2, 1)) == pytest.approx(1 / 3)


def test_face_is_read_whole_or_has_a_reason() -> None:
    TrackedFace(0, BOX, Unreadable.TOO_DARK)
    TrackedFace(0, BOX, None, scores(), scores(), "happy")
    with pytest.raises(ValueError, match="whole"):
        TrackedFace(0, BOX)
    with pytest.raises(ValueError, match="whole"):
        TrackedFace(0, BOX, Unreadable.TOO_DARK, scores(), scores(), "happy")


def test_person_0_is_none_when_only_others_are_in_the_picture() -> None:
    face = TrackedFace(1, BOX, Unreadable.TOO_SMALL)
    assert FrameAnalysis(0, 0.0, (face,), 1.0).person_0 is None
