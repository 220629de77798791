"""The command `acting-mirror`."""

import io
import logging
import sys
from typing import Annotated

import typer

from acting_mirror.cli import analyse, cameras, demo, doctor, download, gui, models, photos, recover, rehearse, takes
from acting_mirror.cli.remedies import sentence_of
from acting_mirror.core.errors import UserError
from acting_mirror.log_setup import log_file, set_up_logging

app = typer.Typer(
    help="A mirror for actors: what a face shows, live, in a clip or in a photo. Without a command the window opens.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(gui.gui)
app.command()(analyse.analyse)
app.command()(photos.photos)
app.command()(cameras.cameras)
app.command()(recover.recover)
app.command()(rehearse.rehearse)
app.command()(takes.takes)
app.command()(demo.demo)
app.command()(models.models)
app.command()(doctor.doctor)
app.command()(download.download)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"acting-mirror {version('acting-mirror')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
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
        print(
            f"acting-mirror: Something went wrong that is our fault; the details are in {log_file()}.", file=sys.stderr
        )
        sys.exit(1)
