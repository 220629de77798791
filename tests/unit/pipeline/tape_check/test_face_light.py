from collections.abc import Callable
from dataclasses import asdict
from typing import Final

import cv2
import numpy as np
import pytest

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.moved import NOT_MEASURED
from acting_mirror.core.tape_point import Verdict
from acting_mirror.pipeline.tape_check.face_light import face_light
from acting_mirror.pipeline.tape_check.face_points import face_points
from acting_mirror.pipeline.tape_check.pictures import Look, Pictures
from acting_mirror.settings.tape_profile import load
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

FACE: Final = FaceBox(177, 66, 95, 95)


@pytest.fixture(scope="module")
def points(astronaut: Image) -> Points:
    mesh = FaceLandmarker().find(astronaut, FACE)
    assert mesh is not None
    return mesh.points


def shaded(picture: Image) -> Image:
    """Darker on the left of the picture, from the middle of the face on."""
    dark = picture.copy()
    dark[:, :225] = dark[:, :225] // 4
    return dark


def windowed(picture: Image) -> Image:
    bright = picture.copy()
    bright[:, 330:] = 255
    return bright


@pytest.mark.parametrize(
    ("change", "what", "factor"),
    [
        (lambda picture: picture // 3, "luma", 0.34),
        (lambda picture: cv2.GaussianBlur(picture, (0, 0), 4), "focus", 0.3),
        (
            lambda picture: cv2.add(picture, np.random.default_rng(0).integers(0, 40, picture.shape, np.uint8)),
            "noise",
            4,
        ),
        (lambda picture: cv2.convertScaleAbs(picture, alpha=2.2), "burnt", 5),
        (windowed, "white_behind", 5),
        (shaded, "uneven", 5),
    ],
)
def test_what_is_changed_is_measured(
    astronaut: Image, points: Points, change: Callable[[Image], Image], what: str, factor: float
) -> None:
    before, after = (face_light(picture, points) for picture in (astronaut, change(astronaut)))
    assert before is not None
    assert after is not None
    ratio = asdict(after)[what] / max(asdict(before)[what], 0.01)
    assert ratio < 1.05 * factor if factor < 1 else abs(ratio) > factor


def test_skin_has_one_hue_whatever_its_lightness(astronaut: Image, points: Points) -> None:
    light, dark = face_light(astronaut, points), face_light(astronaut // 3, points)
    blue = face_light(
        cv2.add(astronaut // 2, np.full(3, (90, 0, 0), np.uint8)[None, None].repeat(512, 0).repeat(512, 1)), points
    )
    assert light is not None
    assert dark is not None
    assert blue is not None
    assert 30 < light.hue_deg < 75
    assert light.hue_deg == pytest.approx(dark.hue_deg, abs=8)
    assert not 10 < blue.hue_deg < 90


@pytest.mark.parametrize(("blue", "verdict"), [(1.0, Verdict.GOOD), (0.9, Verdict.GOOD), (0.25, Verdict.WONT)])
def test_light_of_lamps_is_a_cast_where_it_is_orange(
    astronaut: Image, points: Points, blue: float, verdict: Verdict
) -> None:
    light = face_light(np.asarray(astronaut * (blue, 1 - 0.4 * (1 - blue), 1), np.uint8), points)
    seen = Pictures(looks=[Look(0.0, 0.0, light=light, moved=NOT_MEASURED)])
    assert {point.point: point.verdict for point in face_points(seen, load())}["light.cast"] is verdict


def test_a_face_that_is_cut_off_is_not_measured(astronaut: Image, points: Points) -> None:
    assert face_light(astronaut, points - (0, 400, 0)) is None
