"""Where the settings are kept: a small JSON file with only what the user changed."""

import json
import logging
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from msgspec import ValidationError, convert

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import replace_file
from acting_mirror.settings.schema import (
    AnalysisSettings,
    PracticeSettings,
    RehearsalSettings,
    Settings,
    WindowSettings,
)

_log = logging.getLogger(__name__)

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
            replace_file(self.path, (words + "\n").encode(errors="replace"))
        except OSError as error:
            where, why = self.path.parent, error.strerror or error
            raise UserError(
                tr(
                    "Your settings can't be saved in {folder} ({reason}): free some space there or allow writing.",
                    folder=where,
                    reason=why,
                )
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
    values: dict[str, Any] = {}
    for name, wanted in get_type_hints(kind, include_extras=True).items():
        if name not in stored:
            continue
        try:
            values[name] = convert(stored[name], wanted)
        except (ValidationError, UnicodeEncodeError) as error:  # the latter for half a character, which JSON may hold
            _log.warning("The setting %s is back at its default: %s, not %r", name, error, stored[name])
    return kind(**values)


def _differing(part: AnalysisSettings | WindowSettings | RehearsalSettings | PracticeSettings) -> dict[str, object]:
    default = type(part)()
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: value for name, value in values.items() if value != getattr(default, name)}
