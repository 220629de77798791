"""All that the program keeps on this computer: one table, by which it is listed and deleted."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import TAKES
from acting_mirror.files.whole_file import left_in
from acting_mirror.log_setup import log_closed
from acting_mirror.record.help_log import HelpLog
from acting_mirror.record.part_file import find_parts, is_left
from acting_mirror.record.partner_lines import partners_dir
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.record.recordings import recorded_files
from acting_mirror.record.take_store import TakeStore
from acting_mirror.rehearsal.expressions import user_expressions
from acting_mirror.rehearsal.lexicon import user_lexicon
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.store import SettingsStore
from acting_mirror.settings.tape_profile import user_tape_profiles
from acting_mirror.vision.detectors import yunet_weights
from acting_mirror.vision.sources.link import fetched_files


@dataclass(frozen=True, slots=True)
class StoredData:
    """One kind of what is kept.

    Attributes:
        name: What commands call it.
        title: What it is; marked.
        place: Where it is, or would be.
        files: The files, and the folders with all that is in them, that are there.
        size: Of all of them, in bytes.
        only_named: Whether it goes only where it is named: the user made it, or other programs use it too.
    """

    name: str
    title: str
    place: Path
    files: tuple[Path, ...]
    size: int
    only_named: bool = False

    @classmethod
    def of(cls, name: str, title: str, place: Path, files: Iterable[Path], only_named: bool = False) -> Self:
        """Look which of the files are there, and how large they are."""
        there = tuple(path for path in files if os.path.lexists(path))
        return cls(name, title, place, there, sum(map(_size, there)), only_named)

    def delete(self) -> None:
        """Delete it for good; what is gone by itself meanwhile is fine.

        Raises:
            UserError: Some of it can't be deleted.
        """
        with log_closed():
            for path in self.files:
                self._delete(path)

    @staticmethod
    def _delete(path: Path) -> None:
        try:
            shutil.rmtree(path) if _is_folder(path) else path.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(
                tr(
                    "{path} can't be deleted ({reason}): close the program that uses it, and try again.",
                    path=error.filename or path,
                    reason=error.strerror,
                )
            ) from error


def stored_data(recordings: Path) -> Sequence[StoredData]:
    """All that is kept, as it is on the disk now; what is being recorded is left out.

    Args:
        recordings: The folder of recordings that the settings name.

    Raises:
        UserError: The folder of takes can't be read.
    """
    config, data, log = paths.user_config_dir(), paths.user_data_dir(), paths.user_log_dir()
    settings, phrases, weights = SettingsStore().path, user_lexicon(), yunet_weights.downloaded()
    expressions, tapes = user_expressions(), user_tape_profiles()
    profiles, practice, learnt = Profiles().folder, PracticeLog().path, HelpLog().path
    readings, pictures = paths.readings_dir(), paths.thumbnails_dir()
    partners = partners_dir()
    half_written = {*left_in(config), *left_in(data)}  # both are one folder, but on Linux
    wishes = (settings, settings.with_name(f"{settings.name}.bad"), paths.window_file(), *sorted(half_written))
    links, index, recent = Path(tempfile.gettempdir()), data.glob("takes.sqlite*"), paths.file_dialogs_file()
    kind = StoredData.of
    return (
        kind("settings", marked("Your settings, and what you opened last"), config, wishes),
        kind("profiles", marked("What was measured of your face"), profiles, [profiles]),
        kind("practice", marked("Your practice rounds"), practice, [practice]),
        kind("help", marked("Where you needed help with your lines"), learnt, [learnt]),
        kind("readings", marked("Readings of clips, for opening them at once"), readings, [readings]),
        kind("pictures", marked("Small pictures of your takes"), pictures, [pictures]),
        kind("index", marked("The index of your takes, which is made anew"), data, index),
        kind("links", marked("Clips of links, until the program ends"), links, fetched_files()),
        kind("yunet", marked("The face finder YuNet"), weights, [weights]),
        kind("log", marked("The log, for those who look for a fault"), log, log.glob("*")),
        kind("dialogs", marked("Folders in file dialogs, of other programs too"), recent, [recent], only_named=True),
        kind("lexicon", marked("Your own words for parentheticals"), phrases, [phrases], only_named=True),
        kind("expressions", marked("Your own table of expressions"), expressions, [expressions], only_named=True),
        kind("partner", marked("The lines of your scene partners, as sound"), partners, [partners], only_named=True),
        kind("tape-profiles", marked("Your own profiles of self-tapes"), tapes, [tapes], only_named=True),
        *_films(recordings),
    )


def _films(recordings: Path) -> Sequence[StoredData]:
    """Takes and recordings, but for those that are being recorded."""
    takes = TakeStore(recordings / TAKES)
    busy = {part for part in find_parts(recordings) if not is_left(part)}
    recording = busy | {part.parent for part in busy}
    whole = [path for path in takes.folders() if path not in recording]
    films = [path for path in recorded_files(recordings) if path not in recording]
    return (
        StoredData.of("takes", marked("Your takes"), takes.folder, whole, only_named=True),
        StoredData.of(
            "recordings",
            marked("Your recordings and snapshots"),
            recordings,
            [*films, *left_in(recordings)],
            only_named=True,
        ),
    )


def _size(path: Path) -> int:
    inside = (os.path.join(root, name) for root, _, names in os.walk(path) for name in names)
    size = 0
    for file in inside if _is_folder(path) else (path,):
        with suppress(FileNotFoundError):  # gone meanwhile
            size += os.lstat(file).st_size
    return size


def _is_folder(path: Path) -> bool:
    """Whether it is more than a link to one, of which only the link is ours."""
    return path.is_dir() and not path.is_symlink()
