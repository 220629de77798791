from collections.abc import Mapping

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import GENERAL, NAMES
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.rehearsal.calibrating import Calibrating
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.drawn.pose import POSES
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.readings import RESTS, Shown, doing, timeline_of

REST = {"sad": 0.4, "angry": 0.1}


def show(calibrating: Calibrating, shown: Shown, seconds: float = 6, noise: float = 0.03) -> None:
    timeline = timeline_of(lambda _: shown, seconds, noise=noise)
    give(calibrating, timeline)


def give(calibrating: Calibrating, timeline: Timeline) -> None:
    for t_s in timeline.frame_times:
        reading = timeline.reading_at(float(t_s))
        assert reading is not None
        calibrating.take(reading)


def calibrated(steps: Mapping[str, Shown], seconds: float = 6) -> Profile:
    calibrating = Calibrating()
    for emotion, shown in steps.items():
        calibrating.begin(emotion)
        show(calibrating, shown, seconds)
    return calibrating.profile("Anna")


def value(of: np.ndarray, emotion: str) -> float:
    return float(of[EMOTIONS.index(emotion)])


def test_the_baseline_is_the_median_of_the_face_at_rest() -> None:
    calibrating = Calibrating()
    calibrating.model = "studio"
    calibrating.begin("neutral")
    timeline = timeline_of(lambda t_s: {"surprise": 0.9} if t_s % 1 < 0.3 else REST, 6, noise=0.03)
    give(calibrating, timeline)
    profile = calibrating.profile("Anna")
    assert (profile.name, profile.model) == ("Anna", "studio")
    assert value(profile.neutral, "sad") == pytest.approx(0.4, abs=0.06)
    assert value(profile.neutral, "surprise") < 0.1
    assert profile.strongest.tolist() == [1.0] * 7


def test_a_face_that_turns_into_another_has_come_to_rest_anew() -> None:
    calibrating = Calibrating()
    calibrating.begin("neutral")
    give(calibrating, timeline_of(lambda t_s: {"sad": 0.8} if t_s < 3 else {"angry": 0.7}, 3.9, noise=0.03))
    assert calibrating.restless and calibrating.share == pytest.approx(0.6, abs=0.1)
    give(calibrating, timeline_of(lambda _: {"angry": 0.7}, 0, times=np.arange(3.9, 7, 1 / 30).tolist(), noise=0.03))
    assert not calibrating.restless and calibrating.share < 0.5
    assert calibrating.rest is not None
    assert value(calibrating.rest, "angry") == pytest.approx(0.7, abs=0.06) and value(calibrating.rest, "sad") < 0.1


def test_a_face_that_never_rests_has_no_profile() -> None:
    calibrating = Calibrating()
    calibrating.begin("neutral")
    give(calibrating, timeline_of(lambda t_s: {EMOTIONS[int(t_s / 0.7) % 6]: 0.9}, 12, noise=0.03))
    assert calibrating.share < 0.4
    with pytest.raises(UserError, match="at rest"):
        calibrating.profile("Anna")


def test_the_range_ends_at_what_was_held_and_not_at_a_flicker() -> None:
    calibrating = Calibrating()
    calibrating.begin("neutral")
    show(calibrating, REST)
    calibrating.begin("happy")
    give(calibrating, timeline_of(lambda t_s: {"happy": 0.99 if t_s % 1 < 0.1 else 0.6 if t_s > 2 else 0.2}, 5))
    profile = calibrating.profile("Anna")
    assert value(profile.strongest, "happy") == pytest.approx(0.6, abs=0.01)
    assert value(profile.strongest, "fear") == 1.0


