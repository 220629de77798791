from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.rehearsal.scoring import score_line, total_of
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.synthetic import PLAYED, SyntheticActor
from tests.readings import Shown, probs_of, timeline_of

SAD = {"sad": 0.8, "fear": 0.1}
HAPPY = {"happy": 0.9}
ANGRY = {"angry": 0.7, "disgust": 0.1}
REST = {"sad": 0.1}
SURPRISE = {"surprise": 0.9}


def score(
    show: Callable[[float], Shown], target: Target | None = None, seconds: float = 3.0, noise: float = 0.05
) -> LineScore:
    """The score of a line of so many seconds that wants sad unless said otherwise."""
    found = score_line(timeline_of(show, seconds, noise=noise), target or Target("sad"), 0.0, seconds)
    assert found is not None
    return found


def test_a_line_that_is_right_throughout_is_nearly_full() -> None:
    perfect = score(lambda _: SAD)
    assert perfect.total >= 95
    assert (perfect.on_target, perfect.onset_s, perfect.leak, perfect.readable) == (1.0, 0.0, None, 1.0)
    assert perfect.strength == pytest.approx(0.75, abs=0.05) and perfect.steadiness > 0.9


def test_right_but_half_a_second_late_costs_some() -> None:
    late = score(lambda t_s: SAD if t_s >= 0.5 else REST)
    assert 80 <= late.total <= 92
    assert late.onset_s == pytest.approx(0.5, abs=0.07)
    assert late.leak == "neutral" and late.leak_share == pytest.approx(0.17, abs=0.02)


@pytest.mark.parametrize("first", [True, False])
def test_half_of_the_time_is_about_half(first: bool) -> None:
    half = score(lambda t_s: SAD if (t_s < 1.5) == first else HAPPY)
    assert 42 <= half.total <= 55
    assert half.on_target == pytest.approx(0.5, abs=0.03)
    assert half.leak == "happy" and half.leak_share == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("shown", [HAPPY, ANGRY, REST, SURPRISE])
def test_what_was_not_wanted_scores_below_ten(shown: dict[str, float]) -> None:
    wrong = score(lambda _: shown)
    assert wrong.total < 10
    assert (wrong.onset_s, wrong.on_target) == (None, 0.0)
    assert wrong.leak == max({"neutral": 0.5, **shown}, key=lambda name: {"neutral": 0.5, **shown}[name])


def test_without_a_strength_asked_strong_is_as_good_as_clear_and_weak_is_less() -> None:
    totals = [score(lambda _, at=at: {"sad": at, "fear": 0.1}).total for at in (0.4, 0.6, 0.99)]  # type: ignore[misc]
    assert totals[0] < totals[1] - 5
    assert min(totals[1:]) >= 95


def test_overacting_does_not_pay() -> None:
    asked = Target("sad", 0.4)
    totals = {at: score(lambda _, at=at: {"sad": at}, asked).total for at in (0.1, 0.25, 0.4, 0.7, 1.0)}  # type: ignore[misc]
    assert totals[0.4] >= 95
    assert 60 <= totals[1.0] + 10 < totals[0.7] + 5 < totals[0.4]
    assert totals[0.1] < totals[0.25] < totals[0.4]
    assert totals[0.1] < 20
    assert score(lambda _: {"sad": 0.9}, Target("sad", 1.0)).total >= 95


def test_the_strength_is_of_the_actors_own_range() -> None:
    strongest = np.ones(7, np.float32)
    strongest[EMOTIONS.index("sad")] = 0.5
    profile = Profile("", probs_of({"sad": 0.1}), strongest)
    timeline = timeline_of(lambda _: {"sad": 0.26}, 3)
    found = score_line(timeline, Target("sad", 0.4), 0, 3, profile)
    assert found is not None and found.total >= 95 and found.strength == pytest.approx(0.4)
    plain = score_line(timeline, Target("sad", 0.4), 0, 3)
    assert plain is not None and plain.total < found.total
    rest = score_line(timeline_of(lambda _: {"sad": 0.1}, 3), Target("neutral"), 0, 3, profile)
    assert rest is not None and rest.total >= 95


