"""Scripts in plain text: `NAME: words` on a line, all else direction."""

import re
from typing import Final

from acting_mirror.core.text import key
from acting_mirror.rehearsal.fountain_script import notes_by_line
from acting_mirror.rehearsal.note_marks import MASK, find_notes, unmasked
from acting_mirror.rehearsal.script_rows import Kind, Row, Rows, parted
from acting_mirror.rehearsal.script_text import ScriptText

_SPOKEN: Final = re.compile(
    r"\s*(?P<name>[^\s:\uff1a()\uff08\uff09][^:\uff1a()\uff08\uff09]*?)\s*"
    r"(?P<how>[(\uff08][^()\uff08\uff09]*[)\uff09])?\s*(?::\s+|\uff1a\s*)(?P<words>\S.*)"
)
HEADING: Final = re.compile(
    r"\s*(?:(?:INT|EXT|EST|I/E)[. /]|(?:SCENE|ACT|ESCENA|ACTO|SCÈNE|ACTE|SZENE|AKT)\s+\S"
    r"|(?-i:INTERIOR|EXTERIOR|INTÉRIEUR|EXTÉRIEUR|INNEN|AUSSEN|AU[\u00df\u1e9e]EN)(?:[./]|\s|$))",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = {
    *("and", "of", "the", "a", "an", "in", "at", "from", "de", "la", "le", "du", "von", "van", "der"),
    *("y", "e", "el", "los", "las", "del", "et", "des", "les", "und", "vom", "zum", "zur", "im", "mit"),
}
NO_NAMES: Final = {
    *("title", "author", "authors", "credit", "source", "notes", "note", "contact", "copyright", "draft date", "date"),
    *("scene", "act", "setting", "place", "time", "characters", "cast", "by", "written by"),
    *("título", "titulo", "autor", "autora", "autores", "nota", "notas", "contacto", "fecha", "versión", "fuente"),
    *("escena", "acto", "lugar", "tiempo", "época", "personajes", "reparto", "por", "de", "escrito por"),
    *("titre", "auteur", "autrice", "auteurs", "source", "contact", "version", "droits", "remarque", "remarques"),
    *("scène", "acte", "lieu", "décor", "temps", "époque", "personnages", "distribution", "par", "écrit par"),
    *("titel", "autorin", "autoren", "notiz", "notizen", "anmerkung", "kontakt", "datum", "fassung", "quelle"),
    *("szene", "akt", "ort", "zeit", "personen", "figuren", "besetzung", "von", "geschrieben von"),
}
_TITLES: Final = ("title", "título", "titulo", "titre", "titel")
_LONGEST_NAME: Final = 30
_MOST_WORDS: Final = 4


def read_plain_text(source: ScriptText) -> Rows:
    """The rows of a script in plain text."""
    notes, masked = find_notes(source.text)
    noted = notes_by_line(notes, source)
    title, rows = "", []
    for number, (start, line) in enumerate(source.lines(masked)):
        end = start + len(line.rstrip(f" \t{MASK}"))
        plain = unmasked(line)
        here = tuple(noted.get(number, ()))
        spoken = _SPOKEN.match(plain)
        if spoken and _is_name(spoken["name"]):
            rows.append(Row(Kind.CUE, spoken["name"], start, end))
            if spoken["how"]:
                rows.append(Row(Kind.PARENTHETICAL, spoken["how"], start, end))
            rows += parted(Row(Kind.WORDS, spoken["words"], start, end, here))
            continue
        named = key(spoken["name"]) if spoken else ""
        if spoken and named in _TITLES:
            title = title or spoken["words"].strip()
        rows.append(Row(Kind.OTHER if named in NO_NAMES else _other(line, plain), plain.strip(), start, end, here))
    return Rows(title, tuple(rows))


def _other(line: str, plain: str) -> Kind:
    if not plain.strip():
        return Kind.NOTE if MASK in line else Kind.BLANK
    return Kind.HEADING if HEADING.match(plain) else Kind.ACTION


def _is_name(name: str) -> bool:
    """Whether what stands before a colon is a name: short, each word with a capital."""
    words = name.split()
    if len(name) > _LONGEST_NAME or len(words) > _MOST_WORDS or key(name) in NO_NAMES:
        return False
    return words[0][0].isalnum() and all(not word[0].islower() or word in _SMALL_WORDS for word in words)
