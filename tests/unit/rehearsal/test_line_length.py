import pytest

from acting_mirror.rehearsal.line_length import doubt, letters, rests, syllables, syllables_doubt


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Why would I lie to you?", 1.16),
        ("I can't. Not tonight.", 1.52),
        ("Schau mich an, wenn ich mit dir rede.", 1.80),
        ("Fue el mejor verano de mi vida, y me lo pasé fingiendo que no me importaba.", 4.68),
        ("It was in 1987. No, 1988.", 4.32),
        ("Dr. Miller said that 20% of them never wake up.", 3.56),
    ],
)
def test_a_line_is_as_long_as_a_synthesiser_speaks_it(text: str, seconds: float) -> None:
    assert letters(text) * 0.035 == pytest.approx(seconds, rel=2.5 * doubt(text))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("You told me that you would be here at nine and nobody answered", 16),
        ("Je n'ai rien dit à personne.", 8),
        ("Schau mich an, wenn ich mit dir rede.", 9),
        ("Ich habe die Briefe und eine Liste der Namen.", 14),
        ("Fue el mejor verano de mi vida, y me lo pasé fingiendo que no me importaba.", 25),
        ("She was 42 and he was 19, and nobody said a word about it.", 20),
    ],
)
def test_a_line_has_the_syllables_that_are_heard(text: str, heard: int) -> None:
    assert syllables(text) == pytest.approx(heard, rel=2.5 * syllables_doubt(text))


def test_what_is_written_otherwise_is_as_long() -> None:
    assert letters("Wait\N{HORIZONTAL ELLIPSIS} you knew") == letters("WAIT... you knew")
    assert letters("cafe\N{COMBINING ACUTE ACCENT}") == letters("caf\N{LATIN SMALL LETTER E WITH ACUTE}")
    assert letters("") > 0


def test_the_more_words_a_line_has_the_surer_is_its_length() -> None:
    doubts = [doubt(text) for text in ("No.", "I did not.", "I did not go there.", "I did not go there. " * 9)]
    assert doubts == sorted(doubts, reverse=True) and doubts[-1] < 0.07


def test_sentences_end_within_a_line_but_not_within_a_number() -> None:
    assert list(rests("At 7:45, for 3.50 each")) == []
    assert list(rests("No. I never did.")) == [pytest.approx(0.25, abs=0.1)]
