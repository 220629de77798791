"""`take.json`: what is known of a take, as a file that other programs and people can read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.take import FACTS_FILE, VERSION, Take, TakeFacts
from acting_mirror.files.whole_file import replace_file, write_new, writing_failed

_KEYS: Final = {"lines": "start_s", "markers": "t_s", "partner": "start_s"}
"""By what the items of each of a take's lists are known again when it is rewritten."""


def read_facts(folder: Path) -> TakeFacts:
    """Read what is known of the take in a folder; entries that this program does not know are passed over.

    Raises:
        UserError: It is missing, damaged or of a newer program; the file is not touched.
    """
    try:
        content = (folder / FACTS_FILE).read_bytes()
    except FileNotFoundError:
        raise UserError(
            tr(
                "There is no take in {folder}: its {name} is missing; put it back from a copy.",
                folder=folder,
                name=FACTS_FILE,
            )
        ) from None
    except OSError as error:
        raise UserError(
            tr("{path} can't be read ({reason}): allow reading it.", path=folder / FACTS_FILE, reason=error.strerror)
        ) from error
    return facts_from(content, folder / FACTS_FILE)


def facts_from(content: bytes, path: Path) -> TakeFacts:
    """The facts in the bytes of a `take.json`; raises `UserError` as `read_facts` does."""
    try:
        stored = msgspec.json.decode(content, type=_Versioned)
        if stored.version <= VERSION:
            return msgspec.json.decode(content, type=TakeFacts)
    except (ValueError, RecursionError) as error:
        raise _damaged(path, error) from error
    raise UserError(
        tr("{path} was written by a newer Acting Mirror: install the newest one to open this take.", path=path)
    )


def create_facts(folder: Path, facts: TakeFacts) -> None:
    """Write the facts of a new take; raises `UserError` when that fails or there are some already."""
    write_new(folder / FACTS_FILE, _encoded({"version": VERSION, **asdict(facts)}))


def write_facts(folder: Path, facts: TakeFacts) -> None:
    """Replace the facts of a take as a whole; entries that this program does not know are kept.

    Raises:
        UserError: There are none, or they are damaged or of a newer program, or they can't be written; the file is as
            it was then.
    """
    read_facts(folder)
    path = folder / FACTS_FILE
    try:
        before = json.loads(path.read_bytes())
        replace_file(path, _encoded(_merged(before, {"version": VERSION, **asdict(facts)}, _KEYS)))
    except OSError as error:
        raise writing_failed(path, error) from error
    except (ValueError, RecursionError) as error:  # in entries that reading passed over
        raise _damaged(path, error) from error


def change_facts(take: Take, **changes: Any) -> Take:  # noqa: ANN401 - whatever `TakeFacts` has
    """Change some of a take's facts, by their names in `TakeFacts`, as they are in its folder now.

    Raises:
        UserError: As `write_facts` says.
    """
    facts = replace(read_facts(take.folder), **changes)
    write_facts(take.folder, facts)
    return Take(take.folder, facts)


class _Versioned(msgspec.Struct):
    version: int


def _damaged(path: Path, error: Exception) -> UserError:
    return UserError(
        tr(
            "{path} is damaged ({reason}): mend it with a text editor or put it back from a copy.",
            path=path,
            reason=error,
        )
    )


def _encoded(content: Mapping[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _merged(
    before: Mapping[str, Any], now: Mapping[str, Any], keys: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """What is now, with what only was there before; `keys` has by what the items of lists are known again."""
    return {**before, **{name: _merged_value(before.get(name), value, keys.get(name)) for name, value in now.items()}}


def _merged_value(before: Any, now: Any, key: str | None) -> Any:  # noqa: ANN401 - whatever JSON holds
    if key is not None and isinstance(before, list):
        known = {item.get(key): item for item in before if isinstance(item, dict)}
        return [_merged(known.get(item[key], {}), item) for item in now]
    if isinstance(before, dict) and isinstance(now, dict):
        return _merged(before, now)
    return now
