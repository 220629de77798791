import numpy as np
import pytest

from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.live_actor import LiveActor
from acting_mirror.vision.sources.synthetic import SyntheticActor

SIZE = (320, 240)


@pytest.fixture(scope="module")
def reader() -> Analyser:
    return Analyser.open(AnalysisSettings(confirm_s=0.0))


def shown(actor: LiveActor, reader: Analyser, t_s: float, emotion: str) -> float:
    """How much of an emotion is read at a time."""
    reader.restart()
    face = reader.analyse(Frame(0, 0.0, actor.picture(t_s))).person_0
    assert face is not None and face.scores is not None
    return face.scores.of(emotion)


def test_without_a_part_it_plays_its_performance_over_and_over() -> None:
    actor, performance = LiveActor(SIZE), SyntheticActor(SIZE)
    assert performance.length_s is not None
    for t_s in (0.0, 4.0, 10.0, performance.length_s + 4.0):
        at_s = t_s % performance.length_s
        assert np.array_equal(actor.picture(t_s), performance.picture(at_s, performance.pose_at(at_s)))


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_it_shows_what_it_is_told_soon_and_goes_back_to_its_performance(reader: Analyser, emotion: str) -> None:
    actor = LiveActor(SIZE)
    before = actor.picture(1.0)
    actor.act(emotion)
    assert np.array_equal(before, actor.picture(1.0))
    actor.picture(1.1)
    assert shown(actor, reader, 1.4, emotion) > 0.5
    actor.act(None)
    actor.picture(2.0)
    assert np.array_equal(actor.picture(2.5), LiveActor(SIZE).picture(2.5))


@pytest.mark.parametrize("emotion", EMOTIONS[:-1])
def test_it_is_read_about_as_strong_as_it_is_told(reader: Analyser, emotion: str) -> None:
    actor = LiveActor(SIZE)
    for number, strength in enumerate((0.3, 0.5)):
        actor.act(emotion, strength)
        actor.picture(5.0 * number)
        assert shown(actor, reader, 5.0 * number + 0.5, emotion) == pytest.approx(strength, abs=0.25)
