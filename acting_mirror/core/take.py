"""A take: one recorded rehearsal, with its lines, its scores and what the actor noted about it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import fmean
from typing import Final

from acting_mirror.core.direction import DirectionScore
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.target import Target
from acting_mirror.core.text import key

VERSION: Final = 1
"""Of the facts of a take; raised when an older program would misunderstand them."""

_MOST_LINES: Final = 1_000_000

TAKES: Final = "Takes"
"""The folder of takes in the folder of recordings."""
FACTS_FILE: Final = "take.json"
MEDIA_FILE: Final = "media.mp4"
TIMELINE_FILE: Final = "timeline.npz"


@dataclass(frozen=True, slots=True)
class TakeLine:
    """A line as it was spoken, or listened to, in a take.

    Attributes:
        number: Of the actor's lines in the script, from 1; 0 for one that was listened to.
        index: `ScriptLine.index` of the line.
        character: Who speaks.
        text: What is spoken.
        target: What was to show; None when nothing was asked for.
        start_s: When it began, in seconds of the media.
        end_s: When it ended, not before it began.
        score: How it went; None when it is not scored.
        listening: Whether the actor listened while another spoke.
        directions: How its directions were followed, one for each of them once it is scored.
        spoken_s: How long was spoken, without the pauses; None where no voice was heard.
        beat_s: The silence behind it that the actor ended by the key; None where it ended otherwise.
        voice: How it was spoken; None where that was not measured.

    Raises:
        ValueError: The times are not in order.
    """

    number: int
    index: int
    character: str
    text: str
    target: Target | None
    start_s: float
    end_s: float
    score: LineScore | None
    listening: bool = False
    directions: tuple[DirectionScore, ...] = ()
    spoken_s: float | None = None
    beat_s: float | None = None
    voice: LineVoice | None = None

    def __post_init__(self) -> None:
        """Check the times."""
        _check_times(self.start_s, self.end_s)

    @property
    def total(self) -> float | None:
        """0 to 100: the score of its emotion; of a line with directions alone, the mean of those that could be told."""
        if self.score is not None or self.target is None or self.target.emotion is not None:
            return None if self.score is None else self.score.total
        told = [direction.total for direction in self.directions if direction.total is not None]
        return fmean(told) if told else None

    @property
    def direction_words(self) -> str:
        """How its directions were followed; "" without any."""
        return " · ".join(direction.words for direction in self.directions)

    @property
    def shown_number(self) -> str:
        """Its number as it stands everywhere; "" for a line that was listened to, also where an older take has one."""
        return "" if self.listening else str(self.number)

    @property
    def title(self) -> str:
        """Its number, if it has one, and its text."""
        return f"{self.shown_number}  {self.text}".lstrip()

    @property
    def name(self) -> str:
        """What it is called: "Line 4", or "Listening"."""
        return tr("Listening") if self.listening else tr("Line {number}", number=self.shown_number)

    @property
    def key(self) -> tuple[int, str, bool]:
        """What is equal for the same line said again, or said in another take of the same script."""
        return self.index, key(self.text), self.listening


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A line of another part that was heard while a take was recorded.

    Attributes:
        index: `ScriptLine.index` of the line.
        character: Who speaks.
        text: What is spoken.
        start_s: When it began to sound, in seconds of the media.
        end_s: When it ended, or was broken off.
        mixed: Whether the media has it as it was played; else it has what the microphone heard of it.

    Raises:
        ValueError: The times are not in order.
    """

    index: int
    character: str
    text: str
    start_s: float
    end_s: float
    mixed: bool = False

    def __post_init__(self) -> None:
        """Check the times."""
        _check_times(self.start_s, self.end_s)