@pytest.mark.parametrize("syllables_a_second", [3.0, 4.0, 5.5])
@pytest.mark.parametrize("open_share", [0.2, 0.35])
def test_a_mouth_that_speaks_neither_makes_nor_breaks_a_line(syllables_a_second: float, open_share: float) -> None:
    def speaking(t_s: float) -> Shown:
        return SURPRISE if t_s * syllables_a_second % 1 < open_share else SAD

    assert score(speaking).total >= 95
    assert score(speaking, Target("surprise")).total < 10
    assert score(lambda t_s: speaking(t_s + 0.9)).total >= 95


def test_an_emotion_that_comes_and_goes_scores_less_than_one_that_holds_as_long() -> None:
    holds = score(lambda t_s: SAD if t_s < 2.8 else REST, seconds=5.6)
    flickers = score(lambda t_s: SAD if t_s % 1.4 < 0.7 else REST, seconds=5.6)
    grows = score(lambda t_s: {"sad": 0.5 + 0.12 * t_s}, seconds=4)
    assert flickers.total < holds.total - 3
    assert flickers.steadiness < 0.5 < holds.steadiness
    assert grows.steadiness > 0.9


def test_what_cannot_be_read_is_left_out_and_said() -> None:
    half = score(lambda t_s: SAD if t_s % 1 < 0.5 else None)
    assert half.total >= 95 and half.readable == pytest.approx(0.5, abs=0.02)
    wrong = score(lambda t_s: HAPPY if t_s < 1.5 else None)
    assert wrong.total < 10 and wrong.readable == pytest.approx(0.5, abs=0.02)
    hidden_first = score(lambda t_s: SAD if t_s >= 1 else None)
    assert hidden_first.onset_s == 0.0


def test_nothing_is_said_of_what_was_not_seen_or_not_asked() -> None:
    timeline = timeline_of(lambda t_s: SAD if t_s < 0.5 else None, 3)
    assert score_line(timeline, Target("sad"), 0, 3) is None
    assert score_line(timeline, Target("sad"), 0, 0.5) is None
    assert score_line(timeline, Target("sad"), 2, 2) is None
    assert score_line(timeline, Target("sad"), 50, 60) is None
    assert score_line(Timeline(), Target("sad"), 0, 3) is None
    assert score_line(timeline_of(lambda _: SAD, 3), Target(None), 0, 3) is None
    assert total_of([]) is None and total_of([None]) is None


@pytest.mark.parametrize("turn_s", [1.4, 2.0, 2.6])
def test_a_turn_may_come_anywhere_in_the_middle(turn_s: float) -> None:
    def turning(t_s: float) -> Shown:
        return ANGRY if t_s >= turn_s + 0.2 else SURPRISE if t_s >= turn_s - 0.2 else {"fear": 0.6}

    turned = score(turning, Target("fear", then="angry"), seconds=4)
    assert turned.total >= 93
    assert score(turning, Target("angry", then="fear"), seconds=4).total < 25
    assert 40 <= score(lambda _: ANGRY, Target("fear", then="angry"), seconds=4).total <= 55


def test_a_turn_that_comes_too_soon_or_never_costs() -> None:
    target = Target("fear", then="angry")
    good, soon, never = (
        score(lambda t_s, at=at: ANGRY if t_s >= at else {"fear": 0.6}, target, seconds=4).total  # type: ignore[misc]
        for at in (2.0, 0.6, 9.0)
    )
    assert never < soon < good - 10


def test_it_is_the_time_that_counts_and_not_the_number_of_frames() -> None:
    """Slow while sad, quick while happy, as phones record."""
    times = [*np.arange(0, 2, 1 / 8).tolist(), *np.arange(2, 4, 1 / 60).tolist()]
    timeline = timeline_of(lambda t_s: SAD if t_s < 2 else HAPPY, 4, times=times)
    found = score_line(timeline, Target("sad"), 0, 4)
    assert found is not None and found.on_target == pytest.approx(0.5, abs=0.03)


