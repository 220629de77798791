"""Where an actor needed help with hidden words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LineHelp:
    """A line that was said with hidden words.

    Attributes:
        said: The line, as `text.key` has it.
        needed: Whether help was needed.
    """

    said: str
    needed: bool


@dataclass(frozen=True, slots=True)
class RunHelp:
    """One rehearsal with hidden words.

    Attributes:
        made: When.
        script: The script's title, as `text.key` has it.
        character: Whom the actor played, likewise.
        lines: The actor's lines that were said.

    Raises:
        ValueError: `made` has no time zone.
    """

    made: datetime
    script: str
    character: str
    lines: tuple[LineHelp, ...]

    def __post_init__(self) -> None:
        """Check the time."""
        if self.made.tzinfo is None:
            raise ValueError(f"a rehearsal is made at a time with a zone, not {self.made}")
