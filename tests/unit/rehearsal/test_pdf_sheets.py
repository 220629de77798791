"""What is seen on the pages of a PDF, out of signs at places and without a file."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from acting_mirror.rehearsal.pdf.rows import Row, Word, rows_of
from acting_mirror.rehearsal.pdf.sheets import pages_of, sheet_of
from acting_mirror.rehearsal.pdf.side_by_side import in_order
from acting_mirror.rehearsal.pdf.strokes import strokes_of

_Text = tuple[float, float, str, float]
"""Where it begins, where its lower edge is, what it says, and the size of its font."""


def _page(*texts: _Text, crop: Sequence[float] = (0, 0, 612, 792), **drawn: Any) -> SimpleNamespace:  # noqa: ANN401
    chars = [
        {
            "text": letter,
            "x0": x + number * size / 2,
            "x1": x + (number + 1) * size / 2,
            "top": bottom - size,
            "bottom": bottom,
            "size": size,
            "fontname": f"Font{size}",
            "matrix": (1, 0, 0, 1, 0, 0),
            "non_stroking_color": 0,
        }
        for x, bottom, words, size in texts
        for number, letter in enumerate(words)
    ]
    nothing: dict[str, Any] = {"lines": [], "curves": [], "rects": [], "annots": [], "rotation": 0}
    box = {"mediabox": (0, 0, 612, 792), "cropbox": crop, "width": 612, "height": 792}
    return SimpleNamespace(chars=chars, **box, **(nothing | drawn))


def _read(page: SimpleNamespace) -> list[str]:
    return [row.text for sheet in pages_of(sheet_of(page)) for row in rows_of(0, sheet)]


def test_what_is_outside_of_the_crop_box_is_not_read() -> None:
    assert _read(_page((100, 100, "I did.", 12), (400, 100, "Not I.", 12), crop=(50, 50, 300, 792))) == ["I did."]


def test_a_text_that_is_printed_across_others_is_not_read_wherever_it_stands() -> None:
    words = ((100, 100 + 20 * row, text, 12) for row, text in enumerate(("Where were", "you, when", "I came?")))
    stamped = ((90, 105, "NOT YOURS", 40), (90, 700, "NOT YOURS", 40))
    assert _read(_page(*words, *stamped)) == ["Where were", "you, when", "I came?"]


def test_four_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    places = [(x, y) for y in (50, 500) for x in (50, 400)]
    texts = [(x, y + 10 * row, f"page {page} {row}", 6) for page, (x, y) in enumerate(places) for row in range(2)]
    assert _read(_page(*texts)) == [f"page {page} {row}" for page in range(4) for row in range(2)]


def test_letters_that_all_stand_apart_are_still_words() -> None:
    spaced = [(100 + 14 * number, 100, letter, 12) for number, letter in enumerate("I did it")]
    assert _read(_page(*spaced)) == ["I did it"]


def test_what_is_read_from_right_to_left_has_its_words_and_numbers_in_order() -> None:
    seen = "1945 \u05d1\u05d0 \u05d4\u05d5\u05d0"[::-1].replace("5491", "1945")
    assert _read(_page((100, 100, seen, 12))) == ["1945 \u05d1\u05d0 \u05d4\u05d5\u05d0"]


def test_an_apostrophe_that_the_file_does_not_name_is_one() -> None:
    page = _page((100, 100, "I?m not?", 12))
    for each in page.chars:
        each["text"] = each["text"].replace("?", "(cid:7)")
    assert _read(page) == ["I\u2019m not\ufffd"]


_RING = [(300.0, 100.0), (400.0, 150.0), (300.0, 200.0), (200.0, 150.0), (299.0, 101.0)]
_SLASH = [(200.0, 100.0), (400.0, 200.0)]
_LEVEL = [(100.0, 95.0), (200.0, 95.0)]


@pytest.mark.parametrize(
    ("points", "width", "crosses"), [(_RING, 1, False), (_SLASH, 1, True), (_LEVEL, 1, True), (_LEVEL, 12, False)]
)
def test_neither_a_ring_nor_a_marker_crosses_out(
    points: list[tuple[float, float]], width: float, crosses: bool
) -> None:
    assert bool(list(strokes_of(_page(curves=[{"pts": points, "linewidth": width}])))) == crosses


@pytest.mark.parametrize(("rotation", "place"), [(0, (10, 90, 692)), (90, (100, 100, 50)), (180, (522, 602, 100))])
def test_a_line_that_a_viewer_struck_out_lies_where_the_words_are(rotation: int, place: tuple[float, ...]) -> None:
    struck = {"Subtype": "/'StrikeOut'", "QuadPoints": [10, 105, 90, 105, 10, 95, 90, 95]}
    (stroke,) = strokes_of(_page(annots=[{"data": struck}], rotation=rotation))
    assert (stroke.x0, stroke.x1, (stroke.top + stroke.bottom) / 2) == place


def _columns(left: str, right: str) -> list[Row]:
    def word(text: str, x0: float, row: int) -> Word:
        return Word(text, x0, x0 + 200, 60 + 20 * row, 72 + 20 * row, 12, "Font")

    return [Row(0, (word(f"{left}{row}", 50, row), word(f"{right}{row}", 300, row))) for row in range(8)]


def test_two_columns_of_speech_are_read_one_after_the_other_as_if_they_began_alike() -> None:
    rows = in_order(_columns("ANNA: Well ", "MARK: No "))
    assert [(row.page, row.x0, row.text[:4]) for row in rows[::8]] == [(0, 50, "ANNA"), (1, 50, "MARK")]


def test_what_is_to_be_seen_beside_what_is_to_be_heard_stays_in_its_place() -> None:
    rows = in_order(_columns("Wide on the street ", "MARK: No "))
    assert [row.x0 for row in rows[::8]] == [50, 300]
