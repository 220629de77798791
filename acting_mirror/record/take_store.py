"""The takes in a folder. The folder is the truth; the index beside it only makes listing and searching quick."""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import (
    FACTS_FILE,
    MEDIA_FILE,
    TIMELINE_FILE,
    ListedTake,
    Marker,
    Take,
    TakeFacts,
    listed,
)
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.record.part_file import find_parts
from acting_mirror.record.take_facts import change_facts, read_facts
from acting_mirror.record.take_index import State, TakeIndex, TakeIndexFile, TakeOrder
from acting_mirror.record.timeline_file import load_timeline

_log = logging.getLogger(__name__)

_NO_FACTS: Final = (0, 0, 0)
"""The state of a take whose `take.json` is missing."""
_UNKNOWN: Final = (-1, 0, 0)
"""The state of no take: one that is put in so is read anew each time, for what is wrong in the language of then."""


class NoTimelineError(UserError):
    """The readings of a take are missing or damaged; `pipeline.take_mending` reads its media again."""


class Lack(StrEnum):
    """What a take can lack, each a sentence for the user, which `tr` says."""

    END = marked("This take broke off while it was recorded: finish it to keep what is there.")
    MEDIA = marked(
        "The recording of this take is gone; its numbers stay. Put media.mp4 back into its folder to watch it."
    )
    READINGS = marked("The readings of this take are missing: have its recording read again.")


@dataclass(frozen=True, slots=True)
class OpenedTake:
    """A take with all there is of it.

    Attributes:
        take: The take.
        timeline: Its readings; None where they are missing or damaged.
        lacks: What is missing, that which matters most first.
    """

    take: Take
    timeline: Timeline | None
    lacks: tuple[Lack, ...]

    @property
    def playable(self) -> bool:
        """Whether there is a whole film."""
        return Lack.MEDIA not in self.lacks and Lack.END not in self.lacks


def own_files(take: Take) -> list[Path]:
    """All files that a take consists of, whether or not they are there."""
    names = FACTS_FILE, MEDIA_FILE, TIMELINE_FILE, take.facts.script_file
    return [take.folder / name for name in names if name]


class TakeStore:
    """Lists, opens and changes takes. Every call looks at the folder as it is now; nothing is kept open.

    Attributes:
        folder: The folder with one folder a take; it need not exist.
    """

    def __init__(self, folder: Path, index_file: Path | None = None) -> None:
        """Use a folder of takes.

        Args:
            folder: Where the takes are.
            index_file: Where the index is kept; None for the user's own data folder.
        """
        self.folder = folder.absolute()
        self._index = TakeIndexFile(index_file or paths.user_data_dir() / "takes.sqlite")

    def list(self, search: str = "", order: TakeOrder = TakeOrder.NEWEST) -> Sequence[ListedTake]:
        """The takes there are; one that can't be opened says why.

        Args:
            search: Words that must all occur in the name, notes, script, character or lines; any case.
            order: Which come first.

        Raises:
            UserError: The folder can't be read.
        """
        found = self._states()

        def listed(index: TakeIndex) -> Sequence[ListedTake]:
            known = index.states()
            index.remove(known.keys() - found.keys())
            index.put(self._read(name, state) for name, state in found.items() if known.get(name) != state)
            return index.find(search, order)

        return self._index.use(self.folder, listed)

    def folders(self) -> Sequence[Path]:
        """The folders of all takes, those that can't be opened too; raises `UserError` when theirs can't be read."""
        return [self.folder / name for name in self._states()]

    def open(self, folder: Path) -> Take:
        """Open a take; raises `UserError` when its facts are missing, damaged or of a newer program."""
        return Take(folder, read_facts(folder))

    def open_whole(self, folder: Path) -> OpenedTake:
        """Open a take with its readings, as far as it has them; raises `UserError` as `open` does."""
        take = self.open(folder)
        lacks = self.lacks(take)
        try:
            return OpenedTake(take, self.timeline(take), lacks)
        except NoTimelineError:
            return OpenedTake(take, None, tuple(dict.fromkeys((*lacks, Lack.READINGS))))

    def lacks(self, take: Take) -> tuple[Lack, ...]:
        """What of a take is missing, that which matters most first."""
        broke_off = not take.media.exists() and bool(find_parts(take.folder))
        there = {Lack.END: not broke_off, Lack.MEDIA: take.media.exists() or broke_off}
        there[Lack.READINGS] = take.timeline_file.exists()
        return tuple(lack for lack in Lack if not there[lack])

    def timeline(self, take: Take) -> Timeline:
        """The readings of a take, by the times of its media.

        Raises:
            NoTimelineError: They are missing or damaged.
        """
        try:
            return load_timeline(take.timeline_file)
        except (OSError, ValueError) as error:
            _log.warning("The readings of a take can't be had: %s", error)
            raise NoTimelineError(tr(Lack.READINGS)) from error

    def rename(self, take: Take, name: str) -> Take:
        """Give a take another name; its folder keeps its own. Raises `UserError` when that can't be written."""
        if not name.strip():
            raise UserError(tr("A take needs a name: type a few letters."))
        return change_facts(take, name=name.strip())

    def set_star(self, take: Take, star: bool) -> Take:
        """Give or take its star; raises `UserError` when that can't be written."""
        return change_facts(take, star=star)

    def set_notes(self, take: Take, notes: str) -> Take:
        """Replace what is noted about it; raises `UserError` when that can't be written."""
        return change_facts(take, notes=notes)

    def set_markers(self, take: Take, markers: Iterable[Marker]) -> Take:
        """Replace its markers; raises `UserError` when that can't be written."""
        return change_facts(take, markers=tuple(sorted(markers, key=lambda marker: marker.t_s)))

    def _states(self) -> dict[str, State]:
        """The state of each take by the name of its folder."""
        try:
            with os.scandir(self.folder) as entries:
                names = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise UserError(
                tr("{folder} can't be read ({reason}): allow reading it.", folder=self.folder, reason=error.strerror)
            ) from error
        return dict(self._stated(names))

    def _stated(self, names: Iterable[str]) -> Iterator[tuple[str, State]]:
        for name in names:
            try:
                state = (self.folder / name / FACTS_FILE).stat()
                yield name, (state.st_size, state.st_mtime_ns, state.st_ino & (1 << 63) - 1)
            except OSError:
                if _was_a_take(self.folder / name):
                    yield name, _NO_FACTS

    def _read(self, name: str, state: State) -> tuple[State, ListedTake, str]:
        folder = self.folder / name
        try:
            facts = read_facts(folder)
        except UserError as error:
            made = datetime.fromtimestamp(state[1] / 1e9).astimezone()
            return _UNKNOWN, ListedTake(folder, printable(name), made, problem=str(error)), printable(name)
        return state, listed(Take(folder, facts)), _words(facts)


def _was_a_take(folder: Path) -> bool:
    """Whether a folder without facts holds something of a take; other folders are none of our business."""
    try:
        return any((folder / name).exists() for name in (MEDIA_FILE, TIMELINE_FILE)) or bool(find_parts(folder))
    except OSError:  # nothing in it can be seen, not even whether there are facts
        return True


def _words(facts: TakeFacts) -> str:
    lines = (line.text for line in facts.lines)
    return "\n".join([facts.name, facts.notes, facts.script, facts.character, *lines])
