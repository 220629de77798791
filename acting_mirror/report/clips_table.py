"""Many clips as CSV: one row a clip."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.text import printable
from acting_mirror.report.clip_figures import FIGURES

COLUMNS: Final = ("clip", "table", "error", *FIGURES)
"""Empty where a clip could not be read, or something was not measured."""


@dataclass(frozen=True, slots=True)
class ClipRow:
    """One clip of many.

    Attributes:
        clip: The clip.
        figures: Those that are known, by their columns.
        error: Why it could not be read; "" where it was.
        table: Its own table, as the folder of all results calls it; None where it could not be read.
        picture: A small picture of it, likewise.
    """

    clip: Path
    figures: Mapping[str, Any]
    error: str
    table: Path | None
    picture: Path | None


def clips_csv(rows: Iterable[ClipRow]) -> str:
    """The table of clips, in their order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        table = "" if row.table is None else printable(row.table.as_posix())
        writer.writerow([printable(str(row.clip)), table, row.error, *(row.figures.get(name, "") for name in FIGURES)])
    return text.getvalue()


def well_read(row: ClipRow, least: float) -> bool:
    """Whether the largest face of a clip could be read in at least so many percent of its frames."""
    return float(row.figures.get("readable", 0.0)) >= least
