from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.draft import Draft, read_pdf
from acting_mirror.rehearsal.script_rows import Kind
from tests.sides_pdf import LAYOUTS, Layout, Pdf, make_parts, set_script, spoken

PARTS = make_parts(24)


def _read(folder: Path, content: bytes) -> Draft:
    path = folder / "sides.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def _said(draft: Draft) -> list[tuple[str, str]]:
    lines = draft.script_at(Path("a.fountain")).script.lines
    return [(line.character.upper(), word) for line in lines for word in line.text.split()]


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_word_is_said_by_who_says_it_however_the_script_is_set(name: str, tmp_path: Path) -> None:
    assert _said(_read(tmp_path, set_script(PARTS, LAYOUTS[name], lines=40))) == list(spoken(PARTS))


def test_what_stands_in_the_margins_is_no_part_of_the_script(tmp_path: Path) -> None:
    extras = ("page", "header", "watermark", "stamp", "marks", "numbers", "footer")
    draft = _read(tmp_path, set_script(PARTS, Layout(extras=extras), lines=40))
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


def test_what_is_crossed_out_is_left_out_and_asked_about(tmp_path: Path) -> None:
    pdf = _sides()
    pdf.draw(100, 135, 400, 175)
    draft = _read(tmp_path, pdf.content())
    assert [line.text for line in draft.script_at(Path("a.fountain")).script.lines] == ["I did."]
    assert [each.text for each in draft.paragraphs if not each.sure] == ["MARK I know."]


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
