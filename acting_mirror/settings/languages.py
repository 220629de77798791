"""Which languages there are, and which of them is the user's."""

import gettext
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from acting_mirror import paths
from acting_mirror.core import language
from acting_mirror.core.catalogue import Catalogue
from acting_mirror.settings.store import SettingsStore

SYSTEM: Final = "system"
"""The setting that stands for the computer's own language."""
ENGLISH: Final = "en"
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What names the computer's language; the first that is set counts, as gettext has it."""


def languages() -> list[str]:
    """The codes of all languages, English first."""
    return [ENGLISH, *sorted(path.stem for path in paths.languages_dir().glob("*.po"))]


def use_language(setting: str, preferred: Sequence[str] = ()) -> str:
    """Say all in the user's language from now on.

    Args:
        setting: The code of a language, or `SYSTEM`.
        preferred: Languages that the computer prefers, the best first, where no variable names any.

    Returns:
        The code of the language.
    """
    there = languages()
    wanted = (setting, *(_of_variables() or preferred))
    code = next((code for name in wanted for code in _codes(name) if code in there), ENGLISH)
    text = "" if code == ENGLISH else (paths.languages_dir() / f"{code}.po").read_text(encoding="utf-8")
    language.use(Catalogue(text) if text else gettext.NullTranslations())
    return code


def use_chosen_language() -> None:
    """Say all in the language of the settings, which are not checked yet."""
    setting = SYSTEM
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
        setting = json.loads(SettingsStore().path.read_text(encoding="utf-8"))["window"]["language"]
    use_language(str(setting))


def _of_variables() -> list[str]:
    return next((value.split(":") for name in _VARIABLES if (value := os.environ.get(name))), [])


def _codes(name: str) -> Iterator[str]:
    """Yield what "pt_BR.UTF-8" or "pt-BR" may be called here: "pt_BR", else "pt"."""
    place = re.split("[.@]", name)[0].replace("-", "_")
    yield from (place, place.split("_")[0])
