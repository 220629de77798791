"""Sentences in the user's language: marked where they are written, looked up where they are said (gettext)."""

import gettext
import re
from collections.abc import Sequence
from string import Formatter
from typing import Any, Final

_catalogue = gettext.NullTranslations()
_OF_NUMBERS: Final = re.compile(r"[^%]*[,efgEFG%]")
"""The formats that write a number as people do, not dates or texts."""


class _Formatter(Formatter):
    """Fills the places of a sentence, with numbers as the user's language writes them."""

    def format_field(self, value: Any, form: str) -> str:  # noqa: ANN401 - as the method that it replaces
        return number(value, form) if _OF_NUMBERS.fullmatch(form) else format(value, form)


_FORMATTER: Final = _Formatter()


def use(catalogue: gettext.NullTranslations) -> None:
    """From now on say sentences as a catalogue has them; the bare `NullTranslations` says them as they are written."""
    global _catalogue
    _catalogue = catalogue


def language_tag() -> str:
    """The language as web pages name it, such as "pt-BR"."""
    return (_catalogue.info().get("language") or "en").replace("_", "-")


def marked(words: str) -> str:
    """Words that a catalogue has, in a constant: `tr` looks them up where they are said."""
    return words


def tr(words: str, /, **values: object) -> str:
    """Words in the user's language, with values in their places.

    Args:
        words: In English, literally or marked elsewhere: a whole sentence or caption, with `{name}` for a value.
        values: By their names, which translators see; their formats stand in the words, such as `{share:.0%}`.
    """
    said = _catalogue.gettext(words) if words else ""  # a catalogue has its own header under ""
    return _FORMATTER.vformat(said, (), values) if values else said


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Words on a number of things in the user's language.

    Args:
        one: In English, literally, for one thing.
        many: In English, literally, for more of them or none.
        count: How many there are; the words call it `{count}`.
        values: The others, by their names.
    """
    return _FORMATTER.vformat(_catalogue.ngettext(one, many, count), (), {"count": count, **values})


def number(value: float, form: str) -> str:
    """A number as the user's language writes it, in one of Python's formats, such as ".1f", "," or ".0%"."""
    signs = tr("1,234.5")
    written = format(value, form).translate({ord(","): signs[1], ord("."): signs[-2]})
    return tr("50%").replace("50", written[:-1]) if written.endswith("%") else written


def listing(names: Sequence[str]) -> str:
    """Names in a row as one says them, such as "a, b and c"; at least one."""
    *others, last = names
    return tr("{others} and {last}", others=", ".join(others), last=last) if others else last
