"""The words of notes that are targets, in any of our languages: `sad 40%`, `peur -> colère, still`, `ANNA: scared`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from acting_mirror.core.direction import DIRECTIONS
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES, shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.target import LEAST_STRENGTH, Target
from acting_mirror.core.text import key, plain
from acting_mirror.rehearsal.direction_notes import ARROW, MOST_WORDS, TargetError, part_directions

_OPEN: Final = {"open", "libre", "abierto", "abierta", "ouvert", "ouverte", "offen", "frei"}
_IN_LANGUAGES: Final = {
    "angry": "enfado enfadado enfadada colère fâché fâchée wütend zornig",
    "disgust": "disgusted asco asqueado asqueada dégoût dégoûté dégoûtée ekel angeekelt angewidert",
    "fear": "miedo asustado asustada peur effrayé effrayée angst ängstlich",
    "happy": "alegría alegre feliz joie joyeux joyeuse heureux heureuse fröhlich glücklich",
    "sad": "tristeza triste tristesse traurig",
    "surprise": "sorpresa sorprendido sorprendida surprise surpris étonné étonnée überrascht überraschung",
    "neutral": "neutro neutra neutre",
}
"""What an emotion is called in Spanish, French and German, whatever the window speaks: scripts are passed on."""
_CALLED: Final = {
    **{shown.lower(): emotion for emotion, shown in SHOWN_NAMES.items()},
    **{name: emotion for emotion, names in _IN_LANGUAGES.items() for name in names.split()},
}
NAMES: Final[Mapping[str, str]] = {**{emotion: emotion for emotion in EMOTIONS}, **_CALLED}
"""The stored emotion for each of its names, stored and as people call it."""

_THEN: Final = re.compile(r"\s*,?\s+(?:then|luego|después|puis|ensuite|dann)\s+")
_SIDE: Final = re.compile(r"(?P<name>.*?)\s*(?P<number>[-+]?\d+(?:[.,]\d+)?)?\s*(?P<percent>%?)", re.DOTALL)
_SHORT_TO_GUESS: Final = 5
"""Letters below which a word that is like an emotion's name may well be another word: `said`, `sand`."""


def read_target(words: str, emotions: Mapping[str, str]) -> Target | None:
    """The target that words stand for.

    Args:
        words: What stands between the brackets, in any case.
        emotions: The stored emotion for each word that may name one, by its `key`.

    Returns:
        None for words that are about something else.

    Raises:
        TargetError: They want to be a target and aren't one.
    """
    words = key(words)
    directions, others = part_directions(words, emotions)
    if not directions:
        return _read_emotion(words, emotions)
    target = _directed(directions)
    if not others:
        return target
    emotion = _read_emotion(", ".join(others), emotions)
    if emotion is not None:
        return together(target, emotion)
    if any(len(part.split()) >= MOST_WORDS for part in others):
        return None
    raise TargetError(
        tr(
            '"{words}" is neither an emotion nor a direction: leave it out, or put it in a note of its own',
            words=", ".join(others),
        )
    )


def read_directions(words: str) -> tuple[str, ...]:
    """The directions that words stand for, parted by commas; raises `TargetError` for others."""
    names, others = part_directions(key(words), ())
    if unknown := ", ".join(filter(None, others)):
        known = ", ".join(DIRECTIONS)
        raise TargetError(tr('"{words}" isn\'t a direction: write {names}', words=unknown, names=known))
    return _directed(names).directions


def together(first: Target, second: Target) -> Target:
    """What two notes, or two parts of one, ask for; one of them at most has an emotion.

    Raises:
        TargetError: They contradict each other.
    """
    if first.open or second.open:
        raise TargetError(tr("an open line asks for nothing: leave out open, or all else"))
    directions = _directed((*first.directions, *second.directions)).directions
    return replace(second if first.emotion is None else first, directions=directions)


def shared_out(target: Target | None, notes: Sequence[Target]) -> list[Target | None]:
    """What each note of a line is to say, and a new one behind them, so that all ask for a target; None: it goes.

    The emotion stays in its note, and so do the directions that are still wanted.
    """
    directions = target.directions if target is not None else ()
    found = {name for note in notes for name in note.directions}
    new = tuple(name for name in directions if name not in found)
    feels = target is not None and target.feels
    at = next((number for number, note in enumerate(notes) if note.feels), len(notes))
    said: list[Target | None] = []
    for number in range(len(notes) + 1):
        kept = notes[number].directions if number < len(notes) else ()
        names = tuple(name for name in directions if name in kept) + (new if number == (at if feels else 0) else ())
        if feels and number == at and target is not None:
            said.append(replace(target, directions=names))
        else:
            said.append(Target(None, directions=names) if names else None)
    return said


def _directed(names: Sequence[str]) -> Target:
    """A target of directions alone; raises `TargetError` where two are for the same part."""
    parts: dict[str, str] = {}
    for name in names:
        before = parts.setdefault(DIRECTIONS[name].part, name)
        if before != name:
            raise TargetError(tr("{first} and {second} don't go together: keep one", first=before, second=name))
    return Target(None, directions=tuple(parts.values()))


