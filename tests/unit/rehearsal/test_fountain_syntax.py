"""The points of fountain.io/syntax, each read as it is written there."""

from pathlib import Path

import pytest

from acting_mirror.rehearsal.script import Script
from tests.script_samples import LEXICON, opened

LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
WIDE = "\uff21\uff2e\uff2e\uff21"
AFTER = "\n\nMARK\nNo.\n\nANNA\nGood. [[happy]]\n"


def read(folder: Path, content: str) -> Script:
    return opened(folder, content, ".fountain").script


def said(script: Script) -> list[str]:
    return [f"{line.character}: {line.text}" for line in script.lines]


MARKS = (
    *(".44 Magnum.", "...so", "#1 is what I am.", "# Act", "= is a sign.", "===", "> this way", "> round we go <", "^"),
    *("!important", "@home, at last.", "INT. is short for it.", "EXT. is not.", "EST. 1888.", "I/E. both", "CUT TO:"),
    *("FADE IN:", "(and I mean it", "(Not) here.", "(No.) Stop. (No.)", "GET OUT.", "MARK", "MARK (V.O.)", "Key: it"),
)


@pytest.mark.parametrize("line", MARKS)
def test_below_a_name_it_is_spoken_whatever_it_begins_with(tmp_path: Path, line: str) -> None:
    for words in (line, f"{line}\nI mean it.", f"I mean it.\n{line}", f"(softly)\n{line}\n{line}"):
        script = read(tmp_path, f"INT. X\n\nANNA\n{words}{AFTER}")
        spoken = words.removeprefix("(softly)\n").replace("\n", " ")
        assert said(script) == [f"ANNA: {spoken}", "MARK: No.", "ANNA: Good."]
        assert {each.scene for each in script.lines} == {"INT. X"}
        assert script.characters == ("ANNA", "MARK") and str(script.lines[2].target) == "happy"


@pytest.mark.parametrize("line", MARKS)
def test_a_target_is_kept_and_saved_behind_words_that_begin_with_a_mark(tmp_path: Path, line: str) -> None:
    file = opened(tmp_path, f"INT. X\r\n\r\nANNA\r\n{line} [[angry 80%]]\r\nI mean it.\r\n", ".fountain")
    assert str(file.script.lines[0].target) == "angry 80%"
    without = file.with_targets({0: None})
    assert without.content == file.content.replace(b" [[angry 80%]]", b"")
    again = without.with_targets({0: LEXICON.suggest("coldly")})
    assert again.content == without.content.replace(b"mean it.", b"mean it. [[angry 40%]]")


def test_what_is_sung_is_spoken_without_its_mark(tmp_path: Path) -> None:
    assert (
        said(read(tmp_path, f"ANNA\n~La la la,\n~I am *free*\nand go.{AFTER}"))[0]
        == "ANNA: La la la, I am free and go."
    )


@pytest.mark.parametrize("line", ["(softly)", "(to Mark (softly))", "*(softly)*", "  (softly)  "])
def test_a_line_in_brackets_is_a_direction(tmp_path: Path, line: str) -> None:
    first = read(tmp_path, f"ANNA\n{line}\nOne.{AFTER}").lines[0]
    assert first.text == "One." and first.parenthetical == line.strip(" *")[1:-1]


def test_a_speech_ends_at_an_empty_line_unless_two_spaces_stand_on_it(tmp_path: Path) -> None:
    for empty in ("", " ", "\t", "\t\t", "     "):
        assert said(read(tmp_path, f"ANNA\nOne.\n  \nTwo.\n{empty}\nIt rains.{AFTER}"))[0] == "ANNA: One. Two."


