"""What is asked of a self-tape: `resources/tape_profiles`, and files of the user's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Final, get_type_hints

from msgspec import Meta, ValidationError, convert

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.text import key
from acting_mirror.settings.own_table import Broken, place_of, read_table

GENERAL: Final = "general"
"""The profile where none is named."""
NAME_PARTS: Final = ("role", "name", "take")
"""What the pattern of a file's name may hold."""
_OLD_DAYS: Final = 365

_Count = Annotated[int, Meta(gt=0)]
_Share = Annotated[float, Meta(gt=0, le=1)]
_Level = Annotated[float, Meta(ge=-70, le=0)]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure is from.

    Attributes:
        source: Who says so.
        date: When that was looked at.
    """

    source: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeProfile:
    """What is asked of a self-tape; None where no source gives a figure. Pairs are the least and the most.

    Attributes:
        name: As its file is called, without the ending.
        title: What people call it.
        sources: Where each figure is from, by the attribute's name.
        endings: Of the file, with their dots; the first is the best.
        video_codecs: FFmpeg's names; the first is the best.
        audio_codecs: The same.
        lines: Rows of the picture.
        landscape: Whether it is wider than high.
        rates: Pictures a second.
        picture_bits: Bits a second of the pictures.
        sound_bits: Bits a second of the sound.
        longest_s: How long it may be.
        largest_bytes: How large the file may be, whatever its length.
        bytes_a_second: How large it may be for its length.
        head_share: How high a head is, from hair to chin, of the picture's height.
        eyes_in_lens: Whether the actor looks into the lens, but for the slate.
        slate: What is said in it.
        slate_wanted: Whether there must be one.
        file_name: The pattern of the file's name without its ending, with some of `NAME_PARTS` in braces.
        loudness: Of speech, integrated, in LUFS (ITU-R BS.1770).
        true_peak: The highest true peak, in dBTP.
    """

    name: str
    title: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    endings: tuple[str, ...] | None = None
    video_codecs: tuple[str, ...] | None = None
    audio_codecs: tuple[str, ...] | None = None
    lines: tuple[_Count, _Count] | None = None
    landscape: bool | None = None
    rates: tuple[float, float] | None = None
    picture_bits: tuple[_Count, _Count] | None = None
    sound_bits: tuple[_Count, _Count] | None = None
    longest_s: Annotated[float, Meta(gt=0)] | None = None
    largest_bytes: _Count | None = None
    bytes_a_second: _Count | None = None
    head_share: tuple[_Share, _Share] | None = None
    eyes_in_lens: bool | None = None
    slate: tuple[str, ...] | None = None
    slate_wanted: bool | None = None
    file_name: str | None = None
    loudness: tuple[_Level, _Level] | None = None
    true_peak: _Level | None = None

    def largest_for(self, length_s: float) -> int | None:
        """How large the file of a length may be, in bytes; None where nobody says so."""
        limits = [self.largest_bytes, self.bytes_a_second and int(self.bytes_a_second * length_s)]
        return min((limit for limit in limits if limit is not None), default=None)

    @property
    def oldest(self) -> date | None:
        """When its oldest figure was looked at; None without figures."""
        return min((source.date for source in self.sources.values()), default=None)

    def age(self, today: date) -> str:
        """How old it is, in a sentence; "" without figures."""
        if self.oldest is None:
            return ""
        looked = {"profile": self.title, "date": self.oldest.isoformat()}
        if (today - self.oldest).days > _OLD_DAYS:
            return tr("The figures of {profile} are of {date}: look up whether they still hold.", **looked)
        return tr("The figures of {profile} are of {date}.", **looked)


_TYPES: Final = get_type_hints(TapeProfile, include_extras=True)
_FIGURES: Final = tuple(each.name for each in fields(TapeProfile) if each.name not in ("name", "title", "sources"))


def user_tape_profiles() -> Path:
    """The folder of the user's own; it need not exist."""
    return paths.user_config_dir() / "tape_profiles"


def tape_profiles() -> Mapping[str, Path]:
    """The files of all profiles by their names; the user's own stand instead of ours of the same name."""
    folders = (paths.resources_dir() / "tape_profiles", user_tape_profiles())
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def load(name: str = GENERAL) -> TapeProfile:
    """The profile of a name, in any case.

    Raises:
        UserError: There is none of that name, or its file is broken; it says the line and column.
    """
    files = tape_profiles()
    found = next((known for known in files if key(known) == key(name)), None)
    if found is None:
        known = ", ".join(files)
        raise UserError(tr("There is no profile {name} of self-tapes: choose one of {names}.", name=name, names=known))
    return _read(found, files[found])


def _read(name: str, path: Path) -> TapeProfile:
    broken = partial(_broken, path)
    text, entries = read_table(path, broken)
    title = entries.pop("title", tr("General") if name == GENERAL else name)
    if not isinstance(title, str):
        raise broken(*place_of(text, "title"), tr("{name} is a text", name="title"))
    figures = {figure: _figure(broken, text, figure, entry) for figure, entry in entries.items()}
    values = {name: value for name, (value, _) in figures.items()}
    sources = {name: source for name, (_, source) in figures.items()}
    return TapeProfile(name=name, title=title, sources=sources, **values)


def _figure(broken: Broken, text: str, name: str, entry: object) -> tuple[Any, Source]:
    """A figure and where it is from; raises `UserError`."""
    place = place_of(text, name)
    if name not in _FIGURES:
        why = tr("{name} is nothing that a profile has: write one of {names}", name=name, names=", ".join(_FIGURES))
        raise broken(*place, why)
    if not isinstance(entry, dict) or set(entry) != {"value", "source", "date"}:
        raise broken(*place, tr("{name} has value, source and date", name=name))
    try:
        value = convert(entry["value"], _TYPES[name])
        source = convert({"source": entry["source"], "date": entry["date"]}, Source)
    except ValidationError as error:
        raise broken(*place, tr("{name}: {fault}", name=name, fault=error)) from error
    if isinstance(value, tuple) and len(value) == 2 and value[0] > value[1] and name not in ("endings", "slate"):
        raise broken(*place, tr("the first value of {name} is the smaller one", name=name))
    if name == "file_name" and not _is_pattern(value):
        raise broken(*place, tr("{name} may hold {names} in braces", name=name, names=", ".join(NAME_PARTS)))
    return value, source


def _is_pattern(pattern: str) -> bool:
    try:
        parts = [(part, form, turn) for _, part, form, turn in Formatter().parse(pattern) if part is not None]
    except ValueError:
        return False
    return all(part in NAME_PARTS and not form and not turn for part, form, turn in parts)


def _broken(path: Path, line: int, column: int, why: str) -> UserError:
    return UserError(
        tr(
            "The profile {path}, line {line}, column {column}: {fault}; correct it, or delete the file.",
            path=path,
            line=line,
            column=column,
            fault=why,
        )
    )
