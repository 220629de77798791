import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.palette import EMOTION_COLOURS
from acting_mirror.core.scores import EmotionScores
from acting_mirror.render.overlay import Overlay
from acting_mirror.render.text import text_mask


def face(box: FaceBox, person: int = 0, label: str = "happy") -> TrackedFace:
    probs = np.full(7, 0.02, np.float32)
    probs[EMOTIONS.index(label)] = 0.88
    scores = EmotionScores(probs)
    return TrackedFace(person, box, None, scores, scores, label)


def drawn(width: int, height: int, *faces: TrackedFace, overlay: Overlay | None = None) -> np.ndarray:
    frame = Frame(0, 0.0, np.full((height, width, 3), 100, np.uint8))
    return (overlay or Overlay()).draw(frame, FrameAnalysis(0, 0.0, faces, 1.0))


def changed(image: np.ndarray) -> np.ndarray:
    return np.asarray((image != 100).any(axis=2))


def test_a_frame_without_faces_is_an_untouched_copy() -> None:
    image = drawn(640, 360)
    assert not changed(image).any()
    image[0, 0] = 0


def test_the_box_has_the_emotions_colour_and_leaves_the_face_alone() -> None:
    image = drawn(640, 360, face(FaceBox(250, 100, 140, 140)))
    np.testing.assert_allclose(image[170, 250, ::-1], EMOTION_COLOURS["happy"], atol=30)  # the line is antialiased
    assert not changed(image)[110:230, 260:380].any()


@pytest.mark.parametrize(("width", "height"), [(640, 360), (360, 640), (1920, 1080), (3840, 2160)])
def test_text_and_chart_grow_with_the_picture_and_stay_small(width: int, height: int) -> None:
    share = changed(drawn(width, height, face(FaceBox(width * 0.4, height * 0.3, height * 0.3, height * 0.3)))).mean()
    assert 0.01 < share < 0.16


def test_the_chart_moves_to_a_corner_where_it_hides_no_face_and_stays_there() -> None:
    overlay = Overlay()
    in_the_way = face(FaceBox(5, 150, 200, 200))
    image = drawn(640, 360, in_the_way, overlay=overlay)
    assert not changed(image)[160:340, 15:195].any()
    again = drawn(640, 360, face(FaceBox(250, 100, 100, 100)), overlay=overlay)
    assert not changed(again)[260:, :200].any()


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    two = drawn(640, 360, face(FaceBox(300, 150, 80, 80)), face(FaceBox(340, 155, 80, 80), 1))
    above = changed(two)[100:145, 290:480]
    below = changed(two)[240:270, 290:480]
    assert above.any()
    assert below.any()


@pytest.mark.parametrize("box", [FaceBox(-50, -40, 200, 200), FaceBox(600, 330, 100, 100), FaceBox(0, 0, 640, 360)])
def test_faces_at_and_beyond_the_edge_are_no_error(box: FaceBox) -> None:
    assert changed(drawn(640, 360, face(box))).any()


def test_a_face_that_cannot_be_read_says_so_and_has_no_chart() -> None:
    dark = TrackedFace(0, FaceBox(250, 100, 140, 140), Unreadable.TOO_DARK)
    image = drawn(640, 360, dark)
    assert changed(image).any()
    assert not changed(image)[250:, :200].any()


@pytest.mark.parametrize("size", [(2, 2), (33, 17)])
def test_tiny_pictures_are_no_error(size: tuple[int, int]) -> None:
    drawn(*size, face(FaceBox(0, 0, 2, 2)))


@pytest.mark.parametrize("text", ["Îngrijorat ăâșț", "Überrascht ß", "Удивлён", "Έκπληκτος", "غاضب", "שמח"])
def test_text_of_many_alphabets_has_its_letters(text: str) -> None:
    missing = text_mask("\uffff", 20)
    for letter in text.replace(" ", ""):
        glyph = text_mask(letter, 20)
        assert glyph.any()
        assert glyph.shape != missing.shape or (glyph != missing).any()


def test_lines_of_text_share_a_height() -> None:
    assert len({text_mask(text, 16).shape[0] for text in ("x", "Ág", "Happy 86 %")}) == 1
