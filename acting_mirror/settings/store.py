"""Where the settings are kept: a small JSON file with only what the user changed."""

import json
import logging
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.files.whole_file import replace_file
from acting_mirror.settings.schema import (
    AnalysisSettings,
    PracticeSettings,
    RehearsalSettings,
    Settings,
    WindowSettings,
)

_log = logging.getLogger(__name__)

RANGES: Final[dict[str, tuple[float, float]]] = {
    "detection_rows": (60, 4320),
    "scan_every_s": (0.0, 10.0),
    "looks_per_frame": (1, 100),
    "confirm_s": (0.0, 2.0),
    "forget_s": (0.1, 5.0),
    "lead_s": (0.0, 3.0),
    "smoothing_s": (0.0, 2.0),
    "label_hold_s": (0.0, 1.0),
    "camera_size": (16, 8192),
    "words_a_minute": (40, 400),
    "pause_s": (0.2, 5.0),
    "cue_delay_s": (0.5, 20.0),
    "cue_loudness": (0.0, 1.0),
    "type_size": (16, 160),
    "countdown_s": (0, 10),
    "level": (1, 5),
}
"""The least and the largest value of what is a number."""
_CHOICES: Final = {
    "backend": ("tflite", "keras"),
    "detector": ("haar", "yunet"),
    "theme": ("system", "light", "dark"),
    "advance": ("key", "pace", "voice"),
    "cue": ("off", "tone", "voice"),
}

Part = TypeVar("Part", AnalysisSettings, WindowSettings, RehearsalSettings, PracticeSettings)


class SettingsStore:
    """The settings file.

    Attributes:
        path: Where it is; it need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use a file; None for the one in the user's folder."""
        self.path = path or paths.user_config_dir() / "settings.json"

    def load(self) -> Settings:
        """What was saved; the default for each entry that is missing or makes no sense.

        A file that can't be read at all is set aside as settings.json.bad.
        """
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("it holds no settings")
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("%s can't be read, so the defaults are used: %s", self.path, error)
            self._set_aside()
            return Settings()
        return Settings(
            _part(AnalysisSettings, stored.get("analysis", {})),
            _part(WindowSettings, stored.get("window", {})),
            _part(RehearsalSettings, stored.get("rehearsal", {})),
            _part(PracticeSettings, stored.get("practice", {})),
        )

    def save(self, settings: Settings) -> None:
        """Write what differs from the defaults; the file is replaced as a whole.

        Raises:
            UserError: It can't be written; the old file is as it was.
        """
        changed = {field.name: _differing(getattr(settings, field.name)) for field in fields(settings)}
        words = json.dumps({name: part for name, part in changed.items() if part}, indent=2, ensure_ascii=False)
        try:
            replace_file(self.path, (words + "\n").encode())
        except OSError as error:
            where, why = self.path.parent, error.strerror or error
            raise UserError(
                f"Your settings can't be saved in {where} ({why}): free some space there or allow writing."
            ) from error

    def _set_aside(self) -> None:
        try:
            self.path.replace(self.path.with_name(self.path.name + ".bad"))
        except OSError as error:
            _log.warning("%s can't be set aside: %s", self.path, error)


def _part(kind: type[Part], stored: object) -> Part:
    """One part of the settings from what was stored of it."""
    if not isinstance(stored, dict):
        _log.warning("Stored settings are no table of names and values: %r", stored)
        return kind()
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in stored:
            continue
        try:
            values[field.name] = _value(field.name, types[field.name], stored[field.name])
        except ValueError as error:
            _log.warning("The setting %s is back at its default: %s", field.name, error)
    return kind(**values)


def _value(name: str, kind: Any, stored: object) -> object:  # noqa: ANN401 - a type or an alias such as str | None
    """A stored value as its field wants it; raises `ValueError` when it does not fit."""
    value = _typed(kind, stored)
    low, high = RANGES.get(name, (float("-inf"), float("inf")))
    numbers = value if isinstance(value, tuple) else (value,)
    if any(isinstance(number, int | float) and not low <= number <= high for number in numbers):
        raise ValueError(f"{stored!r} is not between {low} and {high}")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise ValueError(f"{stored!r} is none of {', '.join(_CHOICES[name])}")
    return float(value) if kind is float and isinstance(value, int) else value


def _typed(kind: Any, stored: object) -> object:  # noqa: ANN401
    """A stored value whose type was checked, lists as tuples; raises `ValueError`."""
    if get_origin(kind) is tuple and isinstance(stored, list):
        kinds = get_args(kind)
        if kinds[-1] is ...:
            kinds = kinds[:1] * len(stored)
        if len(kinds) == len(stored):
            return tuple(_typed(each, value) for each, value in zip(kinds, stored, strict=True))
    elif get_origin(kind) is not tuple:
        allowed = get_args(kind) or ((int, float) if kind is float else (kind,))
        if type(stored) in allowed:  # exactly, because True is an int too
            return stored
    raise ValueError(f"{stored!r} is not {kind.__name__ if isinstance(kind, type) else kind}")


def _differing(part: AnalysisSettings | WindowSettings | RehearsalSettings | PracticeSettings) -> dict[str, object]:
    default = type(part)()
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: value for name, value in values.items() if value != getattr(default, name)}
