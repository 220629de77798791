"""`acting-mirror sides`: who speaks in a script, a PDF too, and the scenes of one who does."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from acting_mirror.cli.options import ForceOption
from acting_mirror.core.language import marked, tr, tr_count

if TYPE_CHECKING:
    from acting_mirror.rehearsal.script import Script
    from acting_mirror.rehearsal.script_file import ScriptFile

_COLUMNS: Final = (marked("Character"), marked("Scenes"), marked("Lines"), marked("Minutes"))


def sides(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help=tr("The script: .pdf, .fountain, .fdx or .txt."))],
    character: Annotated[
        str | None, typer.Option("--character", metavar="NAME", help=tr("Take out only the scenes of this character."))
    ] = None,
    cues: Annotated[
        bool, typer.Option("--cues", help=tr("Of these scenes only the character's lines, and the cue before each."))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.fountain", help=tr("Write a script in Fountain."))
    ] = None,
    force: ForceOption = False,
) -> None:
    """List who speaks in a script, or write the scenes of one, or all of it, as Fountain."""
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError
    from acting_mirror.files.whole_file import check_outputs, replace_file
    from acting_mirror.pipeline.self_tape import character_in
    from acting_mirror.rehearsal.own_sides import own_sides

    if (character is not None or cues) and output is None:
        raise UserError(tr("--character and --cues are for a script that is written: add -o FILE.fountain."))
    if cues and character is None:
        raise UserError(tr("--cues is for one character: add --character NAME."))
    if output is not None:
        if output.suffix.lower() != ".fountain":
            raise UserError(tr("{path} must end in .fountain: choose another name.", path=output))
        check_outputs([output], force, [script])
    opened = _opened(script)
    if output is None:
        _show(opened.script)
        return
    who = None if character is None else character_in(opened, character)
    replace_file(output, own_sides(opened, who, cues).encode())
    tell_written(output)


def _opened(path: Path) -> "ScriptFile":
    """The script; what may be read wrongly is told."""
    from acting_mirror.core.text import printable
    from acting_mirror.rehearsal.draft import PDF, read_pdf
    from acting_mirror.rehearsal.script_file import ScriptFile

    if path.suffix.lower() != PDF:
        opened = ScriptFile.open(path, forgiving=True)
        doubt = opened.doubt
    else:
        draft = read_pdf(path)
        opened = draft.script_at(path.with_suffix(".fountain"))
        doubt = (
            tr_count(
                "{count} paragraph may have been read wrongly: open the PDF in the window to correct it.",
                "{count} paragraphs may have been read wrongly: open the PDF in the window to correct them.",
                draft.unsure,
            )
            if draft.unsure
            else ""
        )
    if doubt:
        print(f"{printable(str(path))}: {doubt}", file=sys.stderr)
    return opened


def _show(script: "Script") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from acting_mirror.core.language import number
    from acting_mirror.core.text import printable
    from acting_mirror.rehearsal.own_sides import parts_of
    from acting_mirror.settings.store import SettingsStore

    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(tr(column), justify="left" if column == "Character" else "right", overflow="fold")
    for part in parts_of(script, SettingsStore().load().rehearsal.words_a_minute):
        counts = (str(part.scenes), str(part.lines), number(part.minutes, ".1f"))
        table.add_row(escape(printable(part.character)), *counts)
    Console().print(table)
