"""What the face did in a line, in a sentence for what came and one for what did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.language import marked, tr
from acting_mirror.core.move import Move
from acting_mirror.rehearsal.scoring import GRACE_S


@dataclass(frozen=True, slots=True)
class _Words:
    """A movement that was there from the start, that came, and that did not."""

    there: str
    came: str
    missed: str


_WORDS: Final = {
    "inner_brows_up": _Words(
        marked("The inner ends of your brows were up from the start."),
        marked("The inner ends of your brows rose at {seconds:.1f} s."),
        marked("The inner ends of your brows stayed level."),
    ),
    "brows_up": _Words(
        marked("Your brows were up from the start."),
        marked("Your brows rose at {seconds:.1f} s."),
        marked("Your brows did not rise."),
    ),
    "brows_down": _Words(
        marked("Your brows were down from the start."),
        marked("Your brows sank at {seconds:.1f} s."),
        marked("Your brows did not sink."),
    ),
    "eyes_wide": _Words(
        marked("Your eyes were wide from the start."),
        marked("Your eyes opened wide at {seconds:.1f} s."),
        marked("Your eyes did not open wide."),
    ),
    "eyes_narrowed": _Words(
        marked("Your eyes were narrow from the start."),
        marked("Your eyes narrowed at {seconds:.1f} s."),
        marked("Your eyes did not narrow."),
    ),
    "nose_and_upper_lip_up": _Words(
        marked("Your nose and upper lip were up from the start."),
        marked("Your nose and upper lip rose at {seconds:.1f} s."),
        marked("Your nose and upper lip did not rise."),
    ),
    "mouth_corners_up": _Words(
        marked("The corners of your mouth were up from the start."),
        marked("The corners of your mouth rose at {seconds:.1f} s."),
        marked("The corners of your mouth did not rise."),
    ),
    "mouth_corners_down": _Words(
        marked("The corners of your mouth were down from the start."),
        marked("The corners of your mouth sank at {seconds:.1f} s."),
        marked("The corners of your mouth did not sink."),
    ),
    "chin_up": _Words(
        marked("Your chin was pushed up from the start."),
        marked("Your chin pushed up at {seconds:.1f} s."),
        marked("Your chin did not push up."),
    ),
    "lips_stretched": _Words(
        marked("Your lips were stretched from the start."),
        marked("Your lips stretched at {seconds:.1f} s."),
        marked("Your lips did not stretch."),
    ),
    "lips_pressed": _Words(
        marked("Your lips were pressed together from the start."),
        marked("Your lips pressed together at {seconds:.1f} s."),
        marked("Your lips did not press together."),
    ),
    "jaw_open": _Words(
        marked("Your jaw was open from the start."),
        marked("Your jaw dropped at {seconds:.1f} s."),
        marked("Your jaw did not drop."),
    ),
}


def what_came(moves: Iterable[Move], emotion: str) -> str:
    """A sentence on the movement of an emotion that tells most of those that came; "" for none."""
    came_s = {move.movement: move.came_s for move in moves if move.emotion == emotion and move.came_s is not None}
    name = next((name for name in came_s if name in _WORDS), None)  # a take may be of a newer program
    if name is None:
        return ""
    there = came_s[name] < GRACE_S
    return tr(_WORDS[name].there) if there else tr(_WORDS[name].came, seconds=came_s[name])


def what_did_not(moves: Iterable[Move], emotion: str) -> str:
    """The same on those that did not come."""
    missed = (move.movement for move in moves if move.emotion == emotion and move.came_s is None)
    name = next((name for name in missed if name in _WORDS), None)
    return "" if name is None else tr(_WORDS[name].missed)
