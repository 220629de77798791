"""`acting-mirror deliver`: takes and a slate in, one file as it was asked for out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acting_mirror.cli.options import CharacterOption, TapeProfileOption, TimesOption
from acting_mirror.core.language import tr

if TYPE_CHECKING:
    import threading

    from acting_mirror.pipeline.delivery.deliver import Delivered, Order
    from acting_mirror.pipeline.delivery.part import Part, Words


def deliver(
    takes: Annotated[
        list[str], typer.Argument(metavar="TAKE...", help=tr("Clips, or takes by their names, in their order."))
    ],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=tr("Who you play."))],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=tr("What you are called."))],
    folder: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help=tr("Where the file goes."))],
    profile: TapeProfileOption = "general",
    slate: Annotated[
        str | None, typer.Option("--slate", metavar="CLIP", help=tr("The clip or take in which you say who you are."))
    ] = None,
    slate_first: Annotated[
        bool, typer.Option("--slate-first", help=tr("Put the slate before the takes, not after them."))
    ] = False,
    number: Annotated[
        int, typer.Option("--take", metavar="N", min=1, help=tr("The number of the take, for the file's name."))
    ] = 1,
    start_s: Annotated[
        float | None, typer.Option("--from", metavar="S", help=tr("Cut off what is before this second of the take."))
    ] = None,
    end_s: Annotated[
        float | None, typer.Option("--to", metavar="S", help=tr("Cut off what is after this second of the take."))
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help=tr("Cut nothing off; else a second is left around what is spoken."))
    ] = False,
    subtitles: Annotated[
        bool, typer.Option("--subtitles", help=tr("Write the words of the takes beside it, as .srt."))
    ] = False,
    script: Annotated[
        Path | None, typer.Option("--script", metavar="SCRIPT", help=tr("The script of a clip, for subtitles."))
    ] = None,
    character: CharacterOption = None,
    times: TimesOption = None,
) -> None:
    """Deliver a self-tape: takes and slate in one file, as large, loud and named as asked for."""
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.core.errors import CancelledError, UserError
    from acting_mirror.pipeline.delivery.deliver import Order
    from acting_mirror.pipeline.delivery.part import cut, proposal
    from acting_mirror.settings.tape_profile import load

    if len(takes) > 1 and (start_s is not None or end_s is not None or times is not None):
        raise UserError(tr("--from, --to and --times are for one take: deliver it alone, or leave them out."))
    if (script is None) != (times is None):
        raise UserError(tr("Subtitles of a clip need both --script and --times."))
    asked = load(profile)
    spoken = _words(script, character, times) if script is not None and times is not None else []
    found = [_part(take, spoken) for take in takes]
    said = _part(slate, []) if slate is not None else None
    try:
        with stop_on_ctrl_c() as stop:
            if start_s is None and end_s is None and not whole:
                found = [proposal(part, stop) for part in found]
            else:
                found = [cut(part, start_s, end_s) for part in found]
            if said is not None and not whole:
                said = proposal(said, stop)
            order = Order(
                takes=found,
                slate=said,
                slate_first=slate_first,
                profile=asked,
                role=role,
                name=name,
                take=number,
                folder=folder,
                subtitles=subtitles or bool(spoken),
            )
            _tell(order, _delivered(order, stop))
    except CancelledError:
        print(tr("Stopped; nothing was delivered."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _delivered(order: "Order", stop: "threading.Event") -> "Delivered":
    from acting_mirror.cli.progress import frames_bar
    from acting_mirror.pipeline.delivery.deliver import deliver

    with frames_bar(order.profile.title) as progress:
        return deliver(order, progress, stop)


def _tell(order: "Order", delivered: "Delivered") -> None:
    from datetime import date

    from acting_mirror.cli.progress import tell_written
    from acting_mirror.core.text import printable
    from acting_mirror.files.disk import in_bytes

    for part in order.parts:
        words = tr("{name}: {start:.1f} to {end:.1f} s", name=part.path.name, start=part.start_s, end=part.end_s)
        print(printable(words))
    for doubt in delivered.doubts:
        print(printable(doubt), file=sys.stderr)
    size = in_bytes(delivered.film.stat().st_size)
    print(tr("{length:.1f} s, {size}.", length=delivered.length_s, size=size))
    tell_written(delivered.film, delivered.subtitles)
    print(order.profile.age(date.today()))


def _part(take: str, words: "list[Words]") -> "Part":
    """All of a clip, or of a take's film."""
    from acting_mirror.cli.takes import folder_of
    from acting_mirror.core.take import TAKES
    from acting_mirror.pipeline.delivery.part import whole_part
    from acting_mirror.record.take_store import TakeStore
    from acting_mirror.settings.folders import recordings_folder
    from acting_mirror.settings.store import SettingsStore

    path = Path(take)
    is_time = path.suffix[1:].isdigit()  # takes are called by when they were made, such as 2026-01-31 14.05.09
    if path.is_file() or (path.suffix and not is_time and not path.is_dir()):
        return whole_part(path, words)
    store = TakeStore(recordings_folder(SettingsStore().load().window) / TAKES)
    return whole_part(store.open(folder_of(store, take)).media, words)


def _words(script: Path, character: str | None, times: Path) -> "list[Words]":
    from acting_mirror.pipeline.delivery.subtitles import words_by_times
    from acting_mirror.pipeline.self_tape import character_in
    from acting_mirror.rehearsal.script_file import ScriptFile

    opened = ScriptFile.open(script)
    return words_by_times(opened.script, character_in(opened, character), times)
