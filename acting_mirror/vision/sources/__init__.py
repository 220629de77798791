"""Where frames come from: one protocol, a file for each source."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from acting_mirror.core.frame import Frame


class FrameSource(Protocol):
    """A clip, photos, a camera or the drawn actor: opened by `with`, then iterated once.

    Attributes:
        name: What the user calls it, for messages and metadata.
        size: (width, height) of its frames in pixels; of the first one where they differ.
        rate: Frames a second; the mean where it varies, 0 where it means nothing.
        length_s: Seconds from the first frame to the end of the last; None where unknown.
        frame_count: How many frames are expected; None where unknown.
        live: Whether it goes on while nobody looks.
        sound_path: The file whose sound belongs to the frames; None where there is none.
        broke_at: Where in seconds it broke off before its announced end; None when it did not (yet).
    """

    name: str
    size: tuple[int, int]
    rate: float
    length_s: float | None
    frame_count: int | None
    live: bool
    sound_path: Path | None
    broke_at: float | None

    def __enter__(self) -> Self:
        """Open it; raises `UserError` when that fails."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release what it holds."""

    def __iter__(self) -> Iterator[Frame]:
        """Yield its frames in the order of their times."""