def _read_emotion(words: str, emotions: Mapping[str, str]) -> Target | None:
    """The target that words without directions stand for; raises `TargetError`."""
    if words in _OPEN:
        return Target(None)
    if words in emotions:
        return Target(emotions[words])
    sides = _sides(_THEN.split(words))
    if not (sides[1:] and all(name in emotions for name, _, _ in sides)):  # "then" is said of much else
        sides = _sides(ARROW.split(words))
    if not _wants_to_be_one(sides, emotions):
        return None
    names = [name for name, _, _ in sides]
    _check(names, sides, emotions)
    found = [emotions[name] for name in names]
    then = found[1] if len(found) == 2 else None
    if then == found[0]:
        raise TargetError(tr("{name} stays the same: write [[{name}]]", name=names[0]))
    if found == ["neutral"] and sides[0][1]:
        raise TargetError(tr("neutral is the face at rest and has no strength: write [[neutral]]"))
    return Target(found[0], _strength(" -> ".join(names), *sides[-1][1:]), then)


def read_note(words: str, emotions: Mapping[str, str], characters: Iterable[str]) -> tuple[str, Target] | None:
    """The target of a note, and whose it is.

    Args:
        words: What stands between the brackets.
        emotions: As for `read_target`.
        characters: All who speak in the script.

    Returns:
        The character who listens, "" for the one who speaks, and the target; None for a note about something else.

    Raises:
        TargetError: It wants to be a target and isn't one.
    """
    who, colon, rest = (part.strip() for part in plain(words).partition(":"))
    known = {key(character): character for character in characters}
    if colon and key(who) in known:
        target = read_target(rest, emotions)
        return None if target is None else (known[key(who)], target)
    if not colon or part_directions(key(words), emotions)[0]:
        target = read_target(words, emotions)
        return None if target is None else ("", target)
    try:
        target = read_target(rest, emotions)
    except TargetError:
        return None
    if target is not None and who.isupper():
        raise TargetError(
            tr("nobody who speaks is called {who}: write one of {names}", who=who, names=", ".join(known.values()))
        )
    return None


def _sides(parts: Iterable[str]) -> list[tuple[str, str | None, str]]:
    """The name, the number and the sign of percent of each emotion."""
    return [(match["name"], match["number"], match["percent"]) for match in map(_SIDE.fullmatch, parts) if match]


def _wants_to_be_one(sides: list[tuple[str, str | None, str]], emotions: Mapping[str, str]) -> bool:
    name, number, percent = sides[0]
    if len(sides) > 1 or number is not None or percent:
        if any(name in emotions or name in _OPEN for name, _, _ in sides):
            return True
        if len(sides) == 1:
            return bool(percent) and 0 < len(name.split()) < MOST_WORDS
        return any(_meant(name) for name, _, _ in sides)
    return len(name) >= _SHORT_TO_GUESS and _meant(name) is not None


def _check(names: list[str], sides: list[tuple[str, str | None, str]], emotions: Mapping[str, str]) -> None:
    """Raise `TargetError` for what can't be understood of the names and where the strength stands."""
    if len(names) > 2:
        raise TargetError(tr("a line turns into one other emotion at most: write it as in [[scared -> angry]]"))
    if not _OPEN.isdisjoint(names):
        raise TargetError(tr("an open line has no strength and turns into nothing: write [[open]]"))
    if "" in names:
        example = "scared -> angry" if names[1:] else "sad 40%"
        raise TargetError(tr("an emotion is missing: write it as in [[{example}]]", example=example))
    for name in names:
        if name not in emotions:
            raise TargetError(_no_emotion(name))
    if len(sides) == 2 and (sides[0][1] or sides[0][2]):
        strength = sides[1][1] or sides[0][1] or "40"
        raise TargetError(
            tr(
                "a strength stands once, at the end: write [[{names} {strength}%]]",
                names=" -> ".join(names),
                strength=strength,
            )
        )


def _no_emotion(name: str) -> str:
    if (meant := _meant(name)) is not None:
        return tr('"{name}" isn\'t an emotion: write "{meant}" if you mean that', name=name, meant=meant)
    known = ", ".join(shown_name(emotion).lower() for emotion in EMOTIONS)
    return tr('"{name}" isn\'t an emotion: write {known}', name=name, known=known)


def _meant(name: str) -> str | None:
    """What was probably meant, in whichever language."""
    cutoff = 0.85 if len(name) >= _SHORT_TO_GUESS else 0.75
    return next(iter(get_close_matches(name, _CALLED, 1, cutoff)), None)


def _strength(names: str, number: str | None, percent: str) -> float | None:
    if number is None:
        if percent:
            raise TargetError(tr("the number before % is missing: write it as in [[{names} 40%]]", names=names))
        return None
    value = float(number.replace(",", ".")) / 100
    if not LEAST_STRENGTH <= value <= 1:
        nearest = min(max(value, LEAST_STRENGTH), 1.0)
        raise TargetError(
            tr("a strength goes from 1% to 100%: write [[{names} {percent:g}%]]", names=names, percent=100 * nearest)
        )
    if not percent:
        raise TargetError(
            tr("a strength ends with %: write [[{names} {percent:g}%]]", names=names, percent=100 * value)
        )
    return value
