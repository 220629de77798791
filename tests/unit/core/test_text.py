"""Texts that are the same to people, and names that can be printed."""

import os
import unicodedata

import pytest

from acting_mirror.core.text import aligned, key, plain, printable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉLODIE", unicodedata.normalize("NFD", "Élodie")),
        ("ANNA", "\uff21\uff4e\uff4e\uff41"),
        ("ANNA MARIA", "Anna\N{NO-BREAK SPACE}Maria"),
        ("ANNA MARIA", " anna \N{THIN SPACE}\tmaria\N{IDEOGRAPHIC SPACE}"),
        ("ANNA", "\ufeffAN\N{ZERO WIDTH SPACE}NA\N{RIGHT-TO-LEFT MARK}"),
        ("O'NEIL", "O\N{RIGHT SINGLE QUOTATION MARK}Neil"),
        ("O'NEIL", "O\N{ACUTE ACCENT}Neil"),
        ('"RED" TOM', "\N{LEFT DOUBLE QUOTATION MARK}Red\N{RIGHT DOUBLE QUOTATION MARK} Tom"),
        ("JEAN-LUC", "Jean\N{NON-BREAKING HYPHEN}Luc"),
        ("ANNA: sad", "anna\N{FULLWIDTH COLON}\N{NARROW NO-BREAK SPACE}sad"),
        ("ANNA: sad", "anna\N{RATIO} sad"),
        ("STRASSE", "Straße"),
        ("ΟΔΥΣΣΕΥΣ", "Οδυσσευς"),
        ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}REM", "irem"),
        (unicodedata.normalize("NFD", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}REM"), "irem"),
        ("I\N{LATIN CAPITAL LETTER S WITH CEDILLA}IL", "\N{LATIN SMALL LETTER DOTLESS I}\u015f\u0131l"),
    ],
)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert key(key(one)) == key(one)


@pytest.mark.parametrize(
    ("one", "other"), [("ELODIE", "ÉLODIE"), ("ANNA", "ANNE"), ("ANNA 1", "ANNA 2"), ("a b", "ab")]
)
def test_what_looks_different_is_not(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_marks_are_the_usual_ones_at_their_own_places() -> None:
    assert (
        aligned("\uff20\u82b1\uff08V\uff0e\uff09\uff1a\u3000\u201c\ufb01\u201d e\u0301")
        == '@\u82b1(V.): "\ufb01" e\u0301'
    )


def test_the_normal_form_keeps_capitals() -> None:
    assert plain(" E\N{COMBINING ACUTE ACCENT}va\N{FULLWIDTH COLON}  40\N{NARROW NO-BREAK SPACE}\uff05") == "Éva: 40 %"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"andr\xe9.mp4", r"andr\xe9.mp4"),
        ("andré \N{ZERO WIDTH JOINER}.mp4".encode(), "andré \N{ZERO WIDTH JOINER}.mp4"),
        (b"new\nline\x1b[31m\x7f", r"new\nline\x1b[31m\x7f"),
        ("\N{LINE SEPARATOR}".encode(), r"\u2028"),
    ],
)
def test_any_name_of_a_file_can_be_printed(name: bytes, shown: str) -> None:
    assert printable(os.fsdecode(name)) == shown
    assert printable("\ud800") == r"\ud800"