def test_only_the_line_counts() -> None:
    timeline = timeline_of(lambda t_s: SAD if 3 <= t_s < 6 else HAPPY, 9)
    found = score_line(timeline, Target("sad"), 3, 6)
    assert found is not None and found.total >= 99


def test_every_line_counts_alike() -> None:
    totals = [score(lambda _: SAD), score(lambda _: HAPPY), None]
    assert total_of(totals) == pytest.approx((totals[0].total + totals[1].total) / 2)  # type: ignore[union-attr]


MODELS = ("mini_xception", "studio")
SCRIPT = (("sad", 0.0, 6.0), ("fear", 6.5, 9.0), ("happy", 13.0, 19.0))


class FoundOnce:
    """A detector that two analysers of the same frames share: searching is what takes the time."""

    def __init__(self, detector: FaceDetector) -> None:
        self.name = detector.name
        self._detector = detector
        self._found: dict[str, tuple[Image, list[FaceBox]]] = {}

    def find(self, bgr: Image) -> list[FaceBox]:
        return self._once("all", bgr, lambda: self._detector.find(bgr))

    def find_near(self, bgr: Image, boxes: Sequence[FaceBox]) -> list[FaceBox]:
        return self._once("near", bgr, lambda: self._detector.find_near(bgr, boxes))

    def _once(self, what: str, bgr: Image, search: Callable[[], list[FaceBox]]) -> list[FaceBox]:
        if what not in self._found or self._found[what][0] is not bgr:
            self._found[what] = bgr, search()
        return self._found[what][1]


@pytest.fixture(scope="module")
def readings(data_dir: Path) -> dict[str, Timeline]:
    """Every third frame of a real clip, eight readings a second: what a slow machine manages live."""
    settings = AnalysisSettings()
    detector = FoundOnce(open_detector(settings.detector, settings.detection_rows, None))
    timelines = {name: Timeline() for name in MODELS}
    classifiers = {name: open_classifier(load_bundle(name), "tflite") for name in MODELS}
    analysers = {name: Analyser(detector, classifier, settings) for name, classifier in classifiers.items()}
    with ClipFile(data_dir / "media" / "one_actor.mp4") as clip:
        for frame in clip:
            for name in MODELS if frame.index % 3 == 0 else ():
                timelines[name].append(analysers[name].analyse(frame))
    return timelines


@pytest.fixture(params=MODELS)
def actress(request: pytest.FixtureRequest, readings: dict[str, Timeline]) -> Timeline:
    return readings[request.param]


def total(timeline: Timeline, rotated: int = 0, later_s: float = 0.0) -> float:
    wanted = [Target(SCRIPT[(number + rotated) % 3][0]) for number in range(3)]
    lines = zip(wanted, SCRIPT, strict=True)
    found = total_of(score_line(timeline, target, start + later_s, end + later_s) for target, (_, start, end) in lines)
    assert found is not None
    return found


def test_an_actress_scores_forty_more_than_with_her_targets_rotated(actress: Timeline) -> None:
    assert total(actress) - max(total(actress, 1), total(actress, 2)) >= 40


@pytest.mark.parametrize("later_s", [-0.3, -0.15, 0.15, 0.3])
def test_times_that_are_a_little_off_hardly_matter(actress: Timeline, later_s: float) -> None:
    assert abs(total(actress, later_s=later_s) - total(actress)) < 5


def test_the_drawn_actor_scores_well_for_what_it_plays_and_badly_for_the_rest() -> None:
    with SyntheticActor((320, 180), rate=4.0, seconds=14.0) as actor:
        timeline = analyse_clip(actor, AnalysisSettings(), Outputs()).timeline

    def totals(rotated: int) -> list[float]:
        scores = [
            score_line(timeline, Target(PLAYED[(at + rotated) % 7]), 2.0 * at, 2.0 * at + 2)
            for at in range(len(PLAYED))
        ]
        return [found.total for found in scores if found is not None]

    assert len(totals(0)) == 7 and min(totals(0)) >= 90
    assert all(max(totals(rotated)) < 25 for rotated in range(1, 7))
