"""Writing a report for whose film faces are blurred, which takes long."""

import sys
from collections.abc import Callable

import typer

from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
from acting_mirror.cli.progress import frames_bar
from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import tr


def write_with_blur(write: Callable[..., str], blur: bool) -> str:
    """Write a report, with a progress bar that Ctrl-C ends while faces are blurred.

    Args:
        write: Writes it; takes `progress` and `stop`.
        blur: Whether faces are blurred.

    Returns:
        What `write` tells.

    Raises:
        UserError: As `write` says.
        typer.Exit: It was interrupted; neither page nor film was written.
    """
    if not blur:
        return write()
    try:
        with stop_on_ctrl_c() as stop, frames_bar(tr("Blurring faces")) as progress:
            return write(progress=progress, stop=stop)
    except CancelledError:
        print(tr("Stopped; everything but the report was written."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
