"""Many clips on one HTML page: sorted by what one clicks, with a small picture of each beside the page."""

import os
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.palette import PAGE_COLOURS, PAGE_COLOURS_ON_LIGHT
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.core.text import printable
from acting_mirror.report.clips_table import ClipRow
from acting_mirror.report.templates import bundled, hexes, source_hash, template

_NUMBERS: Final = {
    "length_s": marked("Seconds"),
    "people": marked("People"),
    "readable": marked("Readable, %"),
    "light": marked("Light"),
    "sharpness": marked("Sharpness"),
}
"""The columns of numbers before those of the emotions, by their names in the table."""


def clips_html(title: str, rows: Iterable[ClipRow]) -> str:
    """The page; pictures and tables lie beside it, and nothing is fetched from elsewhere.

    Args:
        title: Such as the folder's name; shown as it is.
        rows: The clips in their order.
    """
    light, dark = hexes(PAGE_COLOURS_ON_LIGHT), hexes(PAGE_COLOURS)
    style = Markup(template("clips.css").render(light=light, dark=dark))
    script = bundled("templates/clips.js")
    shown = [_row(row) for row in rows]
    unread = sum("error" in row for row in shown)
    return template("clips.html").render(
        title=title,
        count=tr_count("{count} clip", "{count} clips", len(shown)),
        unread=tr_count("{count} can't be read", "{count} can't be read", unread) if unread else "",
        purpose=PURPOSE,
        columns=[tr("Shown most"), *map(tr, _NUMBERS.values()), *(_share(emotion) for emotion in EMOTIONS)],
        style=style,
        script=script,
        policy={"script": source_hash(script), "style": source_hash(style)},
        data=htmlsafe_json_dumps(shown, separators=(",", ":")),
    )


def _share(emotion: str) -> str:
    return tr("{emotion}, %", emotion=shown_name(emotion))


def _row(row: ClipRow) -> dict[str, Any]:
    """What the page's script shows of a clip: its cells in the order of the columns, empty where unknown."""
    figures, label = row.figures, row.figures.get("label")
    numbers = [*_NUMBERS, *(f"mean_{emotion}" for emotion in EMOTIONS)]
    cells = [shown_name(label) if label else "", *(figures.get(name, "") for name in numbers)]
    about = {"name": printable(row.clip.name), "path": printable(str(row.clip)), "cells": cells}
    if row.error or row.table is None or row.picture is None:
        return about | {"error": row.error}
    return about | {"table": _address(row.table), "picture": _address(row.picture)}


def _address(path: os.PathLike[str]) -> str:
    return quote(os.fsencode(path).replace(os.fsencode(os.sep), b"/"))
