"""The words of parentheticals and what they suggest; `resources/lexicon`, and a file of the user's own."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.target import Target
from acting_mirror.core.text import key
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.targets import NAMES, read_target
from acting_mirror.settings.own_table import Broken, place_of, read_table

_WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CLAUSE_END: Final = re.compile(r"[,;:.!?]|\b(?:but|pero|sino|mais|aber|sondern)\b")
_NEGATIONS: Final = {
    *("not", "no", "never", "without", "hardly", "nothing", "isn't", "aren't", "wasn't"),
    *("don't", "doesn't", "didn't", "won't", "can't"),
    *("nunca", "jamás", "sin", "ni", "nada", "tampoco"),
    *("ne", "n'est", "n'a", "n'y", "non", "pas", "sans", "jamais", "aucun", "aucune", "guère"),
    *("nicht", "nie", "niemals", "kein", "keine", "keinen", "keiner", "ohne", "kaum", "weder"),
}
_NEGATIONS_BEHIND: Final = {"nicht", "pas", "nie"}
"""Those that stand behind their verb: `weint nicht`."""
_NEGATION_REACH: Final = 3
"""Words before a phrase, in its clause, among which a negation takes it back: `no longer so angry`."""


class Lexicon:
    """What the words of parentheticals suggest.

    Attributes:
        phrases: The target for each phrase, by the `key`s of its words; None for one that suggests nothing.
        emotions: The stored emotion for each word or phrase that may name one in a note.
    """

    def __init__(self, phrases: Mapping[str, Target | None]) -> None:
        """Take phrases as they are read from a file."""
        self.phrases = {" ".join(_WORD.findall(key(phrase))): target for phrase, target in phrases.items()}
        named = {
            phrase: target.emotion
            for phrase, target in self.phrases.items()
            if target is not None and target.emotion is not None and target.then is None
        }
        self.emotions: Mapping[str, str] = {**named, **NAMES}
        self._longest = max((phrase.count(" ") + 1 for phrase in self.phrases), default=0)

    @staticmethod
    def load(user_file: Path | None = None) -> "Lexicon":
        """The lexicon that comes with the program, of all its languages, with the user's own file over it.

        Args:
            user_file: That file, which need not exist; None for the one in the user's folder.

        Raises:
            UserError: The user's file is broken; it says the line and column.
        """
        own = user_file or user_lexicon()
        return Lexicon({**_shipped().phrases, **_read(own)}) if own.exists() else _shipped()

    def suggest(self, parenthetical: str) -> Target | None:
        """What a parenthetical suggests: its longest phrase that is known and not negated, else None."""
        best, best_length = None, 0
        for words in map(_WORD.findall, _CLAUSE_END.split(key(parenthetical))):
            for start, length in self._places(words):
                end = start + length
                negated = _NEGATIONS.intersection(words[max(start - _NEGATION_REACH, 0) : start])
                if length > best_length and not negated and _NEGATIONS_BEHIND.isdisjoint(words[end : end + 1]):
                    best, best_length = self.phrases[" ".join(words[start:end])], length
        return best

    def _places(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """First word and number of words of the longest phrase at each place; none begins within another."""
        start = 0
        while start < len(words):
            lengths = range(min(self._longest, len(words) - start), 0, -1)
            length = next((n for n in lengths if " ".join(words[start : start + n]) in self.phrases), 0)
            if length:
                yield start, length
            start += length or 1


@cache
def _shipped() -> Lexicon:
    """That which comes with the program; it is large, and never changes."""
    phrases: dict[str, Target | None] = {}
    for file in (paths.resources_dir() / "lexicon").glob("*.toml"):
        phrases |= _read(file)
    return Lexicon(phrases)


def user_lexicon() -> Path:
    """Where the user's own lexicon is; it need not exist."""
    return paths.user_config_dir() / "lexicon.toml"


def _read(path: Path) -> dict[str, Target | None]:
    """The phrases of a file; raises `UserError`."""
    broken = partial(_broken, path)
    text, entries = read_table(path, broken)
    return {phrase: _target(broken, text, phrase, words) for phrase, words in entries.items()}


def _target(broken: Broken, text: str, phrase: str, words: object) -> Target | None:
    """The target of one entry; raises `UserError`."""
    if words == "":
        return None
    try:
        target = read_target(words, NAMES) if isinstance(words, str) else None
        why = tr('{phrase!r} suggests nothing that is known: write it as in "{phrase}" = "sad 40%"', phrase=phrase)
    except TargetError as error:
        target, why = None, str(error).replace("[[", '"').replace("]]", '"')
    if target is None:
        raise broken(*place_of(text, phrase), why)
    return target


def _broken(path: Path, line: int, column: int, why: str) -> UserError:
    place = {"path": path, "line": line, "column": column}
    return UserError(
        tr(
            "Your lexicon {path}, line {line}, column {column}: {fault}; correct it, or delete the file.",
            fault=why,
            **place,
        )
    )
