"""A script as it is rehearsed: who speaks, what is said, and what the face should show meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from acting_mirror.core.target import Target
from acting_mirror.core.text import key


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """What one character says in one go; a parenthetical amid a speech begins a new line.

    Attributes:
        index: Number of the line in the script, from 0.
        scene: Heading of its scene, "" before the first.
        character: Who speaks, without additions such as (V.O.).
        text: What is spoken, without notes and marks of emphasis.
        parenthetical: The direction before it, without its brackets; "" if there is none.
        source_line: Where its words begin in the file, from 1.
        target: What the speaker's face should show, as written; None if nothing is written.
        listening: What the faces of others should show meanwhile, by character.
        suggested: What the parenthetical suggests.
        verses: The same text as the script breaks it into lines; empty if it is one line.
        before: What stands above it since the line before it: stage directions and headings, a paragraph each.
        beat_s: The silence between it and the next line, in seconds; None where the script sets none.
    """

    index: int
    scene: str
    character: str
    text: str
    parenthetical: str
    source_line: int
    target: Target | None
    listening: Mapping[str, Target]
    suggested: Target | None
    verses: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    beat_s: float | None = None

    @property
    def suggestion(self) -> Target | None:
        """What the parenthetical suggests, with the directions that are written; None where an emotion or open is."""
        if self.target is None or self.suggested is None:
            return self.suggested
        if self.target.feels:
            return None
        return replace(self.suggested, directions=self.target.directions)

    def target_for(self, character: str) -> Target | None:
        """What it wants of who plays a character: as written or suggested; of who listens, as written."""
        if self.character != character:
            return self.listening.get(character)
        return self.suggestion or self.target


@dataclass(frozen=True, slots=True)
class Script:
    """A script.

    Attributes:
        title: From its title page, else the file's name.
        lines: All spoken lines in order.
        characters: Who speaks, in order of appearance.
        after: The stage directions below the last line.
    """

    title: str
    lines: tuple[ScriptLine, ...]
    characters: tuple[str, ...]
    after: tuple[str, ...] = ()

    def of(self, character: str) -> tuple[ScriptLine, ...]:
        """The lines that a character speaks."""
        return tuple(line for line in self.lines if line.character == character)

    def scorable(self, character: str) -> int:
        """How many of a character's lines want something that can be scored."""
        targets = (line.target_for(character) for line in self.of(character))
        return sum(target is not None and not target.open for target in targets)

    def directed(self, character: str) -> bool:
        """Whether any line has directions for a character, who speaks or listens."""
        targets = (line.target_for(character) for line in self.lines)
        return any(target is not None and target.directions for target in targets)

    def named(self, name: str) -> str | None:
        """The character that is called so, in any case and encoding, as the script writes it; None if nobody is."""
        return next((character for character in self.characters if key(character) == key(name)), None)
