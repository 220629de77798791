import threading
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.tape_point import Verdict
from acting_mirror.pipeline.tape_check.face_points import face_points
from acting_mirror.pipeline.tape_check.pictures import look_at
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.settings.tape_profile import load


def filmed(picture: Image) -> dict[str, Verdict]:
    """What is said of some pictures of one who keeps still."""
    wide = np.asarray(cv2.resize(picture[:288], (480, 270)), np.uint8)
    frames = [Frame(number, number / 10, wide) for number in range(8)]
    points = face_points(look_at(frames, AnalysisSettings(), threading.Event()), load())
    return {point.point: point.verdict for point in points}


@pytest.mark.parametrize(
    ("change", "point"),
    [
        (lambda picture: picture // 12, "light.dark"),
        (lambda picture: picture[86:], "framing.head_room"),
    ],
)
def test_a_face_that_is_dark_or_cut_off_is_seen_and_its_fault_named(
    astronaut: Image, change: Callable[[Image], Image], point: str
) -> None:
    found = filmed(change(astronaut))
    assert found["framing.face"] is Verdict.GOOD
    assert found[point] is not Verdict.GOOD


def test_where_nobody_is_nobody_is_seen(astronaut: Image) -> None:
    assert filmed(astronaut[250:] // 8)["framing.face"] is Verdict.WONT
