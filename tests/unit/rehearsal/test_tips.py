from collections.abc import Callable

import pytest

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.scoring import score_line
from acting_mirror.rehearsal.tips import LEAKS, SPEAKING, TIPS, UNSCORED, words_on
from tests.readings import Shown, timeline_of

SAD, HAPPY, REST = {"sad": 0.8}, {"happy": 0.9}, {"sad": 0.1}


def said(show: Callable[[float], Shown], target: Target | None = None) -> tuple[str, str]:
    """The words on a line of four seconds that wants sad unless said otherwise."""
    target = target or Target("sad")
    score = score_line(timeline_of(show, 4), target, 0, 4)
    assert score is not None
    return words_on(score, target)


@pytest.mark.parametrize(
    ("show", "target", "happened", "tip"),
    [
        (lambda _: SAD, Target("sad"), "It is there from the start and holds.", "Nothing to fix"),
        (lambda t_s: SAD if t_s > 0.4 else REST, Target("sad"), "It arrives 0.4 s late, then holds.", "breath before"),
        (lambda t_s: HAPPY if t_s > 1 else REST, Target("happy"), "It arrives 1.0 s late, then holds.", "eyes smile"),
        (lambda t_s: SAD if t_s < 2 else HAPPY, Target("sad"), "For 50% of the line you look happy.", "come down"),
        (lambda _: HAPPY, Target("sad"), "It does not show yet: you look happy.", "come down"),
        (lambda _: REST, Target("sad"), "It does not show yet: your face stays at rest.", "inner ends of the brows"),
        (lambda _: {"sad": 0.9}, Target("sad", 0.4), "It is there, at 90% instead of 40%.", "ease the corners"),
        (lambda _: {"sad": 0.3, "fear": 0.2, "angry": 0.2, "happy": 0.2}, Target("sad"), "faint: 30%", "sink"),
        (lambda t_s: SAD if t_s < 2 else REST, Target("sad"), "for 50% of the line and then goes.", "while the mouth"),
        (lambda t_s: SAD if t_s % 1.4 < 0.7 else REST, Target("sad"), "comes and goes.", "while the mouth speaks"),
        (lambda t_s: SAD if t_s % 1 < 0.4 else None, Target("sad"), "Only 42% of the line could be read.", "camera"),
        (lambda t_s: SAD if t_s > 0.8 else None, Target("sad"), "21% of the line could not be read.", "Nothing"),
        (lambda _: {"fear": 0.7}, Target("fear", then="angry"), "you look scared", "soften"),
        (lambda _: {"angry": 0.7}, Target("fear", then="angry"), "late", "Raise the brows"),
        (lambda _: {"fear": 0.6, "surprise": 0.3}, Target("surprise"), "you look scared", "jaw drop"),
    ],
)
def test_the_words_name_the_worst_fault_and_a_cue_for_it(
    show: Callable[[float], Shown], target: Target, happened: str, tip: str
) -> None:
    words = said(show, target)
    assert happened in words[0] and tip in words[1]


def test_there_is_a_short_tip_for_every_emotion_and_fault() -> None:
    assert set(TIPS) == set(EMOTIONS) and set(LEAKS) == set(EMOTIONS) - {"neutral"}
    tips = [tip for faults in TIPS.values() for tip in faults.values()] + list(LEAKS.values())
    assert all({"late", "weak", "strong", "unsteady"} == set(faults) for faults in TIPS.values())
    assert all(len(tip) <= 80 and tip.endswith(".") for tip in tips)
    assert all(words.endswith(".") for words in (SPEAKING, UNSCORED))


def test_every_score_has_words() -> None:
    for emotion in EMOTIONS:
        for leak in (None, *EMOTIONS):
            for then in (None, "angry" if emotion != "angry" else "sad"):
                for onset_s in (None, 0.0, 1.0):
                    score = LineScore(40, 0.5, onset_s, 0.3, 0.6, leak, 0.4, 0.8)
                    assert all(words.endswith(".") for words in words_on(score, Target(emotion, then=then)))
