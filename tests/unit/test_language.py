"""Sentences in the user's language."""

import gettext
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import pytest

from acting_mirror.core import language
from acting_mirror.core.language import language_tag, listing, marked, number, tr, tr_count
from acting_mirror.report.moments import in_minutes

_TIP: Final = marked("Keep the brows low.")
_WORDS: Final = {
    "Keep the brows low.": "Die Brauen bleiben tief.",
    "{others} and {last}": "{others} und {last}",
    "{name} is shown for {share:.0%} of the line.": "{share:.0%} der Zeile zeigen {name}.",
    "1,234.5": "1.234,5",
    "50%": "50\N{NO-BREAK SPACE}%",
}


class _German(gettext.NullTranslations):
    """A catalogue of a few words."""

    def gettext(self, message: str) -> str:
        return _WORDS.get(message, message)

    def info(self) -> dict[str, str]:
        return {"language": "de_AT"}

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{count} Zeile" if n == 1 else "{count} Zeilen"


@pytest.fixture
def german() -> Iterator[None]:
    language.use(_German())
    yield
    language.use(gettext.NullTranslations())


def test_without_a_catalogue_words_are_said_as_they_are_written() -> None:
    assert tr(_TIP) == _TIP
    assert tr("{count} lines of {name}", count=2, name="ANNA") == "2 lines of ANNA"
    assert [tr_count("{count} line", "{count} lines", count) for count in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]


@pytest.mark.usefixtures("german")
def test_a_catalogue_has_other_words_in_another_order_and_for_numbers() -> None:
    assert tr(_TIP) == "Die Brauen bleiben tief."
    said = tr("{name} is shown for {share:.0%} of the line.", name="Angst", share=0.5)
    assert said == "50\N{NO-BREAK SPACE}% der Zeile zeigen Angst."
    assert [tr_count("{count} line", "{count} lines", count) for count in (1, 2)] == ["1 Zeile", "2 Zeilen"]


@pytest.mark.usefixtures("german")
def test_words_that_a_catalogue_lacks_are_said_in_english_and_nothing_stays_nothing() -> None:
    assert tr("Record") == "Record"
    assert tr("") == ""


def test_what_stands_in_braces_is_kept_where_there_are_no_values_and_in_values() -> None:
    assert tr("Write {sad} here.") == "Write {sad} here."
    assert tr("{name} isn't a script.", name="{odd}.txt") == "{odd}.txt isn't a script."


def test_names_are_listed_as_one_says_them() -> None:
    assert [listing(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert language_tag() == "en"


@pytest.mark.usefixtures("german")
def test_names_are_listed_in_the_users_language_which_has_a_tag() -> None:
    assert listing(["a", "b", "c"]) == "a, b und c"
    assert language_tag() == "de-AT"


_NUMBERS: Final = [(1234.56, ",.1f"), (12345, ","), (0.5, "g"), (0.625, ".1%"), (7.0, ".0f"), (0.05, "05.2f")]


def test_numbers_are_written_as_ever_in_english() -> None:
    assert [number(*each) for each in _NUMBERS] == ["1,234.6", "12,345", "0.5", "62.5%", "7", "00.05"]


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_the_language_writes_them_in_sentences_too() -> None:
    written = ["1.234,6", "12.345", "0,5", "62,5\N{NO-BREAK SPACE}%", "7", "00,05"]
    assert [number(*each) for each in _NUMBERS] == written
    assert tr("{seconds:.1f} s", seconds=0.5) == "0,5 s"
    assert tr_count("{count} line", "{count} lines", 2) == "2 Zeilen"


@pytest.mark.usefixtures("german")
def test_dates_and_texts_in_sentences_are_left_alone() -> None:
    made = datetime(2026, 11, 24, 9, 30)
    assert tr("{made:%d.%m.%Y, %H:%M} {name:>5} {file!r}", made=made, name="1.5", file="2.5") == (
        "24.11.2026, 09:30   1.5 '2.5'"
    )


@pytest.mark.usefixtures("german")
def test_times_have_the_decimal_sign_of_the_language() -> None:
    assert [in_minutes(t_s) for t_s in (7.3, 59.96, 61.0)] == ["0:07,3", "1:00,0", "1:01,0"]
