"""What is measured of the drawn actor's eyes and head, whose truth is known."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from acting_mirror.core.blinks import blinks
from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.movements import Measured, Rest, eyes_closed, measured
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.sources.drawn.pose import POSES, Bearing
from acting_mirror.vision.sources.synthetic import SyntheticActor

SIZE = (240, 180)
BLINKS = (0.05, 1.1)
"""When they begin; they are shut a tenth of a second later."""
NEUTRAL = POSES["neutral"]


@pytest.fixture(scope="module")
def landmarker() -> FaceLandmarker:
    return FaceLandmarker()


def measure(landmarker: FaceLandmarker, bearing: Bearing) -> Measured:
    actor = SyntheticActor(SIZE, blinks=(), bearing=lambda _: bearing)
    mesh = landmarker.find(actor.picture(0.0, NEUTRAL), actor.box_at(0.0))
    assert mesh is not None
    return measured(mesh, landmarker.canonical)


def played(landmarker: FaceLandmarker, actor: SyntheticActor) -> Iterator[Measured]:
    """At 30 pictures a second; smiling at the end."""
    mesh: FaceMesh | None = None
    for number in range(actor.frame_count or 0):
        t_s = number / 30
        picture = actor.picture(t_s, NEUTRAL.towards(POSES["happy"], float(np.interp(t_s, [1.35, 1.45], [0, 1]))))
        mesh = landmarker.follow(picture, mesh) if mesh else landmarker.find(picture, actor.box_at(t_s))
        assert mesh is not None
        yield measured(mesh, landmarker.canonical)


def nodding(t_s: float) -> Bearing:
    """A nod, with a look down in it that lasts longer than a blink."""
    nod = (1 - math.cos(2 * math.pi * 2 * min(max(t_s - 0.4, 0), 0.5))) / 2
    return Bearing(pitch_deg=-16 * nod, gaze_pitch_deg=float(np.interp(t_s, [0.4, 0.5, 0.9, 1.0], [0, -30, -30, 0])))


def test_every_blink_is_found_and_no_nod_look_down_or_smile_is_taken_for_one(landmarker: FaceLandmarker) -> None:
    actor = SyntheticActor(SIZE, seconds=1.5, blinks=BLINKS, bearing=nodding)
    shown = list(played(landmarker, actor))
    times, rest = np.arange(len(shown)) / 30, Rest()
    for t_s, face in zip(times.tolist(), shown, strict=True):
        rest.update(t_s, face.measures)
    closed = eyes_closed(np.array([face.measures for face in shown]), rest.measures)
    for step in (1, 2):
        found = [(start + end) / 2 for start, end in blinks(times[::step], closed[::step])]
        assert found == pytest.approx([start + 0.11 for start in BLINKS], abs=0.1)
    head = [(face.head.yaw_deg, face.head.pitch_deg, face.head.roll_deg) for face in shown]
    [(start, end)] = head_motion(times, head).nods
    assert (start, end) == pytest.approx((0.4, 0.9), abs=0.15)


def test_gaze_tells_the_sides_apart_and_up_from_down(landmarker: FaceLandmarker) -> None:
    ahead = measure(landmarker, Bearing()).gaze
    assert ahead == pytest.approx((0, -3), abs=3)
    for side_deg in (-20, 20):
        yaw, pitch = measure(landmarker, Bearing(gaze_yaw_deg=side_deg)).gaze
        assert yaw - ahead[0] == pytest.approx(side_deg, abs=4)
        assert pitch == pytest.approx(ahead[1], abs=3)
    down, up = (measure(landmarker, Bearing(gaze_pitch_deg=pitch)).gaze[1] for pitch in (-30, 20))
    assert down + 3 < ahead[1] < up - 6


@pytest.mark.parametrize("yaw_deg", [-30, 30])
def test_a_turned_head_that_looks_into_the_lens_is_seen_to(landmarker: FaceLandmarker, yaw_deg: float) -> None:
    """The drawing is flatter than a head: about three quarters of its turn is measured."""
    shown = measure(landmarker, Bearing(yaw_deg=yaw_deg))
    assert shown.head.yaw_deg == pytest.approx(0.77 * yaw_deg, abs=3)
    assert shown.gaze[0] == pytest.approx(0, abs=7)


def test_eyes_that_are_shut_look_to_no_side(landmarker: FaceLandmarker) -> None:
    actor = SyntheticActor(SIZE, blinks=[0.0])
    mesh = landmarker.find(actor.picture(0.11, NEUTRAL), actor.box_at(0.11))
    assert mesh is not None
    assert np.isnan(measured(mesh, landmarker.canonical).gaze[0])
