"""One picture of a source and its time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""uint8 (H, W, 3) in BGR order, or (H, W) grey."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture as a source gave it.

    Attributes:
        index: Number in the source, from 0.
        t_s: Seconds by the source's own clock.
        bgr: uint8 (H, W, 3), BGR, read-only.

    Raises:
        ValueError: The picture has another shape or type.
    """

    index: int
    t_s: float
    bgr: Image

    def __post_init__(self) -> None:
        """Check the picture and make it read-only."""
        if self.bgr.dtype != np.uint8 or self.bgr.ndim != 3 or self.bgr.shape[2] != 3 or 0 in self.bgr.shape:
            raise ValueError(f"a frame is uint8 (H, W, 3), not {self.bgr.dtype} {self.bgr.shape}")
        view = self.bgr.view()
        view.flags.writeable = False
        object.__setattr__(self, "bgr", view)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.bgr.shape[1], self.bgr.shape[0]
