"""Where faces are: one protocol, a file for each detector."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image

DETECTORS: Final = ("haar", "yunet")


class FaceDetector(Protocol):
    """Finds faces. Use it from one thread.

    Attributes:
        name: What the user picks it by, and the key of a card's crop margin.
    """

    name: str

    def find(self, bgr: Image) -> list[FaceBox]:
        """All faces of a picture, uint8 (H, W, 3), BGR; boxes in its pixels."""

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        """The faces near places where one is expected, each at about the expected size; much quicker."""


def open_detector(name: str, rows: int, weights: str | None = None) -> FaceDetector:
    """Make a detector.

    Args:
        name: "haar" or "yunet".
        rows: Whole frames are reduced to this height in pixels.
        weights: Path of YuNet's weights; None for the downloaded ones.

    Raises:
        UserError: Its weights are missing or are not what they should be.
        ValueError: No such detector.
    """
    if name == "haar":
        from acting_mirror.vision.detectors.haar import HaarDetector

        return HaarDetector(rows)
    if name == "yunet":
        from acting_mirror.vision.detectors.yunet import YuNetDetector

        return YuNetDetector(rows, Path(weights) if weights else None)
    raise ValueError(f"detector is one of {', '.join(DETECTORS)}, not {name}")
