"""`acting-mirror gui`: the window."""

from typing import Annotated

import typer

from acting_mirror.core.language import tr


def gui(
    source: Annotated[
        str | None,
        typer.Argument(metavar="INPUT", help=tr("A clip, a photo, a folder of photos, a script or a link to open.")),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help=tr("Show the drawn actor instead of a camera."))] = False,
    check: Annotated[
        float | None,
        typer.Option(
            "--check", metavar="SECONDS", hidden=True, help=tr("Record the drawn actor for this long, then close.")
        ),
    ] = None,
) -> None:
    """Open the window; so does `acting-mirror` without a command."""
    from acting_mirror.gui.screen import check_screen

    check_screen()
    from acting_mirror.gui.app import run

    raise typer.Exit(run(source, demo, check))
