"""Which movements people expect of a face for each emotion: `resources/expressions`, and a file of the user's own."""

import logging
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import tr
from acting_mirror.core.movements import NAMES
from acting_mirror.core.text import key
from acting_mirror.rehearsal import targets
from acting_mirror.settings.own_table import Broken, place_of, read_table

Expressions = Mapping[str, tuple[str, ...]]
"""The names of the movements of each emotion, those that tell most first; an emotion may have none."""

_log = logging.getLogger(__name__)


def load_expressions(user_file: Path | None = None) -> Expressions:
    """What comes with the program, with the user's own file over it, emotion by emotion.

    Args:
        user_file: That file, which need not exist; None for the one in the user's folder.

    Raises:
        UserError: The user's file is broken; it says the line and column.
    """
    own = user_file or user_expressions()
    return {**shipped_expressions(), **_read(own)} if own.exists() else shipped_expressions()


def expected(emotion: str) -> tuple[str, ...]:
    """The movements of an emotion; by a file of the user's own only while that is whole."""
    try:
        return load_expressions().get(emotion, ())
    except UserError as error:
        _log.warning("%s", error)
        return shipped_expressions().get(emotion, ())


def user_expressions() -> Path:
    """Where the user's own file is; it need not exist."""
    return paths.user_config_dir() / "expressions.toml"


@cache
def shipped_expressions() -> Expressions:
    """What comes with the program."""
    return _read(paths.resources_dir() / "expressions" / "expressions.toml")


def _read(path: Path) -> Expressions:
    broken = partial(_broken, path)
    text, entries = read_table(path, broken)
    return dict(_entry(broken, text, *entry) for entry in entries.items())


def _entry(broken: Broken, text: str, name: str, movements: object) -> tuple[str, tuple[str, ...]]:
    """An emotion and its movements; raises `UserError`."""
    emotion = targets.NAMES.get(key(name))
    if emotion is None:
        why = tr("{name} is no emotion: write one of {names}", name=name, names=", ".join(EMOTIONS))
        raise broken(place_of(text, name)[0], 1, why)
    if not isinstance(movements, list) or not all(movement in NAMES for movement in movements):
        why = tr("{name} is a list of movements: write some of {names}", name=name, names=", ".join(NAMES))
        raise broken(*place_of(text, name), why)
    return emotion, tuple(movements)


def _broken(path: Path, line: int, column: int, why: str) -> UserError:
    return UserError(
        tr(
            "Your table of expressions {path}, line {line}, column {column}: {fault}; correct it, or delete the file.",
            path=path,
            line=line,
            column=column,
            fault=why,
        )
    )
