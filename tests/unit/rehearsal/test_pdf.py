from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.draft import Draft, read_pdf
from acting_mirror.rehearsal.script_rows import Kind
from tests.sides_pdf import LAYOUTS, Layout, Pdf, make_parts, set_script, spoken

PARTS = make_parts(14)


def _read(folder: Path, content: bytes) -> Draft:
    path = folder / "sides.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def _said(draft: Draft) -> list[tuple[str, str]]:
    lines = draft.script_at(Path("a.fountain")).script.lines
    return [(line.character.upper(), word) for line in lines for word in line.text.split()]


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_word_is_said_by_who_says_it_however_the_script_is_set(name: str, tmp_path: Path) -> None:
    assert _said(_read(tmp_path, set_script(PARTS, LAYOUTS[name], lines=24))) == list(spoken(PARTS))


def test_what_stands_in_the_margins_is_no_part_of_the_script(tmp_path: Path) -> None:
    extras = ("page", "header", "watermark", "stamp", "marks", "numbers", "footer")
    draft = _read(tmp_path, set_script(PARTS, Layout(extras=extras), lines=24))
    assert {each.text for each in draft.paragraphs if each.kind in (Kind.ACTION, Kind.HEADING)} <= {
        words.upper() if kind == "heading" else words for kind, words in PARTS
    }
    assert draft.unsure == 0


def _sides() -> Pdf:
    pdf = Pdf()
    pdf.put(108, 80, "INT. HALL - NIGHT")
    for number, (left, words) in enumerate([(266, "ANNA"), (180, "I did."), (266, "MARK"), (180, "I know.")]):
        pdf.put(left, 104 + 12 * (number + number // 2), words)
    return pdf


def test_a_header_that_is_another_one_on_each_page_does_not_part_a_speech(tmp_path: Path) -> None:
    pdf = _sides()
    pdf.put(108, 36, "Blue revision")
    pdf.turn()
    pdf.put(108, 36, "Pages of Monday")
    pdf.put(180, 80, "And so do you.")
    draft = _read(tmp_path, pdf.content())
    assert draft.script_at(Path("a.fountain")).script.lines[-1].text == "I know. And so do you."
    assert [each.text for each in draft.paragraphs if not each.sure] == ["Blue revision", "Pages of Monday"]


def test_two_who_speak_side_by_side_are_told_apart(tmp_path: Path) -> None:
    pdf = _sides()
    for left, name in ((160, "ANNA"), (380, "MARK (O.S.)")):
        pdf.put(left, 180, name)
    for row, (left, right) in enumerate([("Not now, I", "You never told me"), ("told you.", "a thing about that.")]):
        pdf.put(108, 192 + 12 * row, left)
        pdf.put(330, 192 + 12 * row, right)
    pdf.put(266, 230, "ANNA")
    pdf.put(180, 242, "So.")
    lines = _read(tmp_path, pdf.content()).script_at(Path("a.fountain")).script.lines
    assert [(line.character, line.text) for line in lines[2:]] == [
        ("ANNA", "Not now, I told you."),
        ("MARK", "You never told me a thing about that."),
        ("ANNA", "So."),
    ]


def test_two_pages_on_a_sheet_are_read_one_after_the_other(tmp_path: Path) -> None:
    pdf = Pdf((1224, 792))
    for page, names in enumerate((("ANNA", "MARK"), ("ANNA", "EVA"))):
        for number, name in enumerate(names):
            pdf.put(266 + 612 * page, 104 + 36 * number, name)
            pdf.put(180 + 612 * page, 116 + 36 * number, f"On page {page + 1}, and this is said so.")
    lines = _read(tmp_path, pdf.content()).script_at(Path("a.fountain")).script.lines
    assert [line.character for line in lines] == ["ANNA", "MARK", "ANNA", "EVA"]


def test_a_page_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    pdf = Pdf((792, 612))
    for number, name in enumerate(("ANNA", "MARK", "ANNA")):
        pdf.put(104 + 36 * number, 612 - 266, name, turn=(0, 1))
        pdf.put(116 + 36 * number, 612 - 180, "I did.", turn=(0, 1))
    assert _said(_read(tmp_path, pdf.content())) == [
        (name, word) for name in ("ANNA", "MARK", "ANNA") for word in ("I", "did.")
    ]


def test_what_is_sung_at_another_indent_is_spoken(tmp_path: Path) -> None:
    pdf = _sides()
    pdf.put(266, 180, "ANNA")
    pdf.put(150, 192, "NOBODY COMES TO THE STATION")
    draft = _read(tmp_path, pdf.content())
    assert draft.script_at(Path("a.fountain")).script.lines[-1].text == "NOBODY COMES TO THE STATION"


def test_what_is_crossed_out_is_left_out_and_asked_about(tmp_path: Path) -> None:
    pdf = _sides()
    pdf.draw(100, 135, 400, 175)
    draft = _read(tmp_path, pdf.content())
    assert [line.text for line in draft.script_at(Path("a.fountain")).script.lines] == ["I did."]
    assert [each.text for each in draft.paragraphs if not each.sure] == ["MARK I know."]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(180, "No. (beat) Maybe.")], ["No.", "Maybe."]),
        ([(180, "12 is too much. Say 12.")], ["12 is too much. Say 12."]),
        ([(180, "No."), (180, "SFX: A DOOR.")], ["No."]),
        ([(180, "No. . . I won't.")], ["No... I won't."]),
    ],
)
def test_what_stands_among_words_is_told_from_them(
    places: list[tuple[float, str]], said: list[str], tmp_path: Path
) -> None:
    pdf = _sides()
    pdf.put(30, 180, "START")
    for row, (left, words) in enumerate([(266, "ANNA"), *places]):
        pdf.put(left, 180 + 12 * row, words)
    lines = _read(tmp_path, pdf.content()).script_at(Path("a.fountain")).script.lines
    assert [line.text for line in lines[2:]] == said


