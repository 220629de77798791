"""What is advised about light, distance and reading before the camera."""

import numpy as np
import pytest

from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.frame import Image
from acting_mirror.core.picture_check import distance_advice, light_advice, picture_advice, reading_advice
from acting_mirror.core.scores import EmotionScores

FACE = FaceBox(177, 66, 94, 94)
"""Where the astronaut's is."""


def read(box: FaceBox) -> TrackedFace:
    scores = EmotionScores(np.full(7, 1 / 7, np.float32))
    return TrackedFace(0, box, None, scores, scores, "neutral")


@pytest.mark.parametrize(("light", "advice"), [(1.0, ""), (0.5, ""), (0.2, "too dark"), (3.0, "too bright")])
def test_the_light_is_judged_on_the_face(astronaut: Image, light: float, advice: str) -> None:
    picture = np.full_like(astronaut, 128)
    face = astronaut[66:160, 177:271]
    picture[66:160, 177:271] = np.clip(face * light, 0, 255).astype(np.uint8)
    words = light_advice(picture, read(FACE))
    assert advice in words and bool(words) == bool(advice)


def test_a_lamp_behind_does_not_count_as_light_and_a_white_wall_not_as_too_much(astronaut: Image) -> None:
    picture = np.full_like(astronaut, 255)
    picture[66:160, 177:271] = astronaut[66:160, 177:271]
    assert light_advice(picture, read(FACE)) == ""
    picture[66:160, 177:271] //= 5
    assert "too dark" in light_advice(picture, read(FACE))


@pytest.mark.parametrize(("grey", "black"), [(0, True), (5, True), (12, False), (128, False)])
def test_a_picture_that_shows_nothing_is_told(grey: int, black: bool) -> None:
    words = picture_advice(np.full((90, 160, 3), grey, np.uint8))
    assert words.startswith("The picture is black") if black else words == ""


def test_where_nobody_is_found_the_dark_is_told_first() -> None:
    assert "too dark" in light_advice(np.full((90, 160, 3), 10, np.uint8), None)
    assert light_advice(np.full((90, 160, 3), 90, np.uint8), None).startswith("No face in sight")


@pytest.mark.parametrize(
    ("size", "box", "advice"),
    [
        ((1280, 720), (540, 250, 200, 200), ""),
        ((720, 1280), (260, 400, 200, 200), ""),
        ((1280, 720), (600, 300, 80, 80), "come closer"),
        ((320, 240), (130, 90, 50, 50), "come closer"),
        ((1280, 720), (380, 100, 540, 540), "move back"),
        ((1280, 720), (2, 250, 200, 200), "to the middle"),
        ((1280, 720), (1075, 250, 200, 200), "to the middle"),
        ((1280, 720), (540, 0, 200, 200), "to the middle"),
        ((1280, 720), (540, 516, 200, 200), "to the middle"),
    ],
)
def test_the_distance_is_judged_by_the_picture(
    size: tuple[int, int], box: tuple[int, int, int, int], advice: str
) -> None:
    words = distance_advice(size, read(FaceBox(*box)))
    assert advice in words and bool(words) == bool(advice)


def test_a_face_that_can_not_be_read_says_what_to_do() -> None:
    assert reading_advice(read(FACE)) == ""
    said = {reading_advice(TrackedFace(0, FACE, reason)) for reason in Unreadable} | {reading_advice(None)}
    assert len(said) == len(Unreadable) + 1 and all(words.endswith(".") for words in said)
    assert "come closer" in distance_advice((1280, 720), TrackedFace(0, FACE, Unreadable.TOO_SMALL))
    assert distance_advice((1280, 720), None).startswith("No face in sight")
