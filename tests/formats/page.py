"""The page `docs/formats.md`."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tests.formats.clips import ClipRow, clip_rows
from tests.formats.files import FileRow, file_rows

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
_HEAD = """\
# What is read

Each line is a kind of file that was written and read: `python -m tests.formats` makes this page so, and every check of
the program looks whether it still holds. FFmpeg decodes more than it can write; other clips may be read as well. There
is more on [scripts](scripts.md), and on [tables of times](self-tape.md).

## Clips

| clip | file | pictures | sound |
| --- | --- | --- | --- |
"""
_REFUSED = """
## What is not read, and what you are told

| file | what you are told |
| --- | --- |
"""


def page(folder: Path) -> str:
    """Write all files into a folder, read them, and say what became of each."""
    clips, files = list(clip_rows(folder)), list(file_rows(folder))
    read = (row for row in files if not row.refused)
    refused = (f"| {row.name} | {row.refused} |\n" for row in files if row.refused)
    return "".join([_HEAD, *_clips(clips), *_files(read), _REFUSED, *refused])


def _clips(rows: Iterable[ClipRow]) -> Iterator[str]:
    lacking = []
    for row in rows:
        yield f"| {row.name} | `{row.ending}` | {', '.join(row.pictures)} | {', '.join(row.sounds)} |\n"
        lacking += [f"{name} in `{row.ending}`" for name in row.refused]
    if lacking:
        yield f"\nNot read whole, though FFmpeg decodes it: {', '.join(lacking)}.\n"


def _files(rows: Iterable[FileRow]) -> Iterator[str]:
    for kind, same in groupby(rows, lambda row: row.kind):
        yield f"\n## {kind}\n\n| what | file |\n| --- | --- |\n"
        yield from (f"| {row.name} | `{row.ending}` |\n" for row in same)
