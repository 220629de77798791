"""`acting-mirror takes`: the takes that were recorded, and their numbers."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from acting_mirror.cli.options import ForceOption
from acting_mirror.core.language import marked, tr

if TYPE_CHECKING:
    from acting_mirror.record.take_store import TakeStore


_COLUMNS: Final = (
    marked("Take"),
    marked("Made"),
    marked("Length"),
    marked("Score"),
    marked("Scored"),
    marked("Script"),
    marked("Character"),
)


def takes(
    take: Annotated[
        str | None, typer.Argument(metavar="TAKE", help=tr("The name or the folder of one take, to write its numbers."))
    ] = None,
    search: Annotated[
        str, typer.Option("--search", metavar="WORDS", help=tr("List only takes with all these words."))
    ] = "",
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="FOLDER", help=tr("Where the recordings are, if not where Settings says.")),
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help=tr("Write its lines and scores."))] = None,
    readings: Annotated[
        Path | None,
        typer.Option("--readings", metavar="FILE", help=tr("Write its readings, one row for each face and frame.")),
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=tr("Write everything that is known about it."))
    ] = None,
    eaf: Annotated[Path | None, typer.Option("--eaf", metavar="FILE", help=tr("Write it for ELAN, as tiers."))] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.html", help=tr("Write a page to share with its film."))
    ] = None,
    blur: Annotated[
        bool, typer.Option("--blur", help=tr("Let the report play a copy with all faces blurred."))
    ] = False,
    force: ForceOption = False,
) -> None:
    """List the takes, newest first, or write the numbers of one of them."""
    from acting_mirror.core.errors import UserError
    from acting_mirror.core.take import TAKES
    from acting_mirror.record.take_store import TakeStore
    from acting_mirror.settings.folders import recordings_folder
    from acting_mirror.settings.store import SettingsStore

    if blur and report is None:
        raise UserError(tr("--blur is for a report: add --report FILE.html."))
    recordings = folder or recordings_folder(SettingsStore().load().window)
    if not recordings.is_dir() and folder is not None:
        raise UserError(tr("There is no folder {folder}: check its name.", folder=folder))
    store = TakeStore(recordings / TAKES)
    if take is None:
        if csv or readings or json or eaf or report:
            raise UserError(tr("Say which take: add its name, as `acting-mirror takes` lists it."))
        _show(store, search)
    else:
        _write(store, take, csv, readings, json, eaf, report, blur, force)


def _show(store: "TakeStore", search: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from acting_mirror.core.text import printable

    found = store.list(search)
    if not found:
        words = tr("There are no takes in {folder} yet.", folder=store.folder)
        print(printable(tr("No take has these words: {search}.", search=search) if search else words))
        return
    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(tr(column), justify="right" if column in ("Length", "Score") else "left", overflow="fold")
    for take in found:
        name = f"{take.name} ★" if take.star else take.name
        total = "" if take.total is None else f"{take.total:.0f}"
        length = f"{int(take.length_s) // 60}:{int(take.length_s) % 60:02}"
        told = (take.script, take.character) if not take.problem else (tr("can't be opened"), "")
        made = f"{take.made.astimezone():%Y-%m-%d %H:%M}"
        table.add_row(escape(name), made, length, total, take.share, *map(escape, told))
    Console().print(table)
    for take in found:
        if take.problem:
            print(take.problem, file=sys.stderr)


def _write(
    store: "TakeStore",
    wanted: str,
    csv: Path | None,
    readings: Path | None,
    json: Path | None,
    eaf: Path | None,
    report: Path | None,
    blur: bool,
    force: bool,
) -> None:
    """Write a take's numbers; what it lacks is said."""
    from acting_mirror.cli.blurring import write_with_blur
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.text import printable
    from acting_mirror.core.timeline import Timeline
    from acting_mirror.files.whole_file import check_outputs, write_new
    from acting_mirror.pipeline.line_voices import heard
    from acting_mirror.pipeline.take_report import report_files, write_report
    from acting_mirror.record.take_store import NoTimelineError, own_files
    from acting_mirror.report.elan import take_eaf
    from acting_mirror.report.table import clip_csv
    from acting_mirror.report.take_table import take_csv, take_json

    take = heard(store.open(folder_of(store, wanted)))
    pages = report_files(report, blur) if report is not None else []
    check_outputs([*filter(None, (csv, readings, json, eaf)), *pages], force, own_files(take))
    print(printable(f"{take.facts.name}: {take.folder}"))
    for lack in store.lacks(take):
        print(tr(lack), file=sys.stderr)
    timeline = None
    try:
        timeline = store.timeline(take)
    except NoTimelineError:
        if readings is not None:
            raise
    if csv is not None:
        write_new(csv, take_csv(take.facts).encode(), force)
    if readings is not None and timeline is not None:
        write_new(readings, clip_csv(timeline).encode(), force)
    if json is not None:
        write_new(json, take_json(take.facts, timeline).encode(), force)
    if eaf is not None:
        write_new(eaf, take_eaf(take.facts, timeline if timeline is not None else Timeline(), take.media, eaf), force)
    if report is not None:
        timeline = timeline if timeline is not None else Timeline()
        write = partial(write_report, report, take.facts, timeline, take.media, force, blur)
        if apart := write_with_blur(write, blur):
            print(apart, file=sys.stderr)
    tell_written(csv, readings, json, eaf, report)


def folder_of(store: "TakeStore", wanted: str) -> Path:
    """The folder of the take that the user named."""
    from acting_mirror.core.errors import UserError
    from acting_mirror.core.text import key

    listed = store.list()
    found = [take.folder for take in listed if wanted == take.folder.name]
    found = found or [take.folder for take in listed if wanted == take.name]
    found = found or [take.folder for take in listed if key(wanted) in (key(take.folder.name), key(take.name))]
    if len(found) == 1:
        return found[0]
    if found:
        words = tr(
            "Several takes are called “{name}”: name the folder, {folder} or another.",
            name=wanted,
            folder=found[0].name,
        )
        raise UserError(words)
    if Path(wanted).is_dir():
        return Path(wanted)
    raise UserError(tr("There is no take “{name}”: `acting-mirror takes` lists those there are.", name=wanted))
