"""Brings the catalogues of all languages up to date with what the program says: `python -m tests.catalogue`."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from acting_mirror import paths

LANGUAGES: Final = paths.languages_dir()
TEMPLATE: Final = LANGUAGES / "acting_mirror.pot"
_ROOT: Final = paths.resources_dir().parent
_FOLDERS: Final = ("acting_mirror", "resources/templates")
_METHODS: Final = [("**.py", "python"), ("**.html", "jinja2")]
_KEYWORDS: Final = {"tr": None, "tr_count": (1, 2), "marked": None}
_HEADER: Final = """msgid ""
msgstr ""
{rules}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Nothing in it differs from day to day."""
_RULES: Final = """"Language: {catalogue.locale}\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"
"""


@cache
def template() -> Catalog:
    """All sentences that the program says, in English."""
    catalogue = Catalog()
    for folder in _FOLDERS:
        found = extract_from_dir(_ROOT / folder, _METHODS, keywords=_KEYWORDS)
        for path, _, words, _, _ in found:
            catalogue.add(words, locations=[(f"{folder}/{path}", 0)])
    return catalogue


def text_of(catalogue: Catalog) -> str:
    """A catalogue as it is kept: sorted, with names of files, but without what changes with each line of code."""
    for message in catalogue:
        message.flags.discard("python-format")  # "40% of" is none
    file = BytesIO()
    write_po(file, catalogue, 100, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    rules = _RULES.format(catalogue=catalogue) if catalogue.locale else ""
    return _HEADER.format(rules=rules) + file.getvalue().decode().strip() + "\n"


def read(path: Path) -> Catalog:
    """A language's catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def updated(path: Path) -> str:
    """A language's catalogue with the sentences of today; new ones are left empty, never guessed."""
    catalogue = read(path)
    catalogue.update(template(), no_fuzzy_matching=True)
    return text_of(catalogue)


if __name__ == "__main__":
    TEMPLATE.write_text(text_of(template()), encoding="utf-8")
    for language in LANGUAGES.glob("*.po"):
        language.write_text(updated(language), encoding="utf-8")
