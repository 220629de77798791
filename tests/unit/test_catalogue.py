"""Each language has every sentence of the program, whole."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message

from tests.catalogue import LANGUAGES, TEMPLATE, read, template, text_of, updated

_FILES: Final = sorted(LANGUAGES.glob("*.po"))
_MARKS: Final = re.compile(r"<[^<>]+>|`[^`]+`|…|--[a-z-]+|&(?=\w)|\n\n|^ | $")
"""Rich text, what is to be typed, what opens a dialog, keys in menus, paragraphs, and spaces to what is beside."""


def test_the_template_is_that_of_the_program() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == text_of(template()), "run: python -m tests.catalogue"


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_language_has_each_sentence_whole(path: Path) -> None:
    catalogue = read(path)
    assert not list(_faults(catalogue))
    assert path.read_text(encoding="utf-8") == updated(path), "run: python -m tests.catalogue"


def _faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with a language."""
    known = {message.id for message in catalogue if message.id}
    yield from (f"missing: {message.id}" for message in template() if message.id and message.id not in known)
    for message in catalogue:
        if message.id:
            yield from (f"{wrong}: {message.id}" for wrong in _wrong(message))


def _wrong(message: Message) -> Iterator[str]:
    sources, said = _texts(message.id), _texts(message.string)
    if not all(said):
        yield "missing"
        return
    if message.fuzzy:
        yield "fuzzy"
    for text in said:
        if all(_places(text) != _places(source) for source in sources):
            yield "other places"
        if all(sorted(_MARKS.findall(text)) != sorted(_MARKS.findall(source)) for source in sources):
            yield "other marks"


def _texts(words: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _places(text: str) -> set[tuple[str, str | None, str | None]] | None:
    """The places of values with their formats, but those of dates; None if braces are left open."""
    try:
        parts = [(name, form or "", kind) for _, name, form, kind in Formatter().parse(text) if name is not None]
        return {(name, "" if form.startswith("%") else form, kind) for name, form, kind in parts}
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("source", "said", "wrong"),
    [
        ("Record", "", "missing"),
        ("Open…", "Öffnen", "other marks"),
        ("Type `takes`", "Tippe `Aufnahmen`", "other marks"),
        ("It is <b>sad</b>", "Es ist <b>traurig<b>", "other marks"),
        (" %", "%", "other marks"),
        ("{name} is gone", "{Name} ist weg", "other places"),
        ("{share:.0%} of it", "{share} davon", "other places"),
        ("{name} is gone", "{name ist weg", "other places"),
        (("{count} line", "{count} lines"), ("{count} Zeile", ""), "missing"),
        (("{count} line", "{count} lines"), ("{count} Zeile", "{number} Zeilen"), "other places"),
    ],
)
def test_what_is_not_said_whole_is_found(
    source: str | tuple[str, str], said: str | tuple[str, str], wrong: str
) -> None:
    assert list(_wrong(Message(source, said))) == [wrong]


def test_what_is_said_in_another_order_is_whole() -> None:
    assert not list(_wrong(Message("{share:.0%} of {name}…", "{name}: {share:.0%}…")))
    assert not list(_wrong(Message("{made:%d %B %Y}", "{made:%d.%m.%Y}")))
    assert not list(_wrong(Message(("One line", "{count} lines"), ("{count} Zeile", "{count} Zeilen"))))
