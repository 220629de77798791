"""`acting-mirror check`: a self-tape in, what is good of it and what is not out."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acting_mirror.cli.options import (
    Backend,
    CharacterOption,
    Detector,
    DetectorOption,
    ForceOption,
    TapeProfileOption,
    WeightsOption,
    settings_from,
)
from acting_mirror.core.language import tr, tr_count
from acting_mirror.settings.schema import DEFAULT_MODEL

if TYPE_CHECKING:
    from acting_mirror.pipeline.tape_check.check import TapeCheck
    from acting_mirror.settings.schema import AnalysisSettings
    from acting_mirror.settings.tape_profile import TapeProfile


def check(
    tape: Annotated[Path, typer.Argument(metavar="TAPE", help=tr("The self-tape."))],
    profile: TapeProfileOption = "general",
    script: Annotated[
        Path | None, typer.Option("--script", metavar="SCRIPT", help=tr("The script: .fountain, .fdx or .txt."))
    ] = None,
    character: CharacterOption = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help=tr("Write all points."))] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.html", help=tr("Write a page with stills."))
    ] = None,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    force: ForceOption = False,
) -> None:
    """Check a self-tape before you send it: format, framing, light, sound, start and end."""
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError
    from acting_mirror.files.whole_file import check_outputs, write_new
    from acting_mirror.pipeline.analyser import inputs_of
    from acting_mirror.pipeline.tape_check.check import stills_of
    from acting_mirror.report.tape_page import tape_json, tape_page
    from acting_mirror.settings.tape_profile import load, tape_profiles

    if character is not None and script is None:
        raise UserError(tr("--character is for a script: add --script FILE."))
    outputs = [path for path in (json, report) if path is not None]
    asked = load(profile)
    settings = settings_from(Backend.TFLITE, DEFAULT_MODEL, detector, detector_weights)
    inputs = [tape, *filter(None, [script]), tape_profiles()[asked.name], *inputs_of(settings)]
    check_outputs(outputs, force, inputs)
    checked = _checked(tape, asked, settings, script, character)
    _show(checked)
    if json is not None:
        write_new(json, tape_json(asked, checked.points).encode(), force)
    if report is not None:
        page = tape_page(tape.name, asked, checked.points, stills_of(checked), date.today())
        write_new(report, page.encode(), force)
    tell_written(*outputs)


def _checked(
    tape: Path, profile: "TapeProfile", settings: "AnalysisSettings", script: Path | None, character: str | None
) -> "TapeCheck":
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import frames_bar
    from acting_mirror.core.errors import CancelledError
    from acting_mirror.pipeline.self_tape import character_in
    from acting_mirror.pipeline.tape_check.check import check_tape
    from acting_mirror.rehearsal.script_file import ScriptFile

    opened = ScriptFile.open(script) if script is not None else None
    who = character_in(opened, character) if opened is not None else ""
    try:
        with stop_on_ctrl_c() as stop, frames_bar(tape.name) as progress:
            played = opened.script if opened is not None else None
            return check_tape(tape, profile, settings, played, who, progress, stop)
    except CancelledError:
        print(tr("Stopped; nothing was checked."))
        raise typer.Exit(INTERRUPTED) from None


def _show(checked: "TapeCheck") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from acting_mirror.core.tape_point import ORDER, VERDICTS, Verdict
    from acting_mirror.report.moments import in_minutes

    for verdict in ORDER:
        points = checked.of(verdict)
        if not points:
            continue
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(overflow="fold")
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for point in points:
            at = "" if point.t_s is None or verdict is Verdict.GOOD else in_minutes(point.t_s)
            words = " ".join(filter(None, (point.sentence, point.advice)))
            table.add_row(*map(escape, (point.point, at, words)))
        title = tr(VERDICTS[verdict])
        print(f"{title[:1].upper()}{title[1:]}:")
        Console().print(table)
    faults = len(checked.points) - len(checked.of(Verdict.GOOD))
    count = len(checked.points)
    print(
        tr_count(
            "{faults} of {count} point to look at.", "{faults} of {count} points to look at.", count, faults=faults
        )
    )
    print(checked.profile.age(date.today()))
