"""A contact sheet as one picture."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.core.palette import CARD, EMOTION_COLOURS_ON_LIGHT, RGB
from acting_mirror.core.photo_rank import BEST, RankedPhoto, Section, caption
from acting_mirror.render.canvas import outline, paint, plate
from acting_mirror.render.text import text_mask

COLUMNS: Final = 5
CELL: Final = (256, 192)
"""Width and height of a picture's place in pixels."""
_GAP, _EDGE = 24, 40
_TITLE, _HEADING, _TEXT = 34, 24, 17
"""Sizes of the type."""
_INK: Final[RGB] = CARD
_QUIET: Final[RGB] = EMOTION_COLOURS_ON_LIGHT["neutral"]
_MARK: Final[RGB] = EMOTION_COLOURS_ON_LIGHT["happy"]
_WHITE: Final[RGB] = (0xFF, 0xFF, 0xFF)
_EMPTY: Final[RGB] = (0xF1, 0xF3, 0xF6)


def draw_contact_sheet(title: str, sections: Sequence[Section]) -> Image:
    """The sheet, uint8 (H, W, 3), BGR; on white, so that it can be printed.

    Args:
        title: Such as the folder's name.
        sections: Its parts in their order.
    """
    width = 2 * _EDGE + COLUMNS * CELL[0] + (COLUMNS - 1) * _GAP
    head, places, height = _EDGE + _line(_TITLE) + _GAP // 2, [], 0
    for section in sections:
        places.append(head)
        rows = -(-len(section.photos) // COLUMNS)
        head += _line(_HEADING) + _GAP // 2 + rows * _row_height() + _GAP
    height = max(head, 2 * _EDGE) + _EDGE - _GAP
    sheet = np.full((height, width, 3), 255, np.uint8)
    _write(sheet, title, _EDGE, _EDGE, _TITLE, width - 2 * _EDGE, _INK)
    for section, top in zip(sections, places, strict=True):
        words = f"{section.title}  {len(section.photos)}"
        _write(sheet, words, _EDGE, top, _HEADING, width - 2 * _EDGE, _INK)
        for (photo, picture), (x, y) in zip(section.photos, _cells(top), strict=False):
            _draw_photo(sheet, x, y, photo, picture)
    return sheet


def _cells(top: int) -> Iterator[tuple[int, int]]:
    """Yield the top left corners of a section's places, row by row, without end."""
    y = top + _line(_HEADING) + _GAP // 2
    while True:
        yield from ((_EDGE + column * (CELL[0] + _GAP), y) for column in range(COLUMNS))
        y += _row_height()


def _draw_photo(sheet: Image, x: int, y: int, photo: RankedPhoto, picture: Image | None) -> None:
    width, height = CELL
    plate(sheet, x, y, width, height, 6, _EMPTY, 1.0)
    if picture is None:
        mask = text_mask(tr("can't be opened"), _TEXT)
        paint(sheet, mask, x + (width - mask.shape[1]) // 2, y + (height - mask.shape[0]) // 2, _QUIET)
    else:
        left, top = x + (width - picture.shape[1]) // 2, y + (height - picture.shape[0]) // 2
        sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    if photo.best:
        outline(sheet, x - 5, y - 5, width + 10, height + 10, 8, 3, _MARK)
        mark = text_mask(tr(BEST), _TEXT)
        plate(sheet, x + 8, y + 8, mark.shape[1] + 16, mark.shape[0] + 6, 4, _MARK, 1.0)
        paint(sheet, mark, x + 16, y + 11, _WHITE)
    _write(sheet, photo.name, x, y + height + 6, _TEXT, width, _INK)
    _write(sheet, caption(photo), x, y + height + 6 + _line(_TEXT), _TEXT, width, _QUIET)


def _write(sheet: Image, words: str, x: int, y: int, size: int, room: int, colour: RGB) -> None:
    """Write words, shortened to the room there is in pixels."""
    mask, kept = text_mask(words, size), len(words)
    while mask.shape[1] > room and kept > 1:
        kept = min(kept - 1, kept * room // mask.shape[1])
        mask = text_mask(f"{words[:kept].rstrip()}…", size)
    paint(sheet, mask, x, y, colour)


def _line(size: int) -> int:
    return int(text_mask("X", size).shape[0])


def _row_height() -> int:
    return CELL[1] + 6 + 2 * _line(_TEXT) + _GAP
