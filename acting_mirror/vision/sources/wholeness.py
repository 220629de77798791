"""The outermost parts of a file: whether it was cut off amid one, or several files were joined to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_EBML: Final = b"\x1a\x45\xdf\xa3"
_SEGMENT: Final = b"\x18\x53\x80\x67"
_BOXES: Final = set(b"ftyp styp moov moof mdat free skip wide sidx mfra uuid meta pnot".split())
_BEGINNINGS: Final = (_EBML, b"ftyp")
_REST: Final = 1024
"""So many bytes at the end are no zeros in a file that is whole."""


def is_cut(path: Path) -> bool:
    """Whether a copy or a download broke off: the last part is longer than what is there, or the rest is zeros."""
    try:
        size = path.stat().st_size
        if max((end for _, end in _parts(path)), default=0) > size:
            return True
        with path.open("rb") as file:
            file.seek(max(0, size - _REST))
            return not any(file.read())
    except OSError:  # its disk was unplugged
        return True


def is_joined(path: Path) -> bool:
    """Whether another file of the same kind follows the first; not in one that is gone by now."""
    try:
        return sum(kind in _BEGINNINGS for kind, _ in _parts(path)) > 1
    except OSError:
        return False


def _parts(path: Path) -> Iterator[tuple[bytes, int]]:
    """Yield of each part its kind and where it ends, until the file ends or is of no kind that says so.

    MP4 and QuickTime (ISO/IEC 14496-12, 4.2), Matroska (RFC 8794, 4 to 6) and AVI (RIFF) do.
    """
    size, end = path.stat().st_size, 0
    with path.open("rb") as file:
        while end < size:
            file.seek(end)
            kind, length = _head(file)
            if length <= 0:
                return
            end += length
            yield kind, end


def _head(file: BinaryIO) -> tuple[bytes, int]:
    """The kind of the part that starts here, and its bytes with its head; 0 or less where that is not known."""
    head = file.read(16)
    if head[4:8] in _BOXES:
        length = int.from_bytes(head[:4])
        return head[4:8], int.from_bytes(head[8:16]) if length == 1 else length
    if head[:4] == b"RIFF":
        return head[:4], 8 + int.from_bytes(head[4:8], "little")
    if head[:4] in (_EBML, _SEGMENT) and head[4:5] > b"\0":
        width = 9 - head[4].bit_length()
        unknown = (1 << 7 * width) - 1
        length = int.from_bytes(head[4 : 4 + width]) & unknown
        return head[:4], 0 if length == unknown else 4 + width + length
    return b"", 0
