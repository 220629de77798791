import pytest

from acting_mirror.rehearsal.hiding import cue_of, pieces_of, seen, word_count

LINE = "It is \N{LEFT SINGLE QUOTATION MARK}I\N{RIGHT SINGLE QUOTATION MARK}, only me."


def shown(text: str, hidden: str, words: int = 0) -> str:
    return seen(text, pieces_of(text, hidden, words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ("none", LINE),
        ("second", "It … \N{LEFT SINGLE QUOTATION MARK}I\N{RIGHT SINGLE QUOTATION MARK}, … me."),
        ("letters", "I… i… \N{LEFT SINGLE QUOTATION MARK}I… o… m…"),
        ("all", "…"),
        ("stalled", "…"),
        ("cues", "…"),
    ],
)
def test_so_much_is_left_of_a_line(hidden: str, left: str) -> None:
    assert shown(LINE, hidden) == left


def test_the_words_that_are_helped_with_are_shown_in_each_way() -> None:
    assert shown(LINE, "all", 2) == "It is …"
    assert shown(LINE, "second", 2) == "It is \N{LEFT SINGLE QUOTATION MARK}I\N{RIGHT SINGLE QUOTATION MARK}, … me."
    assert shown(LINE, "cues", word_count(LINE)) == LINE


def test_the_pieces_say_where_they_stand_and_have_no_spaces() -> None:
    line = "One\ntwo  three"
    assert [line[each.start : each.end] for each in pieces_of(line, "all")] == ["One", "two", "three"]


def test_a_first_letter_keeps_the_marks_on_it() -> None:
    assert shown("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "letters") == "e\N{COMBINING ACUTE ACCENT}…"


def test_signs_of_languages_without_spaces_are_words() -> None:
    assert shown("我爱你", "second") == "我…你" and shown("我爱你", "all", 1) == "我…"


def test_the_cue_is_the_end_of_a_speech_and_a_short_one_is_whole() -> None:
    assert cue_of("And then he left, and I stayed alone here.") == "… and I stayed alone here."
    assert cue_of("Why did you not come here?") == "Why did you not come here?"
