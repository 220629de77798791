from pathlib import Path

import pytest

from acting_mirror.rehearsal.draft import Draft
from acting_mirror.rehearsal.paragraphs import Paragraph, as_fountain
from acting_mirror.rehearsal.script_rows import Kind


@pytest.mark.parametrize(
    "text",
    [
        "BANG",
        "INT. HALL",
        "> a note",
        "= five",
        "#1",
        "~ sung",
        "@home",
        "2 * 3 * 4",
        "a_b_c /* no */",
        "FADE OUT.",
        "~",
    ],
)
def test_what_looks_like_a_mark_of_fountain_stays_what_it_is(text: str) -> None:
    paragraphs = (
        Paragraph(Kind.ACTION, text),
        Paragraph(Kind.CUE, "McAvoy (V.O.)"),
        Paragraph(Kind.PARENTHETICAL, "[coldly]"),
        Paragraph(Kind.WORDS, f"Well, {text}\nNo."),
        Paragraph(Kind.HEADING, "Before the house"),
        Paragraph(Kind.CUE, "ANNA"),
        Paragraph(Kind.WORDS, "Yes."),
    )
    script = Draft("The Key", paragraphs).script_at(Path("a.fountain")).script
    assert [(line.character, line.parenthetical, line.text, line.scene) for line in script.lines] == [
        ("McAvoy", "coldly", f"Well, {text} No.", ""),
        ("ANNA", "", "Yes.", "Before the house"),
    ]
    assert script.title == "The Key" and script.lines[0].verses == (f"Well, {text}", "No.")


def test_names_without_words_and_words_without_a_name_are_action() -> None:
    paragraphs = (
        Paragraph(Kind.WORDS, "Nobody says this."),
        Paragraph(Kind.CUE, "ANNA"),
        Paragraph(Kind.ACTION, "So."),
    )
    assert as_fountain("A", paragraphs) == "Title: A\n\nNobody says this.\n\nANNA\n\nSo.\n"
