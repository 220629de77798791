"""What translators write, as the program reads it."""

from typing import Final

import pytest

from acting_mirror.core.catalogue import Catalogue

_HEADER: Final = """msgid ""
msgstr ""
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
_FRENCH: Final = Catalogue(
    _HEADER
    + """# a translator's word on it
#: acting_mirror/gui/mirror/page.py
msgid "Record"
msgstr "Enregistrer"

#, python-brace-format
msgid ""
"It is \\"{name}\\",\\n"
"in C:\\\\film."
msgstr ""
"C'est «\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}»,\\n"
"dans C:\\\\film."

msgid "{count} line"
msgid_plural "{count} lines"
msgstr[0] "{count} réplique"
msgstr[1] "{count} répliques"

msgid "Later"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"
"""
)


def test_sentences_are_read_over_lines_with_what_is_escaped() -> None:
    assert _FRENCH.gettext("Record") == "Enregistrer"
    said = _FRENCH.gettext('It is "{name}",\nin C:\\film.')
    assert said == "C'est «\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}»,\ndans C:\\film."
    assert _FRENCH.info()["language"] == "fr"


@pytest.mark.parametrize(("count", "said"), [(0, "réplique"), (1, "réplique"), (2, "répliques")])
def test_numbers_of_things_go_by_the_rule_of_the_language(count: int, said: str) -> None:
    assert _FRENCH.ngettext("{count} line", "{count} lines", count) == f"{{count}} {said}"


@pytest.mark.parametrize("words", ["Later", "Gone", "Never written"])
def test_what_is_not_said_yet_is_english(words: str) -> None:
    assert _FRENCH.gettext(words) == words
    assert _FRENCH.ngettext(words, f"{words}s", 2) == f"{words}s"


def test_a_catalogue_without_a_rule_counts_as_english_does() -> None:
    counting = Catalogue('msgid "day"\nmsgid_plural "days"\nmsgstr[0] "Tag"\nmsgstr[1] "Tage"\n')
    assert [counting.ngettext("day", "days", count) for count in (0, 1, 2)] == ["Tage", "Tag", "Tage"]
