"""A script together with where its notes stand, so that targets can be written."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from acting_mirror.core.language import marked, tr
from acting_mirror.core.target import Target
from acting_mirror.core.text import key
from acting_mirror.rehearsal.beats import beats_of, read_beat
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.rehearsal.script_rows import Note, Row, Rows, ScriptError
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.speeches import Speech, speeches
from acting_mirror.rehearsal.targets import read_note, together
from acting_mirror.rehearsal.unspoken import Unspoken, find_unspoken

SPEAKER = ""
"""Stands for who speaks, where the others who listen are named."""
Notes = tuple[tuple[Note, Target], ...]
"""Notes, and what each asks for."""
_AT_NO_LINE: Final = marked("this target stands at no spoken line; put it behind the words it is for")


@dataclass(frozen=True, slots=True)
class AnnotatedScript:
    """A script and its places in the file's text.

    Attributes:
        script: The script.
        notes: The notes of each target, by the line's index and who it is for.
        ends: Behind the words of each line, where a note can be added.
        rows: The rows it was made of.
        unspoken: What is below names and was not taken as speech.
        faults: The notes that want to be targets and are none, in order, by the number of their row.
    """

    script: Script
    notes: Mapping[tuple[int, str], Notes]
    ends: tuple[int, ...]
    rows: tuple[Row, ...]
    unspoken: tuple[Unspoken, ...]
    faults: tuple[tuple[int, ScriptError], ...]


def annotate(rows: Rows, source: ScriptText, name: str, lexicon: Lexicon) -> AnnotatedScript:
    """Make a script of its rows.

    Args:
        rows: What a reader found.
        source: The text it was found in.
        name: The title of a script that gives itself none.
        lexicon: What parentheticals suggest, and which words name emotions in notes.
    """
    found, loose, after = speeches(rows)
    cast: dict[str, str] = {}
    for speech in found:
        speech.character = cast.setdefault(key(speech.character), speech.character)
    characters = tuple(cast.values())
    faults: list[ScriptError] = []
    for note in loose:
        if _target(note, lexicon, characters, faults) is not None:
            faults.append(ScriptError(note.spans[0][0], tr(_AT_NO_LINE)))
    notes: dict[tuple[int, str], Notes] = {}
    beats = [*(beats_of(speech.notes, speech.start) for speech in found), (None, None)]
    lines = []
    for index, speech in enumerate(found):
        targets = _targets(index, speech, lexicon, characters, notes, faults)
        parenthetical = ", ".join(speech.directions)
        verses = tuple(
            " ".join(verse.split()) for words in speech.words for verse in words.splitlines() if verse.strip()
        )
        lines.append(
            ScriptLine(
                index,
                speech.scene,
                speech.character,
                " ".join(verses),
                parenthetical,
                bisect_right(source.line_starts, speech.start),
                targets.pop(SPEAKER, None),
                targets,
                lexicon.suggest(parenthetical) if parenthetical else None,
                verses if len(verses) > 1 else (),
                tuple(speech.before),
                beats[index][1] if beats[index][1] is not None else beats[index + 1][0],
            )
        )
    return AnnotatedScript(
        Script(rows.title or name, tuple(lines), characters, tuple(after)),
        notes,
        tuple(speech.end for speech in found),
        rows.rows,
        find_unspoken(rows, [words for speech in found for words in speech.words], source),
        _by_row(faults, rows.rows),
    )


def _by_row(faults: list[ScriptError], rows: tuple[Row, ...]) -> tuple[tuple[int, ScriptError], ...]:
    places = {note.spans[0][0]: number for number, row in enumerate(rows) for note in row.notes}
    return tuple((places[fault.offset], fault) for fault in sorted(faults, key=lambda fault: fault.offset))


def _targets(
    index: int,
    speech: Speech,
    lexicon: Lexicon,
    characters: tuple[str, ...],
    notes: dict[tuple[int, str], Notes],
    faults: list[ScriptError],
) -> dict[str, Target]:
    """The targets of a line by who they are for; their notes are added to `notes`, what is wrong to `faults`."""
    targets: dict[str, Target] = {}
    for note in speech.notes:
        found = _target(note, lexicon, characters, faults)
        if found is None:
            continue
        who, target = SPEAKER if found[0] == speech.character else found[0], found[1]
        try:
            targets[who] = _with(who, targets.get(who), target)
        except TargetError as error:
            faults.append(ScriptError(note.spans[0][0], str(error)))
            continue
        notes[index, who] = (*notes.get((index, who), ()), (note, target))
    return targets


def _with(who: str, first: Target | None, second: Target) -> Target:
    """What two notes of a line ask for; raises `TargetError` where they contradict each other."""
    if first is None:
        return second
    if first.feels and second.feels:
        raise TargetError(_second(who, first, second))
    return together(first, second)


def _target(
    note: Note, lexicon: Lexicon, characters: tuple[str, ...], faults: list[ScriptError]
) -> tuple[str, Target] | None:
    """The target of a note and whose it is; None where it is none, and one that wants to be one is a fault."""
    try:
        if note.closed:
            return None if read_beat(note.words) is not None else read_note(note.words, lexicon.emotions, characters)
        why = tr("this note is not closed; write ]] at its end")
    except TargetError as error:
        why = str(error)
    faults.append(ScriptError(note.spans[0][0], why))
    return None


def _second(who: str, first: Target, second: Target) -> str:
    if who:
        return tr("{who} has the target {first} at this line already; keep one", who=who, first=first)
    if first.emotion and second.emotion and first.emotion != second.emotion and first.then is second.then is None:
        return tr(
            "this line has the target {first} already; keep one, or put a parenthetical between, or write [[{both}]]",
            first=first,
            both=Target(first.emotion, second.strength, second.emotion),
        )
    return tr("this line has the target {first} already; keep one, or put a parenthetical between", first=first)
