import pytest

from acting_mirror.core.target import Target


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("happy"), "happy"),
        (Target("sad", 0.4), "sad 40%"),
        (Target("fear", None, "angry"), "scared -> angry"),
        (Target("surprise", 0.125, "neutral"), "surprised -> neutral 12.5%"),
        (Target(None), "open"),
    ],
)
def test_a_target_gives_the_words_of_its_note(target: Target, words: str) -> None:
    assert str(target) == words


@pytest.mark.parametrize(
    ("emotion", "strength", "then", "why"),
    [
        ("scared", None, None, "'scared' is none of"),
        ("sad", None, "glad", "'glad' is none of"),
        (None, 0.4, None, "open"),
        (None, None, "sad", "open"),
        ("sad", None, "sad", "itself"),
        ("sad", 0.0, None, "0.0 is not between"),
        ("sad", 1.4, None, "1.4 is not between"),
        ("sad", float("nan"), None, "nan is not between"),
        ("neutral", 0.4, None, "neutral has no strength"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(
    emotion: str | None, strength: float | None, then: str | None, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        Target(emotion, strength, then)
