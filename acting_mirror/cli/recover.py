"""`acting-mirror recover`: finish what a crash left."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from acting_mirror.core.language import tr


def recover(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=tr("Where the recordings are."))] = Path("."),
) -> None:
    """Finish recordings and takes that a crash or a power cut broke off."""
    from acting_mirror.cli.remedies import sentence_of
    from acting_mirror.core.errors import UserError
    from acting_mirror.core.text import printable
    from acting_mirror.record.part_file import PartFile, find_parts, finish_part

    if not folder.is_dir():
        raise UserError(tr("There is no folder {folder}: check its name.", folder=folder))
    parts = find_parts(folder)
    if not parts:
        print(printable(tr("Nothing to recover in {folder}.", folder=folder.resolve())))
    failed = False
    for part in parts:
        claimed, name = PartFile.claim(part), part.relative_to(folder)
        if claimed is None:
            print(printable(tr("{name} is being recorded right now.", name=name)))
            continue
        try:
            finished = finish_part(part)
            words = tr(
                "{name} is now {file}, {seconds:.1f} s.", name=name, file=finished.path.name, seconds=finished.seconds
            )
            print(printable(words))
        except UserError as error:
            failed = True
            print(f"acting-mirror: {sentence_of(error)}", file=sys.stderr)
        finally:
            claimed.release()
    if failed:
        raise typer.Exit(2)
