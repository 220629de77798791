"""Tables in TOML that users may write, too: what is wrong in one is told with its line and column."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr

Broken = Callable[[int, int, str], UserError]
"""Makes an error of a line, a column and what is wrong there."""

_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_table(path: Path, broken: Broken) -> tuple[str, dict[str, Any]]:
    """The text of a table and its entries; raises `UserError` when it can't be read or is no TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise UserError(
            tr("{path} can't be read ({reason}): allow reading it, or move it away.", path=path, reason=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].rsplit(b"\n", 1)
        line = error.object.count(b"\n", 0, error.start) + 1
        raise broken(line, len(before[-1]) + 1, tr("it is not written in UTF-8")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        end = text.rstrip("\n").split("\n")
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(end), len(end[-1]) + 1)
        raise broken(line, column, _TOML_PLACE.sub("", str(error))) from error


def place_of(text: str, name: str) -> tuple[int, int]:
    """Line and column of what an entry says."""
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(name)}[\"']?[ \t]*=?[ \t]*", text, re.MULTILINE)
    before = text[: found.end() if found else 0].split("\n")
    return len(before), len(before[-1]) + 1
