"""Sentences in the user's language: marked where they are written, looked up where they are said (gettext)."""

import gettext
from collections.abc import Sequence

_catalogue = gettext.NullTranslations()


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


def tr(words: str, **values: object) -> str:
    """Words in the user's language, with values in their places.

    Args:
        words: In English, literally or marked elsewhere: a whole sentence or caption, with `{name}` for a value.
        values: By their names, which translators see; their formats stand in the words, such as `{share:.0%}`.
    """
    said = _catalogue.gettext(words) if words else ""  # a catalogue has its own header under ""
    return said.format(**values) if values else said


def tr_count(one: str, many: str, count: int, **values: object) -> str:
    """Words on a number of things in the user's language.

    Args:
        one: In English, literally, for one thing.
        many: In English, literally, for more of them or none.
        count: How many there are; the words call it `{count}`.
        values: The others, by their names.
    """
    return _catalogue.ngettext(one, many, count).format(count=count, **values)


def listing(names: Sequence[str]) -> str:
    """Names in a row as one says them, such as "a, b and c"; at least one."""
    *others, last = names
    return tr("{others} and {last}", others=", ".join(others), last=last) if others else last