def test_movements_have_their_own_rest_and_range_where_they_are_measured() -> None:
    calibrating = Calibrating()
    calibrating.begin("neutral")
    give(calibrating, timeline_of(lambda _: REST, 5, move=lambda _: doing()))
    assert calibrating.profile("Anna").movements is not None
    calibrating.begin("happy")
    smile = lambda t_s: doing(mouth_corners_up=0.7 if t_s > 2 else 0.1, jaw_open=0.9)  # noqa: E731
    give(calibrating, timeline_of(lambda _: {"happy": 0.9}, 5, move=smile))
    own = calibrating.profile("Anna").movements
    assert own is not None
    np.testing.assert_allclose(own.rest, RESTS, atol=1e-5)
    strongest = doing(mouth_corners_up=0.7).measures
    at = NAMES.index("mouth_corners_up")
    assert own.strongest[at] == pytest.approx(strongest[at], abs=1e-5)
    others = np.delete(own.strongest - own.rest, at)
    np.testing.assert_allclose(others, np.delete(GENERAL.strongest - GENERAL.rest, at), atol=1e-5)


def test_movements_that_were_hardly_seen_are_left_to_others_faces() -> None:
    calibrating = Calibrating()
    calibrating.begin("neutral")
    give(calibrating, timeline_of(lambda _: REST, 5, move=lambda t_s: doing() if t_s > 3 else None))
    assert calibrating.profile("Anna").movements is None
    assert calibrated({"neutral": REST}).movements is None


def test_it_says_how_far_it_is_and_counts_what_could_be_read() -> None:
    calibrating = Calibrating()
    assert calibrating.share == 0.0
    calibrating.take(timeline_of(lambda _: REST, 0.1).reading_at(0.0))  # type: ignore[arg-type]
    calibrating.begin("neutral")
    give(calibrating, timeline_of(lambda t_s: REST if t_s % 1 < 0.5 else None, 5))
    assert calibrating.share == pytest.approx(0.5, abs=0.05)
    show(calibrating, REST, 9)
    assert calibrating.share == 1.0
    calibrating.begin("neutral")
    assert calibrating.share == 0.0


def test_too_little_of_the_face_is_refused() -> None:
    with pytest.raises(UserError, match="Too little of your face at rest could be read"):
        Calibrating().profile("Anna")
    with pytest.raises(UserError, match="at rest"):
        calibrated({"neutral": None})
    with pytest.raises(UserError, match="at rest"):
        calibrated({"neutral": REST}, seconds=2)
    with pytest.raises(UserError, match="for Scared could be read"):
        calibrated({"neutral": REST, "fear": None})


def test_an_emotion_that_is_not_above_rest_is_named_and_can_be_left_out() -> None:
    calibrating = Calibrating()
    for emotion, shown in {"neutral": REST, "happy": {"happy": 0.9}, "sad": {"sad": 0.42}}.items():
        calibrating.begin(emotion)
        show(calibrating, shown)
    with pytest.raises(UserError, match="Sad at its strongest reads much like your face at rest"):
        calibrating.profile("Anna")
    calibrating.leave_out("sad")
    assert value(calibrating.profile("Anna").strongest, "sad") == 1.0


@pytest.mark.parametrize("model", ["mini_xception", "studio"])
def test_a_drawn_actor_whose_resting_face_looks_sad_is_neutral_with_a_profile_and_still_happy(model: str) -> None:
    """Turns of four seconds, four pictures a second: rest first, happy last."""
    actor = SyntheticActor((320, 240), rate=4, seconds=28, rest=POSES["neutral"].towards(POSES["sad"], 0.75))
    analyser = Analyser.open(AnalysisSettings(model=model))
    profile: Profile | None = None

    def labels(start_s: float, end_s: float, calibrating: Calibrating | None = None) -> set[str | None]:
        analyser.restart()
        analyser.profile = profile
        seen = set()
        for index in range(round(start_s * actor.rate), round(end_s * actor.rate)):
            reading = analyser.analyse(actor.frame(index))
            if calibrating is not None:
                calibrating.take(reading)
            seen |= {face.label for face in reading.faces}
        return seen

    calibrating = Calibrating()
    calibrating.begin("neutral")
    assert labels(0, 3.6, calibrating) == {"sad"}
    profile = calibrating.profile("Drawn")
    assert labels(0, 3.6) == {"neutral"}
    assert labels(25, 26.5) == {"happy"}
