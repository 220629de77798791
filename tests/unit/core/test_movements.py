import numpy as np
import pytest

from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import MOVEMENTS, NAMES, Movements, OwnRange, Rest, Values

REST = np.array([movement.rest for movement in MOVEMENTS], np.float32)
STRONGEST = np.array([movement.strongest for movement in MOVEMENTS], np.float32)
COUNTED = OwnRange.from_rest(REST)


def after(rest: Rest, measures: Values, start_s: float, seconds: float) -> Values:
    for step in range(round(seconds * 25) + 1):
        rest.update(start_s + step / 25, measures)
    return rest.measures


def test_a_movement_goes_from_rest_to_its_strongest() -> None:
    np.testing.assert_allclose(COUNTED.strengths(REST), 0)
    np.testing.assert_allclose(COUNTED.strengths((REST + STRONGEST) / 2), 0.5, atol=1e-3)
    np.testing.assert_allclose(COUNTED.strengths(3 * STRONGEST - 2 * REST), 1)
    np.testing.assert_allclose(COUNTED.strengths(2 * REST - STRONGEST), 0)


def test_opposite_movements_exclude_each_other() -> None:
    shown = Movements(HeadPose(0, 0, 0), STRONGEST, COUNTED.strengths(REST + np.float32(0.02)))
    assert shown.of("mouth_corners_up") > 0
    assert shown.of("mouth_corners_down") == 0


def test_an_unknown_movement_is_refused() -> None:
    with pytest.raises(ValueError):
        Movements(HeadPose(0, 0, 0), REST, REST).of("ears_up")


def test_rest_is_general_until_a_second_has_passed() -> None:
    rest = Rest()
    np.testing.assert_array_equal(after(rest, REST + 0.01, 0.0, 0.9), REST)
    np.testing.assert_allclose(after(rest, REST + 0.01, 0.94, 0.2), REST + 0.01, atol=1e-6)


def test_a_calmer_second_is_taken_for_rest_and_a_held_smile_is_not() -> None:
    smiling = REST.copy()
    smiling[NAMES.index("mouth_corners_up")] = MOVEMENTS[NAMES.index("mouth_corners_up")].strongest
    rest = Rest()
    np.testing.assert_allclose(after(rest, smiling, 0.0, 2.0), smiling)
    np.testing.assert_allclose(after(rest, REST, 2.04, 2.0), REST)
    np.testing.assert_allclose(after(rest, smiling, 4.08, 2.0), REST)


def test_a_restless_second_is_no_rest() -> None:
    rest = Rest()
    after(rest, REST + 0.005, 0.0, 1.2)
    calm = rest.measures
    for step in range(60):
        rest.update(1.3 + step / 25, REST + (0.05 if step % 2 else -0.05))
    np.testing.assert_array_equal(rest.measures, calm)


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], (0, 0, 0)),
        ([[0, 0, 1], [0, 1, 0], [-1, 0, 0]], (90, 0, 0)),
        ([[1, 0, 0], [0, 0.8, 0.6], [0, -0.6, 0.8]], (0, 36.87, 0)),
        ([[0.8, 0.6, 0], [-0.6, 0.8, 0], [0, 0, 1]], (0, 0, 36.87)),
    ],
)
def test_angles_count_to_the_persons_left_and_up(axes: list[list[float]], expected: tuple[float, ...]) -> None:
    pose = HeadPose.of(np.array(axes))
    assert (pose.yaw_deg, pose.pitch_deg, pose.roll_deg) == pytest.approx(expected, abs=0.01)