@dataclass(frozen=True, slots=True)
class Marker:
    """A note at a moment of a take.

    Attributes:
        t_s: The moment, in seconds of the media.
        words: The note.
    """

    t_s: float
    words: str


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """What is known of a take besides its media and its timeline.

    Attributes:
        name: What the user calls it.
        made: When it was recorded, with its time zone.
        length_s: Seconds of the media; 0 while it is being recorded.
        script: Title of the script, "" where there was none.
        script_file: Name of the script's copy in the folder, "" where there is none.
        character: Whom the actor played, "" where there was no script.
        profile: Name of the profile that was used, "" for none.
        model: Name of the model that read, with its edition.
        lines: In the order of their times.
        markers: In the order of their times.
        star: Whether the user likes it.
        notes: What the user noted about it.
        total: The mean score of its lines, each as it was said last, 0 to 100; None when no line is scored.
        scorable: How many of the actor's lines in the script could be scored; 0 where that is not known.
        eyeline: Where lens and partner were taken to be; None in takes that know nothing of it.
        slate: Whether it is a slate: the actor says who they are, and plays no script.
        partner: The lines of others that were heard, in the order of their times; none in older takes.

    Raises:
        ValueError: `made` has no time zone, `script_file` is no name of a file, or so many lines are in no script.
    """

    name: str
    made: datetime
    length_s: float = 0.0
    script: str = ""
    script_file: str = ""
    character: str = ""
    profile: str = ""
    model: str = ""
    lines: tuple[TakeLine, ...] = ()
    markers: tuple[Marker, ...] = ()
    star: bool = False
    notes: str = ""
    total: float | None = None
    scorable: int = 0
    eyeline: Eyeline | None = None
    slate: bool = False
    partner: tuple[PartnerLine, ...] = ()

    def __post_init__(self) -> None:
        """Check the time, the file and the lines."""
        if self.made.tzinfo is None:
            raise ValueError(f"a take is made at a time with a zone, not {self.made}")
        if any(sign in self.script_file for sign in "/\0"):
            raise ValueError(f"the script is a file in the take's folder, not {self.script_file!r}")
        if not 0 <= self.scorable <= _MOST_LINES:
            raise ValueError(f"a script has some lines, not {self.scorable}")

    @property
    def said_last(self) -> tuple[TakeLine, ...]:
        """Each line once, as it was said last."""
        return tuple({line.key: line for line in sorted(self.lines, key=lambda line: line.start_s)}.values())

    @property
    def scored(self) -> int:
        """How many of the actor's lines have a score, as they were said last."""
        return sum(line.total is not None and not line.listening for line in self.said_last)

    @property
    def share(self) -> str:
        """Of how many lines the total is; see `share_of`."""
        return share_of(self.scored, self.scorable)


@dataclass(frozen=True, slots=True)
class Take:
    """A take in its folder.

    Attributes:
        folder: Where it is.
        facts: What is known of it.
    """

    folder: Path
    facts: TakeFacts

    @property
    def media(self) -> Path:
        """The recording; it may have been deleted by hand."""
        return self.folder / MEDIA_FILE

    @property
    def timeline_file(self) -> Path:
        """The readings, by the media's times; missing when the recording broke off."""
        return self.folder / TIMELINE_FILE


@dataclass(frozen=True, slots=True)
class ListedTake:
    """A take, or another recording, in a list of many.

    Attributes:
        folder: Where it is; of another recording the file.
        name: What the user calls it; the folder's name when it is damaged.
        made: When it was recorded.
        length_s: Seconds of the media.
        script: Title of the script.
        character: Whom the actor played.
        star: Whether the user likes it.
        notes: What the user noted about it.
        total: Its score, 0 to 100; None when no line is scored.
        said: The texts of the actor's lines that were said, each once, as `text.key` has them.
        scored: How many of them have a score.
        scorable: How many of the actor's lines in the script could be scored; 0 where that is not known.
        slate: Whether it is a slate.
        problem: Why it can't be opened and what to do, one sentence; "" when it can.
        recording: Whether it is no take but a recording of the Mirror: a film, and nothing else.
    """

    folder: Path
    name: str
    made: datetime
    length_s: float = 0.0
    script: str = ""
    character: str = ""
    star: bool = False
    notes: str = ""
    total: float | None = None
    said: tuple[str, ...] = ()
    scored: int = 0
    scorable: int = 0
    slate: bool = False
    problem: str = ""
    recording: bool = False

    @property
    def whole(self) -> bool:
        """Whether it can be opened as a take."""
        return not (self.problem or self.recording)

    @property
    def share(self) -> str:
        """Of how many lines the total is; see `share_of`."""
        return share_of(self.scored, self.scorable)


def _check_times(start_s: float, end_s: float) -> None:
    if not 0 <= start_s <= end_s < math.inf:
        raise ValueError(f"a line ends after it begins, not from {start_s} to {end_s}")


def listed(take: Take) -> ListedTake:
    """A take as it is listed."""
    facts = take.facts
    about = (facts.script, facts.character, facts.star, facts.notes, facts.total)
    said = tuple(key(line.text) for line in facts.said_last if not line.listening)
    shares = (facts.scored, facts.scorable)
    return ListedTake(take.folder, facts.name, facts.made, facts.length_s, *about, said, *shares, facts.slate)


def share_of(scored: int, scorable: int) -> str:
    """Of how many lines a total is: "1 of 11 lines", "all lines", or "" where that is not known."""
    if not scorable:
        return ""
    if scored >= scorable:
        return tr("all lines")
    return tr_count("{scored} of {count} lines", "{scored} of {count} lines", scorable, scored=scored)


def points(total: float | None, share: str) -> str:
    """A total with its share, as it is said everywhere: "9 of 100 · 1 of 11 lines"; "" without a total."""
    return "" if total is None else " · ".join(filter(None, (tr("{total:.0f} of 100", total=total), share)))


def weakest(lines: Iterable[TakeLine]) -> TakeLine | None:
    """The line with the lowest score; None where none is scored."""
    totals = {line.total: line for line in reversed(tuple(lines)) if line.total is not None}
    return totals[min(totals)] if totals else None
