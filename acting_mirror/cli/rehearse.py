"""`acting-mirror rehearse`: a script and a finished clip in, the scores of its lines out."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from acting_mirror.cli.options import (
    Backend,
    BackendOption,
    CharacterOption,
    Detector,
    DetectorOption,
    ForceOption,
    ModelOption,
    MovementsOption,
    TimesOption,
    WeightsOption,
    settings_from,
)
from acting_mirror.core.language import marked, tr
from acting_mirror.settings.schema import DEFAULT_MODEL

if TYPE_CHECKING:
    from acting_mirror.core.calibration import Profile
    from acting_mirror.pipeline.self_tape import Place, SelfTape
    from acting_mirror.settings.schema import AnalysisSettings


_COLUMNS: Final = (
    marked("Line"),
    marked("From"),
    marked("Words"),
    marked("Target"),
    marked("Score"),
    marked("What happened"),
)


def rehearse(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help=tr("The script: .fountain, .fdx or .txt."))],
    video: Annotated[Path, typer.Argument(metavar="VIDEO", help=tr("The clip in which it is played."))],
    character: CharacterOption = None,
    times: TimesOption = None,
    pace: Annotated[
        float | None,
        typer.Option("--pace", metavar="WPM", help=tr("Time every line at this many words a minute instead.")),
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=tr("Write total, lines and scores."))
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help=tr("Write the lines and their scores."))
    ] = None,
    eaf: Annotated[
        Path | None, typer.Option("--eaf", metavar="FILE", help=tr("Write it all for ELAN, as tiers."))
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.html", help=tr("Write a page to share with the film."))
    ] = None,
    blur: Annotated[
        bool, typer.Option("--blur", help=tr("Let the report play a copy with all faces blurred."))
    ] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help=tr("Your face profile, as saved by the window."))
    ] = None,
    movements: MovementsOption = False,
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = DEFAULT_MODEL,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    force: ForceOption = False,
) -> None:
    """Score the lines of a script in a finished clip, such as a self-tape."""
    from acting_mirror.cli.blurring import write_with_blur
    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.errors import UserError
    from acting_mirror.pipeline.analyser import inputs_of
    from acting_mirror.pipeline.self_tape import Place
    from acting_mirror.pipeline.self_tape_files import TapeOutputs, write_tape
    from acting_mirror.rehearsal.expressions import user_expressions
    from acting_mirror.rehearsal.lexicon import user_lexicon
    from acting_mirror.settings.profiles import Profiles

    if blur and report is None:
        raise UserError(tr("--blur is for a report: add --report FILE.html."))
    if times is not None and pace is not None:
        raise UserError(tr("--times and --pace contradict each other: leave out one of them."))
    outputs = TapeOutputs(json, csv, eaf, report, blur, force)
    settings = settings_from(backend, model, detector, detector_weights, movements)
    profiles = Profiles()
    face = profiles.load(profile) if profile is not None else None
    kept = profiles.path_of(face.name) if face is not None else None
    own = (user_lexicon(), user_expressions())
    outputs.check([script, video, *own, *filter(None, (times, kept)), *inputs_of(settings)])
    tape = _scored(script, video, character, Place(times, pace), settings, face)
    _show(tape)
    if told := write_with_blur(partial(write_tape, tape, outputs), blur):
        print(told, file=sys.stderr)
    tell_written(*outputs.paths())


def _scored(
    script: Path,
    video: Path,
    character: str | None,
    place: "Place",
    settings: "AnalysisSettings",
    face: "Profile | None",
) -> "SelfTape":
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.cli.progress import frames_bar
    from acting_mirror.core.errors import CancelledError
    from acting_mirror.core.text import printable
    from acting_mirror.pipeline.self_tape import score_self_tape
    from acting_mirror.rehearsal.script_file import ScriptFile
    from acting_mirror.vision.model_bundle import load_bundle

    opened = ScriptFile.open(script)
    if opened.doubt:
        print(f"{printable(str(script))}: {opened.doubt}", file=sys.stderr)
    if face is not None and (doubt := face.doubt(load_bundle(settings.model).card.full_name)):
        print(doubt, file=sys.stderr)
    try:
        with stop_on_ctrl_c() as stop, frames_bar(video.name) as progress:
            return score_self_tape(opened, video, character, place, settings, face, progress, stop)
    except CancelledError:
        print(tr("Stopped; nothing was scored."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _show(tape: "SelfTape") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from acting_mirror.core.take import points
    from acting_mirror.rehearsal.direction_tips import feedback_on
    from acting_mirror.rehearsal.tips import SPEAKING

    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(
            tr(column), justify="right" if column in ("Line", "From", "Score") else "left", overflow="fold"
        )
    for line in tape.facts.lines:
        score = "" if line.total is None else f"{line.total:.0f}"
        words = " ".join(filter(None, feedback_on(line)))
        target = "" if line.target is None else str(line.target)
        cells = (line.shown_number, tr("{seconds:.1f} s", seconds=line.start_s), line.text, target, score, words)
        table.add_row(*map(escape, cells))
    Console().print(table)
    total = tape.facts.total
    none = tr("{character}: no line could be scored.", character=tape.facts.character)
    print(none if total is None else tr("Total: {points}.", points=points(total, tape.facts.share)))
    print(tape.placing.words)
    print(tr(SPEAKING))
    if tape.broke_at is not None:
        words = tr("The clip breaks off at {seconds:.2f} s; what came before was scored.", seconds=tape.broke_at)
        print(words, file=sys.stderr)
