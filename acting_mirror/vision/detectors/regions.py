"""Pieces of a picture in which a face is looked for, at a size that suits the detector."""

from dataclasses import dataclass

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import reduced, to_grey


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A reduced piece of a picture.

    Attributes:
        image: uint8 (H, W, 3), BGR, or (H, W), grey.
        x: Left edge of the piece in the picture.
        y: Top edge.
        scale: Pixels of the picture for one of the piece.
    """

    image: Image
    x: int
    y: int
    scale: float

    def in_picture(self, box: FaceBox) -> FaceBox:
        """A box of the piece in the pixels of the picture."""
        return box.moved(self.x, self.y, self.scale)


def whole(image: Image, rows: int) -> Region:
    """The whole picture, BGR or grey, reduced to a height; never enlarged."""
    return _reduced(image, 0, 0, max(1.0, image.shape[0] / rows))


def around(bgr: Image, box: FaceBox, reach: float, face_pixels: float, grey: bool = False) -> Region | None:
    """The piece around an expected face.

    Args:
        bgr: The picture, uint8 (H, W, 3), or a grey one.
        box: Where the face is expected.
        reach: Side of the piece over that of the box.
        face_pixels: The box's larger side after the reduction; never enlarged.
        grey: Whether the piece is to be grey, which it becomes before it is reduced: that is quicker.

    Returns:
        The piece, or None where the place lies outside of the picture.
    """
    height, width = bgr.shape[:2]
    side = max(box.width, box.height)
    x, y = (round(middle - side * reach / 2) for middle in box.centre)
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + round(side * reach)), min(height, y + round(side * reach))
    if right - left < side / 2 or bottom - top < side / 2:
        return None
    piece = bgr[top:bottom, left:right]
    return _reduced(to_grey(piece) if grey else piece, left, top, max(1.0, side / face_pixels))


def _reduced(image: Image, x: int, y: int, scale: float) -> Region:
    if scale > 1:
        size = max(1, round(image.shape[1] / scale)), max(1, round(image.shape[0] / scale))
        image = reduced(image, size)
    return Region(image, x, y, scale)
