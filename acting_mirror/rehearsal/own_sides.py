"""Who speaks how much in a script, and the scenes of one who does, to be taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acting_mirror.core.text import key
from acting_mirror.rehearsal.paragraphs import Paragraph, as_fountain, paragraphs_of
from acting_mirror.rehearsal.prompter import length_at
from acting_mirror.rehearsal.script import Script
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.script_rows import Kind, Rows
from acting_mirror.rehearsal.speeches import name_of


@dataclass(frozen=True, slots=True)
class Part:
    """What a character has to do.

    Attributes:
        character: Who.
        scenes: In how many scenes they speak.
        lines: How many lines they speak.
        minutes: How long these take.
    """

    character: str
    scenes: int
    lines: int
    minutes: float


def parts_of(script: Script, words_a_minute: float) -> tuple[Part, ...]:
    """All parts of a script, the largest first.

    Args:
        script: The script.
        words_a_minute: How quickly they speak.
    """
    scenes: dict[str, set[int]] = {}
    scene = 0
    for before, line in zip((None, *script.lines), script.lines, strict=False):
        scene += before is not None and line.scene in line.before
        scenes.setdefault(line.character, set()).add(scene)
    parts = (
        Part(
            character,
            len(scenes[character]),
            len(script.of(character)),
            sum(length_at(line, words_a_minute) for line in script.of(character)) / 60,
        )
        for character in script.characters
    )
    return tuple(sorted(parts, key=lambda part: -part.lines))


def own_sides(file: ScriptFile, character: str | None, cues_only: bool = False) -> str:
    """The scenes in which a character speaks, as Fountain, with all notes.

    Args:
        file: The script.
        character: Who, as the script writes the name; None for all of the script.
        cues_only: Whether of each scene only the character's speeches are kept, with what is said before each.
    """
    paragraphs = paragraphs_of(Rows(file.script.title, file.rows, apart=file.format == ".fdx"))
    if character is None:
        return as_fountain(file.script.title, paragraphs)
    kept: list[Paragraph] = []
    for scene in _scenes(paragraphs):
        speeches = list(_speeches(scene))
        mine = [_speaks(speech, character) for speech in speeches]
        if any(mine):
            shown = _with_cues(speeches, mine) if cues_only else speeches
            kept += (paragraph for speech in shown for paragraph in speech)
    return as_fountain(file.script.title, kept)


def _scenes(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    scene: list[Paragraph] = []
    for each in paragraphs:
        if each.kind is Kind.HEADING and any(other.kind is not Kind.HEADING for other in scene):
            yield scene
            scene = []
        scene.append(each)
    yield scene


def _speeches(scene: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The speeches of a scene, each with its name, and what stands between them."""
    speech: list[Paragraph] = []
    for each in scene:
        if speech and (each.kind is Kind.CUE or each.kind not in (Kind.WORDS, Kind.PARENTHETICAL)):
            yield speech
            speech = []
        speech.append(each)
    yield speech


def _speaks(speech: Sequence[Paragraph], character: str) -> bool:
    return speech[0].kind is Kind.CUE and key(name_of(speech[0].text)) == key(character)


def _with_cues(speeches: Sequence[list[Paragraph]], mine: Sequence[bool]) -> Iterator[list[Paragraph]]:
    """The headings, one's own speeches, and the last speech of another before each."""
    cue: list[Paragraph] | None = None
    for speech, own in zip(speeches, mine, strict=True):
        if speech[0].kind is Kind.HEADING:
            yield speech
        elif own:
            yield from filter(None, (cue, speech))
            cue = None
        elif speech[0].kind is Kind.CUE:
            cue = speech