def test_a_name_may_stand_right_below_a_heading(tmp_path: Path) -> None:
    assert said(read(tmp_path, f"CUT TO:\nINT. HALL\nANNA\nOne.{AFTER}"))[0] == "ANNA: One."


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("ANNA (V.O.)", "ANNA"),
        ("ANNA (CONT'D) (on the radio)", "ANNA"),
        ("ANNA ^", "ANNA"),
        ("ANNA (O.S.)^", "ANNA"),
        ("  ANNA", "ANNA"),
        ("ÉLODIE", "ÉLODIE"),
        ("R2D2", "R2D2"),
        ("23 SKIDOO", "23 SKIDOO"),
        ("MR. SMITH #2", "MR. SMITH #2"),
        ("ANNA & MARK", "ANNA & MARK"),
        ("SOLDIER \N{NUMERO SIGN} 2", "SOLDIER \N{NUMERO SIGN} 2"),
        (WIDE, WIDE),
        (f"{WIDE}\N{IDEOGRAPHIC SPACE}", WIDE),
        (f"{WIDE}\uff08V.O.\uff09", WIDE),
        (f"{WIDE} (V.O.)\uff08on the radio\uff09 \uff3e", WIDE),
        ("ANNA\uff08\uff36\uff0e\uff2f\uff0e\uff09", "ANNA"),
        ("@McAvoy", "McAvoy"),
        ("@McAvoy (V.O.) ^", "McAvoy"),
        ("@\N{CJK UNIFIED IDEOGRAPH-82B1}", "\N{CJK UNIFIED IDEOGRAPH-82B1}"),
    ],
)
def test_a_name_is_a_line_in_capitals_or_forced(tmp_path: Path, cue: str, name: str) -> None:
    assert said(read(tmp_path, f"It rains.\n\n{cue}\nOne.{AFTER}"))[0] == f"{name}: One."


def test_a_name_in_wide_letters_is_the_same_one_shown_as_first_written(tmp_path: Path) -> None:
    script = read(tmp_path, f"{WIDE}\uff08V.O.\uff09\nOne.\n\nMARK\nNo. [[Anna: sad]]\n\nANNA\nTwo. [[happy]]\n")
    assert said(script) == [f"{WIDE}: One.", "MARK: No.", f"{WIDE}: Two."]
    assert script.characters == (WIDE, "MARK") and str(script.lines[1].listening[WIDE]) == "sad"


@pytest.mark.parametrize("line", ["\uff08softly\uff09", "(softly\uff09", "*\uff08softly\uff09*", "\uff08softly\uff09 "])
def test_a_line_in_wide_brackets_is_a_direction(tmp_path: Path, line: str) -> None:
    script = read(tmp_path, f"{WIDE}\n{line}\nOne. [[sad]]\n{line}\nTwo.{AFTER}")
    assert [each.text for each in script.lines[:2]] == ["One.", "Two."]
    assert [each.parenthetical for each in script.lines[:2]] == ["softly", "softly"]


@pytest.mark.parametrize("cue", ["\uff20McAvoy", "\uff20 McAvoy\uff08V.O.\uff09", "\uff20McAvoy \uff3e"])
def test_a_name_may_be_forced_by_a_wide_mark(tmp_path: Path, cue: str) -> None:
    assert said(read(tmp_path, f"It rains.\n\n{cue}\nOne.{AFTER}"))[0] == "McAvoy: One."


@pytest.mark.parametrize(
    "block",
    [
        *("It rains.\nTHUNDER\nIt pours.", "THUNDER\n\nIt pours.", "!THUNDER\nIt pours.", "1888\nIt pours."),
        *("Anna\nGoes.", "CUT TO:\nIt pours.", "FADE OUT.\nIt pours.", "> FADE OUT\nIt pours."),
        *("# ACT ONE\nIt pours.", "= THUNDER\nIt pours."),
        *("CUT TO\N{FULLWIDTH COLON}\nIt pours.", "A\uff4e\uff4e\uff41\nGoes.", "THUNDER\uff01\nIt pours."),
    ],
)
def test_what_is_no_name_is_not_spoken(tmp_path: Path, block: str) -> None:
    assert said(read(tmp_path, f"INT. X\n\n{block}{AFTER}")) == ["MARK: No.", "ANNA: Good."]


