"""Which pictures a folder of AffectNet has, in each of the ways in which it is handed out."""

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from acting_mirror.core.errors import UserError
from training.face_folders import is_picture
from training.label_names import AFFECTNET_LABELS, known_names, label_named

TRAINING: Final = "training"
VALIDATION: Final = "validation"

_COLUMNS: Final = (
    *("subDirectory_filePath", "face_x", "face_y", "face_width", "face_height", "facial_landmarks"),
    *("expression", "valence", "arousal"),
)
"""Of its tables, which may lack this row."""
_PATH: Final = "subDirectory_filePath"
_EXPRESSION: Final = "expression"
_BOX: Final = _COLUMNS[1:5]
_NO_EMOTION: Final = ("none", "uncertain", "non-face")
"""What the codes after the labels mean."""
_SHOWN: Final = range(len(AFFECTNET_LABELS))
_CODES: Final = len(AFFECTNET_LABELS) + len(_NO_EMOTION)
_LOOKED_FOR: Final = 50
"""So many pictures of a table, in each folder where they may lie."""
_NAMES: Final = {TRAINING: ("train",), VALIDATION: ("val", "test")}
"""With what a split's folder begins."""

Box = tuple[int, int, int, int]


class Listed(NamedTuple):
    """A picture that a folder should have.

    Attributes:
        file: Where it is, or should be.
        label: Its number in `AFFECTNET_LABELS`, or the file that has it.
        box: The face's left and upper edge, width and height in pixels; None where the whole picture is the face.
    """

    file: Path
    label: int | Path
    box: Box | None = None


def listed(folder: Path, split: str) -> list[Listed]:
    """The pictures of a split that show one of `AFFECTNET_LABELS`, as far as the folder's lists and names tell.

    Args:
        folder: The one with the tables or splits, or above it by one or two folders.
        split: `TRAINING` or `VALIDATION`.

    Raises:
        UserError: There is no AffectNet in it, or a table does not fit; the sentence names what is missing.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} isn't a folder: give the one with AffectNet.")
    places = [folder, *_folders(folder), *(inner for each in _folders(folder) for inner in _folders(each))]
    for of in (_of_table, _of_arrays, _of_labels):
        found = of(places, split)
        if found:
            return found
    raise UserError(
        f"{folder} has no {split} faces of AffectNet: it should hold {split}.csv and the pictures that it lists, "
        "train_set and val_set with their images and annotations, or train and val with a folder for each label."
    )


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _of_table(places: Sequence[Path], split: str) -> list[Listed]:
    """The release of 2017: a table a split, and the pictures, each perhaps with more than the face, elsewhere."""
    tables = [path for place in places if (path := place / f"{split}.csv").is_file()]
    if not tables:
        return []
    rows = list(_rows(tables[0]))
    names = [Path(row[_PATH].replace("\\", "/")) for _, row in rows]
    some = names[:: max(1, len(names) // _LOOKED_FOR)]
    root = next((place for place in places if any((place / name).is_file() for name in some)), None)
    if root is None:
        raise UserError(f"The pictures that {tables[0]} lists aren't there: unpack them beside it.")
    found = (
        Listed(root / name, _code(row[_EXPRESSION], f"{tables[0]}, row {number}"), _box(row))
        for name, (number, row) in zip(names, rows, strict=True)
    )
    return [each for each in found if each.label in _SHOWN]


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's number and cells by column; what a short row lacks is empty."""
    try:
        with table.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.reader(text)
            first = next(lines, [])
            bare = len(first) == len(_COLUMNS) and first[_COLUMNS.index(_EXPRESSION)].strip().isdecimal()
            names = list(_COLUMNS) if bare else [name.strip() for name in first]
            missing = [name for name in (_PATH, *_BOX, _EXPRESSION) if name not in names]
            if missing:
                raise UserError(f"{table} lacks the column {' and '.join(missing)}: it has {', '.join(names)[:80]}.")
            for row in chain([first] if bare else [], lines):
                if row:
                    yield lines.line_num, dict(zip_longest(names, row[: len(names)], fillvalue=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{table} can't be read: {error}.") from error


def _code(text: str, where: str) -> int:
    if not text.strip().isdecimal() or int(text) not in range(_CODES):
        raise UserError(f"{where}, column {_EXPRESSION}: it is {text!r}, not 0 to {_CODES - 1}.")
    return int(text)


def _box(row: dict[str, str]) -> Box | None:
    """None where it says NULL, or nothing that is a face."""
    try:
        x, y, width, height = (round(float(row[name])) for name in _BOX)
    except (ValueError, OverflowError):
        return None
    return (x, y, width, height) if width > 0 and height > 0 else None


def _of_arrays(places: Sequence[Path], split: str) -> list[Listed]:
    """The later release of eight or seven classes: faces, and beside them an array for each thing that is known."""
    images = next((path for each in _split_folders(places, split) if (path := each / "images").is_dir()), None)
    if images is None:
        return []
    notes = images.with_name("annotations")
    if not notes.is_dir():
        raise UserError(f"{notes} is missing: unpack the annotations beside the images.")
    return [Listed(path, notes / f"{path.stem}_exp.npy") for path in _pictures(images)]


def _of_labels(places: Sequence[Path], split: str) -> list[Listed]:
    """As many hand it on within a laboratory: a folder for each label, by its name or its number."""
    folders = next((found for each in _split_folders(places, split) if (found := _folders(each))), [])
    codes = {folder: _named(folder) for folder in folders}
    return [Listed(path, code) for folder, code in codes.items() if code in _SHOWN for path in _pictures(folder)]


def _split_folders(places: Sequence[Path], split: str) -> list[Path]:
    """Folders whose name begins as the split's may; `val` comes before `test` where there are both."""
    named = [each for each in places[1:] if each.name.lower().startswith(_NAMES[split])]
    return sorted(named, key=lambda path: path.name.lower().startswith("test"))


def _named(folder: Path) -> int:
    """A label's number, or that of what shows no emotion."""
    name = folder.name.strip().lower()
    if name.isdecimal() and int(name) < _CODES:
        return int(name)
    if name in _NO_EMOTION:
        return len(AFFECTNET_LABELS) + _NO_EMOTION.index(name)
    label = label_named(name)
    if label is None:
        raise UserError(f"{folder} is named for no label: known are {known_names()}, and 0 to {_CODES - 1}.")
    return AFFECTNET_LABELS.index(label)


def _pictures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if is_picture(path))
