"""The command `acting-mirror`."""

import io
import logging
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer

from acting_mirror.cli import (
    analyse,
    batch,
    cameras,
    check,
    deliver,
    demo,
    doctor,
    download,
    forget,
    gui,
    models,
    photos,
    recover,
    rehearse,
    sides,
    takes,
)
from acting_mirror.cli.remedies import sentence_of
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.log_setup import log_file, set_up_logging

app = typer.Typer(
    help=tr(
        "A mirror for actors: what a face shows, live, in a clip or in a photo. Without a command the window opens."
    ),
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS: Final[Mapping[Callable[..., None], str]] = {
    gui.gui: tr("Open the window; so does `acting-mirror` without a command."),
    analyse.analyse: tr(
        "Read a clip, a link or a camera: frame every face, name its emotion, keep the sound.\n\n"
        "Ctrl-C stops and keeps what was read until then."
    ),
    batch.batch: tr(
        "Read many clips on all cores, with a table of each and one of all.\n\n"
        "Ctrl-C stops and keeps what was read until then; --resume goes on."
    ),
    photos.photos: tr("Read photos: frame every face and name its emotion; or rank them as for a photo book."),
    cameras.cameras: tr("List the cameras by name, with the sizes they give."),
    recover.recover: tr("Finish recordings and takes that a crash or a power cut broke off."),
    rehearse.rehearse: tr(
        "Score the lines of a script in a finished clip, such as a self-tape.\n\n"
        "Without --times and --pace, your lines are looked for by the pauses in the clip's sound."
    ),
    sides.sides: tr(
        "List who speaks in a script, or write it as Fountain: all of it, or the scenes of one character.\n\n"
        "A PDF is read too; what is unsure in it is corrected in the window."
    ),
    check.check: tr(
        "Check a self-tape before you send it: format, framing, light, sound, start and end.\n\n"
        "It judges how it is made, not how it is played."
    ),
    deliver.deliver: tr(
        "Deliver a self-tape: takes and slate in one file, as large, as loud and named as asked for.\n\n"
        "Clips are only read; Ctrl-C stops and leaves nothing."
    ),
    takes.takes: tr("List the takes, newest first, or write the numbers of one of them."),
    demo.demo: tr(
        "Show what the program does, without a clip: an actor that it draws itself passes through the seven emotions."
        "\n\nWrites the annotated video and, beside it, the numbers as CSV."
    ),
    models.models: tr("List the models with the figures from their cards."),
    doctor.doctor: tr(
        "Say what is installed and what is missing, one line each; exits with 2 when something needed is missing."
    ),
    download.download: tr(
        "Fetch the weights of the YuNet face detector (0.2 MB, from the OpenCV Zoo), checked by their hash."
    ),
    forget.forget: tr("List what the program keeps on this computer, or delete what you name."),
}
"""What `--help` says of them, in its order; the user's language is known by now."""
for _command, _help in _COMMANDS.items():
    app.command(help=_help)(_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from acting_mirror.version import program_version

        print("acting-mirror", program_version() or tr("(not installed)"))
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=tr("Show the version and exit."))
    ] = False,
) -> None:
    set_up_logging()
    if context.invoked_subcommand is None:
        gui.gui()


def main() -> None:
    """Run a command; exits with 0 done, 2 the user's input or environment, 130 interrupted, 1 our fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # nothing is left unsaid for what a terminal can't show
    try:
        app()
    except UserError as error:
        print(f"acting-mirror: {sentence_of(error)}", file=sys.stderr)
        sys.exit(2)
    except Exception:
        logging.getLogger(__name__).exception("unexpected")
        words = tr("Something went wrong that is our fault; the details are in {file}.", file=log_file())
        print(f"acting-mirror: {words}", file=sys.stderr)
        sys.exit(1)
