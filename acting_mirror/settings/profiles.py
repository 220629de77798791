"""The profiles of faces: one small JSON file each, named as the user named it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from msgspec import Meta
from msgspec.json import decode

from acting_mirror import paths
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import marked, tr
from acting_mirror.core.movements import NAMES, OwnRange
from acting_mirror.core.text import key
from acting_mirror.files.free_name import FORBIDDEN
from acting_mirror.files.whole_file import replace_file

_LONGEST: Final = 60
_Measure = Annotated[float, Meta(ge=-10, le=10)]
"""Distances are in widths of the eyes, coefficients are 0 to 1: no face comes near to ten."""


class Profiles:
    """The folder of profiles.

    Attributes:
        folder: Where it is; it need not exist.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Use a folder; None for the one among the user's settings."""
        self.folder = folder or paths.user_config_dir() / "profiles"

    def names(self) -> Sequence[str]:
        """The names of all profiles, sorted; damaged ones too, so that they can be deleted."""
        return sorted((path.stem for path in self.folder.glob("*.json")), key=str.casefold)

    def load(self, name: str) -> Profile:
        """The profile of a name, in any case and encoding.

        Raises:
            UserError: There is none of that name, it is damaged, or it is for other emotions than ours.
        """
        alike = (known for known in self.names() if key(known) == key(name))
        name = min(alike, key=lambda known: known != name, default=name)
        try:
            return _profile(name, decode(self.path_of(name).read_bytes(), type=_Stored))
        except FileNotFoundError:
            raise UserError(tr("There is no profile {name}: choose another, or calibrate again.", name=name)) from None
        except OSError as error:
            raise UserError(
                tr("The profile {name} can't be read ({reason}): allow reading it.", name=name, reason=error.strerror)
            ) from error
        except (ValueError, RecursionError) as error:
            raise UserError(tr("The profile {name} is damaged: delete it, and calibrate again.", name=name)) from error

    def save(self, profile: Profile, replace: bool = False) -> None:
        """Keep a profile; the file is written as a whole or not at all.

        Args:
            profile: What to keep, under its name.
            replace: Whether one of that name is replaced.

        Raises:
            UserError: The name can't be a file's or is taken, or the file can't be written.
        """
        path = self.path_of(profile.name)
        if path.exists() and not replace:
            raise UserError(tr("There is a profile {name} already: choose another name.", name=profile.name))
        values = {name: [round(float(p), 5) for p in getattr(profile, name)] for name in ("neutral", "strongest")}
        stored = {"labels": EMOTIONS, "model": profile.model, **values, **_movements_of(profile.movements)}
        try:
            replace_file(path, (json.dumps(stored, indent=2) + "\n").encode())
        except OSError as error:
            words = marked("The profile can't be kept in {folder} ({reason}): free some space there or allow writing.")
            raise _cannot(words, self.folder, error) from error

    def rename(self, name: str, new: str) -> None:
        """Give a profile another name.

        Raises:
            UserError: The new name can't be a file's or is taken, or it can't be renamed.
        """
        path, target = self.path_of(name), self.path_of(new)
        if target.exists() and not (path.exists() and target.samefile(path)):
            raise UserError(tr("There is a profile {name} already: choose another name.", name=new))
        try:
            path.rename(target)
        except OSError as error:
            words = marked(
                "The profile can't be renamed in {folder} ({reason}): free some space there or allow writing."
            )
            raise _cannot(words, self.folder, error) from error

    def delete(self, name: str) -> None:
        """Delete a profile, damaged ones too; one that is gone already is fine.

        Raises:
            UserError: It can't be deleted.
        """
        try:
            self.path_of(name).unlink(missing_ok=True)
        except OSError as error:
            words = marked(
                "The profile can't be deleted in {folder} ({reason}): free some space there or allow writing."
            )
            raise _cannot(words, self.folder, error) from error

    def path_of(self, name: str) -> Path:
        """Where a profile is; raises `UserError` for a name that can't be a file's."""
        fits = 0 < len(name) <= _LONGEST and name.isprintable() and name == name.strip() and not name.startswith(".")
        if not fits or name.endswith(".") or any(sign in name for sign in FORBIDDEN):
            raise UserError(
                tr(
                    "A profile can't be named {name!r}: use one to {most} letters, no dot at its ends, and none of "
                    "{signs}",
                    name=name,
                    most=_LONGEST,
                    signs=" ".join(FORBIDDEN),
                )
            )
        return self.folder / f"{name}.json"


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a file holds; older ones name no model, and no movements."""

    labels: tuple[str, ...]
    neutral: tuple[float, ...]
    strongest: tuple[float, ...]
    model: str = ""
    movements_rest: dict[str, _Measure] | None = None
    movements_strongest: dict[str, _Measure] = field(default_factory=dict)


def _profile(name: str, stored: _Stored) -> Profile:
    """The profile of what a file holds; raises `UserError` for other emotions, else `ValueError`."""
    if stored.labels != EMOTIONS:
        raise UserError(
            tr("The profile {name} is for other emotions, or for another order of them: calibrate again.", name=name)
        )
    if abs(sum(stored.neutral) - 1) > 0.5:  # medians of probabilities: about 1
        raise ValueError("it isn't a face at rest")
    own = None
    if stored.movements_rest is not None:
        own = OwnRange.of(stored.movements_rest, stored.movements_strongest)
    return Profile(name, np.array(stored.neutral), np.array(stored.strongest), stored.model, own)


def _movements_of(own: OwnRange | None) -> dict[str, dict[str, float]]:
    """As a file holds them: by their names, because there may be others one day."""
    if own is None:
        return {}
    parts = {"movements_rest": own.rest, "movements_strongest": own.strongest}
    return {part: {name: round(float(at), 5) for name, at in zip(NAMES, of, strict=True)} for part, of in parts.items()}


def _cannot(words: str, folder: Path, error: OSError) -> UserError:
    return UserError(tr(words, folder=folder, reason=error.strerror or error))