def test_a_direction_at_the_head_of_a_page_does_not_end_the_speech(tmp_path: Path) -> None:
    pdf = _sides()
    pdf.turn()
    pdf.put(223, 80, "(softly)")
    pdf.put(180, 92, "And so do you.")
    lines = _read(tmp_path, pdf.content()).script_at(Path("a.fountain")).script.lines
    assert (lines[-1].character, lines[-1].text) == ("MARK", "And so do you.")


def test_centred_words_are_sure(tmp_path: Path) -> None:
    pdf = Pdf()
    for row in range(9):
        said = ("I did, every night and every day."[: 12 + row], "And so did you."[: 15 - row])
        for line, words in enumerate(("ANNA" if row % 2 else "MARK", *said)):
            pdf.put(306 - 3.6 * len(words), 80 + 76 * row + 12 * line, words)
        pdf.put(90, 80 + 76 * row + 48, "He goes to the door.")
    draft = _read(tmp_path, pdf.content())
    assert draft.unsure == 0
    assert sum(each.kind is Kind.WORDS for each in draft.paragraphs) == 9


def test_words_that_may_be_something_else_are_doubted(tmp_path: Path) -> None:
    parts = [("name", "ANNA"), ("words", "I did."), ("name", "MARK"), ("words", "No."), ("action", "He leaves.")] * 3
    left = dict.fromkeys(("action", "name", "how", "words", "heading"), 90.0)
    draft = _read(tmp_path, set_script(parts, Layout(left=left)))
    assert [each.text for each in draft.paragraphs if not each.sure] == ["He leaves."] * 3
    assert _said(draft) == list(spoken(parts))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (Pdf().content(), "have its text recognised"),
        (
            set_script([("name", "DQQD"), ("words", "Zkhuh zhuh brx? Wkhb fdph orqj djr.")] * 4, Layout()),
            "letters that can't",
        ),
        (b"%PDF-1.7", "is no PDF that can be read"),
        (b"", "is no PDF that can be read"),
        (_sides().content()[:600], "is no PDF that can be read"),
    ],
)
def test_what_holds_no_script_is_said_with_what_to_do(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=words):
        _read(tmp_path, content)


def test_a_text_in_which_nobody_speaks_is_said(tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.put(100, 100, "An invoice over four hundred dollars.")
    with pytest.raises(UserError, match="Nobody is found to speak"):
        _read(tmp_path, pdf.content())
