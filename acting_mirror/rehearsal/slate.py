"""A slate: who the actor is, said into the lens, as a script for the prompter."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.settings.tape_profile import GENERAL, load, tape_profiles

NAME: Final = "name"
ROLE: Final = "role"
"""What stays the same, and what is another one each time."""
_TITLES: Final = {
    "name": marked("Your name"),
    "height": marked("Your height"),
    "where you are based": marked("Where you are based"),
    "agent": marked("Your agent"),
    "role": marked("Your role"),
}
"""What people call that; of others the word of the profile stands."""
_SAID: Final = {
    "name": marked("I'm {words}."),
    "height": marked("I'm {words} tall."),
    "where you are based": marked("I'm based in {words}."),
    "agent": marked("My agent is {words}."),
    "role": marked("I'm reading for {words}."),
}


def items_asked() -> tuple[str, ...]:
    """What slates are to say, as profiles call it: all that any profile wants; a broken one is passed over."""
    items: list[str] = []
    for name in (GENERAL, *tape_profiles()):
        with suppress(UserError):
            items += load(name).slate or ()
    return tuple(dict.fromkeys(items)) or tuple(_TITLES)


def title_of(item: str) -> str:
    """What an item is called in the window; one that only a profile of the user's own knows, as there."""
    return tr(_TITLES[item]) if item in _TITLES else item


def slate_script(items: Sequence[str], words: Mapping[str, str]) -> Script:
    """What is said, a sentence a row.

    Args:
        items: What is asked for, in its order.
        words: What the actor says to each; what is missing or empty is not said.
    """
    said = tuple(_sentence(item, words[item].strip()) for item in items if words.get(item, "").strip())
    title = tr("Slate")
    line = ScriptLine(0, "", title, " ".join(said), tr("into the lens"), 1, None, {}, None, said)
    return Script(title, (line,), (title,))


def _sentence(item: str, words: str) -> str:
    return tr(_SAID[item], words=words) if item in _SAID else tr("{item}: {words}", item=item, words=words)
