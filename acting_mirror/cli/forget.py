"""`acting-mirror forget`: what the program keeps, and how it goes."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from acting_mirror.cli.interrupt import INTERRUPTED
from acting_mirror.core.language import listing, marked, tr

if TYPE_CHECKING:
    from acting_mirror.pipeline.stored_data import StoredData

_COLUMNS: Final = (marked("Name"), marked("What it is"), marked("Size"), marked("Where"))


def forget(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help=tr("What to delete, as it is called in the list."))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=tr("Delete all but your own work and what other programs use, unless named."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=tr("Delete without asking first."))] = False,
) -> None:
    """List what the program keeps on this computer, or delete what you name."""
    from acting_mirror.pipeline.stored_data import stored_data
    from acting_mirror.settings.folders import recordings_folder
    from acting_mirror.settings.store import SettingsStore

    kept = stored_data(recordings_folder(SettingsStore().load().window))
    if not names and not everything:
        _show(kept)
        apart = listing([each.name for each in kept if each.only_named])
        print(tr("`acting-mirror forget NAME` deletes what you name, `--all` all but {names}.", names=apart))
        return
    chosen = [each for each in _chosen(kept, names or [], everything) if each.files]
    if not chosen:
        print(tr("Nothing of that is there."))
        return
    _show(chosen)
    if not yes and not _agreed():
        print(tr("Nothing was deleted."))
        return
    _delete(chosen)


def _chosen(kept: Sequence["StoredData"], names: Sequence[str], everything: bool) -> list["StoredData"]:
    """What the user means; raises `UserError` for a name that is none."""
    from acting_mirror.core.errors import UserError

    known = [each.name for each in kept]
    for name in names:
        if name not in known:
            raise UserError(
                tr("Nothing here is called “{name}”: choose from {names}.", name=name, names=listing(known))
            )
    return [each for each in kept if each.name in names or (everything and not each.only_named)]


def _show(kept: Sequence["StoredData"]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from acting_mirror.core.text import printable
    from acting_mirror.files.disk import in_bytes

    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(tr(column), justify="right" if column == "Size" else "left", overflow="fold")
    for each in kept:
        size = in_bytes(each.size) if each.files else tr("nothing")
        table.add_row(each.name, tr(each.title), size, escape(printable(str(each.place))))
    Console().print(table)


def _agreed() -> bool:
    """Ask; raises `UserError` where nobody can answer."""
    from acting_mirror.core.errors import UserError

    try:
        answer = input(tr("Delete this for good? (yes/no) "))
    except EOFError as error:
        raise UserError(tr("Nothing is deleted unasked: add `--yes` if that is what you want.")) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error
    return answer.strip().casefold() in ("y", "yes", tr("yes"))


def _delete(chosen: Sequence["StoredData"]) -> None:
    """Delete all that can be, and say of the rest why not."""
    from acting_mirror.core.errors import UserError
    from acting_mirror.files.disk import in_bytes

    failed = False
    for each in chosen:
        try:
            each.delete()
            print(tr("{name}: {size} deleted.", name=each.name, size=in_bytes(each.size)))
        except UserError as error:
            failed = True
            print(f"acting-mirror: {error}", file=sys.stderr)
    if failed:
        raise typer.Exit(2)
