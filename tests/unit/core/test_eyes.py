import numpy as np
import pytest

from acting_mirror.core.eyes import closed, gaze
from acting_mirror.core.face_mesh import Points

OUTER_MM, RADIUS_MM = 88.9, 10.5


def turned(yaw_deg: float) -> np.ndarray:
    yaw = np.radians(yaw_deg)
    return np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])


def face(
    yaw_deg: float, gaze_yaw_deg: float, gaze_pitch_deg: float, lids_mm: float = 9.0, scale: float = 2.0
) -> Points:
    """The eyes of a head with balls behind their corners, which look somewhere from the lens; y and z as landmarks."""
    yaw, pitch = np.radians([gaze_yaw_deg, gaze_pitch_deg])
    looks = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    seen = np.zeros((478, 3))
    for side, outer, inner, upper, lower, iris in ((-1, 33, 133, 159, 145, 468), (1, 263, 362, 386, 374, 473)):
        middle = np.array([side * 31.5, 0, 0])
        half, up = np.array([side * 12.95, 0, 0]), np.array([0, lids_mm / 2, 0])
        seen[outer], seen[inner], seen[upper], seen[lower] = middle + half, middle - half, middle + up, middle - up
        ball = middle + OUTER_MM * np.array([0, 0.0165, -0.05])
        seen[iris] = ball + RADIUS_MM * looks @ turned(yaw_deg)
    return np.asarray(2 * (seen @ turned(yaw_deg).T) * (1, -1, -1) + (300, 200, 0))


@pytest.mark.parametrize("yaw_deg", [-40, 0, 25])
@pytest.mark.parametrize("looks", [(0, 0), (20, 0), (-30, 5), (0, -25), (10, 15)])
def test_gaze_counts_from_the_lens_however_the_head_is_turned(yaw_deg: float, looks: tuple[float, float]) -> None:
    assert gaze(face(yaw_deg, *looks), turned(yaw_deg)) == pytest.approx(looks, abs=0.5)


def test_irises_behind_lids_are_nowhere_aside_and_beside_the_ball_as_far_as_it_goes() -> None:
    yaw, pitch = gaze(face(0, 0, -20, lids_mm=2), turned(0))
    assert np.isnan(yaw) and pitch == pytest.approx(-20, abs=0.5)
    far = face(0, 0, 0)
    far[[468, 473], 0] += 100
    assert gaze(far, turned(0)) == pytest.approx((90, 0), abs=0.5)


def test_eyes_close_from_their_rest_to_shut() -> None:
    lids = np.array([0.15, 0.12, 0.065, 0.01, 0.0, np.nan], np.float32)
    np.testing.assert_allclose(closed(lids, np.float32(0.12)), [0, 0, 0.5, 1, 1, np.nan], atol=1e-6)


def test_a_rest_with_lowered_lids_is_not_believed() -> None:
    assert closed(np.array([0.03], np.float32), np.float32(0.03))[0] > 0.6
