"""Whether a face is well placed before the camera: its light, its distance, and whether it can be read."""

from typing import Final

from acting_mirror.core.faces import TrackedFace, Unreadable
from acting_mirror.core.frame import Image
from acting_mirror.core.language import marked, tr
from acting_mirror.core.preprocess import crop_face, to_grey
from acting_mirror.core.quality import MIN_FACE

BLACK: Final = 8.0
"""Mean grey value of a picture below which it shows nothing: a lens that is covered gives 0 to 5."""
DIM: Final = 40.0
"""Mean grey value below which more light is advised, above `quality.MIN_LIGHT`, down to which faces are read: of the
photos of FER-2013 only 1 in 200 is as dark, so that dark skin in good light is left alone."""
MOST_BURNT: Final = 0.2
"""More of a face may not be white; it is so in 1 of 200 photos of FER-2013."""
_WHITE: Final = 250
_MIDDLE: Final = -0.3
"""Margin that leaves hair and background out of a box."""
_LEAST: Final = 1 / 8
"""Of the picture's smaller side: a smaller face is hardly found any more once it moves."""
_MOST: Final = 0.7
_EDGE: Final = 0.01

_NOBODY: Final = marked("No face in sight: sit in front of the camera, look into it, and let light fall on your face.")
_DARK: Final = marked("It's too dark: have a lamp or a window in front of you, not behind you.")
_FAR: Final = marked("You are too far away: come closer.")
_UNREADABLE: Final = {
    Unreadable.TOO_SMALL: _FAR,
    Unreadable.TOO_DARK: _DARK,
    Unreadable.TOO_BLURRED: marked("Your face is blurred: hold still, and wipe the lens."),
    Unreadable.TURNED_AWAY: marked("Your face is turned away: look into the camera."),
}


def picture_advice(picture: Image) -> str:
    """What to do about a picture, uint8 (H, W, 3), that shows nothing, in a sentence; "" for any other."""
    if float(to_grey(picture).mean()) >= BLACK:
        return ""
    return tr("The picture is black: open the camera's shutter, or choose another camera.")


def dark_advice(picture: Image) -> str:
    """What to do about a picture, uint8 (H, W, 3), that is so dark that no face is found, in a sentence; "" else."""
    return tr(_DARK) if float(to_grey(picture).mean()) < DIM else ""


def light_advice(picture: Image, face: TrackedFace | None) -> str:
    """What to do about the light, in a sentence; "" where it is good.

    Args:
        picture: uint8 (H, W, 3), BGR.
        face: Whose light it is; None where none is found, perhaps because it is so dark.
    """
    grey = to_grey(picture if face is None else crop_face(picture, face.box, _MIDDLE))
    if float(grey.mean()) < DIM or (face is not None and face.reason is Unreadable.TOO_DARK):
        return tr(_DARK)
    if face is None:
        return tr(_NOBODY)
    if float((grey >= _WHITE).mean()) > MOST_BURNT:
        return tr("It's too bright: turn the lamp away a little, or move back from it.")
    return ""


def distance_advice(size: tuple[int, int], face: TrackedFace | None) -> str:
    """What to do about where a face is in a picture of a size (width, height), in a sentence; "" where it is well."""
    if face is None:
        return tr(_NOBODY)
    box, smaller = face.box, min(size)
    if face.reason is Unreadable.TOO_SMALL or min(box.width, box.height) < max(2 * MIN_FACE, _LEAST * smaller):
        return tr(_FAR)
    if max(box.width, box.height) > _MOST * smaller:
        return tr("You are too close: move back a little.")
    edge = _EDGE * smaller
    right, bottom = size[0] - box.x - box.width, size[1] - box.y - box.height
    if min(box.x, box.y, right, bottom) < edge:
        return tr("Your face is at the edge of the picture: move to the middle.")
    return ""


def reading_advice(face: TrackedFace | None) -> str:
    """What to do so that a face can be read, in a sentence; "" where it is."""
    if face is None:
        return tr(_NOBODY)
    return tr(_UNREADABLE[face.reason]) if face.reason is not None else ""
