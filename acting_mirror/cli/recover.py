"""`acting-mirror recover`: finish what a crash left."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def recover(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the recordings are.")] = Path("."),
) -> None:
    """Finish recordings and takes that a crash or a power cut broke off."""
    from acting_mirror.cli.remedies import sentence_of
    from acting_mirror.core.errors import UserError
    from acting_mirror.core.text import printable
    from acting_mirror.record.part_file import PartFile, find_parts, finish_part

    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}: check its name.")
    parts = find_parts(folder)
    if not parts:
        print(printable(f"Nothing to recover in {folder.resolve()}."))
    failed = False
    for part in parts:
        claimed = PartFile.claim(part)
        if claimed is None:
            print(printable(f"{part.relative_to(folder)} is being recorded right now."))
            continue
        try:
            finished = finish_part(part)
            name = part.relative_to(folder)
            print(printable(f"{name} is now {finished.path.name}, {finished.seconds:.1f} s."))
        except UserError as error:
            failed = True
            print(f"acting-mirror: {sentence_of(error)}", file=sys.stderr)
        finally:
            claimed.release()
    if failed:
        raise typer.Exit(2)
