"""`acting-mirror doctor`: what is here and what is missing."""

from typing import TYPE_CHECKING, Annotated

import typer

from acting_mirror.core.language import tr

if TYPE_CHECKING:
    from acting_mirror.pipeline.health import Check


def doctor(
    report: Annotated[
        bool,
        typer.Option("--report", help=tr("Write a text for whoever helps you, without names, paths or pictures.")),
    ] = False,
) -> None:
    """Say what is installed and what is missing, one line each; exits with 2 when something needed is missing."""
    from acting_mirror.log_setup import log_file
    from acting_mirror.pipeline.health import extras, needed

    if report:
        from acting_mirror.pipeline.fault_report import fault_report

        print(fault_report([*needed(), _window(), _sound(), *extras()]), end="")
        return
    required = list(needed())
    for fine, line in required:
        _tell(line, tr("ok") if fine else tr("MISSING"))
    for fine, line in (_window(), _sound(), *extras()):
        _tell(line, tr("ok") if fine else tr("not here"))
    print(tr("Log: {file}", file=log_file()))
    if not all(fine for fine, _ in required):
        raise typer.Exit(2)


def _tell(line: str, state: str) -> None:
    print(f"{state:7} {line}")


def _window() -> "Check":
    from acting_mirror.cli.remedies import sentence_of
    from acting_mirror.core.errors import UserError
    from acting_mirror.gui.screen import check_screen

    try:
        check_screen()
    except UserError as error:
        return False, tr("Window: {problem}", problem=sentence_of(error))
    from importlib.metadata import version

    return True, tr("Window: Qt {version}", version=version("PySide6"))


def _sound() -> "Check":
    from acting_mirror.gui.screen import plays_sound

    if plays_sound():
        return True, tr("Window: clips play with sound")
    return False, tr("The sound of clips in the window: install PulseAudio's library (on Debian and Ubuntu: libpulse0)")