@pytest.mark.parametrize(
    ("line", "scene"),
    [
        *((f"{start} A", f"{start} A") for start in ("INT.", "EXT", "est.", "I/E", "INT./EXT.", "INT/EXT")),
        ("INT. HALL - DAY #1-A#", "INT. HALL - DAY"),
        ("INT. *HALL* - DAY", "INT. HALL - DAY"),
        (".HALL", "HALL"),
        ("\uff0eHALL", "HALL"),
        ("\uff29\uff2e\uff34\uff0e HALL \uff031\uff03", "\uff29\uff2e\uff34\uff0e HALL"),
        ("..HALL", "INT. X"),
        (". HALL", "INT. X"),
        ("INTERNAL BLEEDING", "INT. X"),
        ("!INT. HALL", "INT. X"),
    ],
)
def test_scenes_begin_at_their_headings(tmp_path: Path, line: str, scene: str) -> None:
    assert read(tmp_path, f"INT. X\n\n{line}\n\nIt rains.{AFTER}").lines[0].scene == scene


@pytest.mark.parametrize(
    "first",
    [
        "FADE IN:",
        "Fade in:",
        "FADE IN",
        "> FADE IN:",
        "CUT TO:",
        "# Act one",
        "= A hall.",
        "===",
        "OVER BLACK:",
        "> I <",
    ],
)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_a_heading_may_stand_right_below_what_comes_first(tmp_path: Path, first: str, apart: str) -> None:
    script = read(tmp_path, f"{first}{apart}INT. HALL - DAY\n\nANNA\nHi. [[happy]]\n")
    assert [(line.scene, line.text) for line in script.lines] == [("INT. HALL - DAY", "Hi.")]
    assert script.title == "script"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("Title: The Key\nCredit: by\nAuthor: Somebody", "The Key"),
        ("Title:\n    _**The\n\tKey**_\nSource:\nDraft date: 1/1/2026", "The Key"),
        ("\nAuthor:\n   A: B\nTitle: The Key", "The Key"),
        ("Author: Somebody", "script"),
        ("\uff34\uff29\uff34\uff2c\uff25: The Key", "The Key"),
        ("Author\uff1aSomebody\nTitle\uff1a\uff34he Key", "\uff34he Key"),
        ("\uff34itle\uff1a\n   The Key", "The Key"),
    ],
)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_the_title_page_is_read_and_ends(tmp_path: Path, page: str, title: str, apart: str) -> None:
    script = read(tmp_path, f"{page}{apart}ANNA\nTitle: no.{AFTER}")
    assert script.title == title and said(script)[0] == "ANNA: Title: no."


@LINE_ENDS
@pytest.mark.parametrize(
    "between",
    [
        "/* old */",
        "/*\nOld line A.\n\nOld line B.\n*/",
        "/* \n\n\n\nMARK\nOld [[sad 900%]]\n\n*/",
        "[[a note that\ngoes on]]",
        "[[a note\n\nthat goes\n\n\non]]",
        "[[a]]\n[[b\n\n]]\n/*\n\n*/",
    ],
)
def test_a_speech_goes_on_behind_notes_and_what_is_cut(tmp_path: Path, between: str, line_end: str) -> None:
    for words in (
        f"First.\n{between}\nThird.",
        f"First. {between} Third.",
        f"{between}\nFirst. Third.",
        f"First. {between}\nThird.",
    ):
        script = f"INT. X\n\nANNA\n{words} [[sad]]{AFTER}".replace("\n", line_end)
        file = opened(tmp_path, script, ".fountain")
        assert said(file.script) == ["ANNA: First. Third.", "MARK: No.", "ANNA: Good."]
        assert [str(line.target) for line in file.script.lines] == ["sad", "None", "happy"]
        assert file.with_targets({0: None}).content == script.replace(" [[sad]]", "").encode()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("*One* **two** ***three*** _four_", "One two three four"),
        ("*a **b** c* _*d*_ **e***f*", "a b c d ef"),
        ("He dialed *69 and then *23, and hung up.", "He dialed *69 and then *23, and hung up."),
        (r"**\*9765\*** and \_", "*9765* and _"),
        ("a_snake_case_word, 2 * 3 * 4, ____, a**b", "a_snake_case_word, 2 * 3 * 4, ____, a**b"),
        ("Un*bloody*true.", "Unbloodytrue."),
        ("*begun", "*begun"),
    ],
)
def test_marks_of_emphasis_are_not_spoken(tmp_path: Path, written: str, spoken: str) -> None:
    assert said(read(tmp_path, f"ANNA\n{written}{AFTER}"))[0] == f"ANNA: {spoken}"
