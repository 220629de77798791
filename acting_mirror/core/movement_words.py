"""What movements are called where people see them."""

from typing import Final

from acting_mirror.core.language import marked, tr

_SHOWN: Final = {
    "inner_brows_up": marked("Inner brows up"),
    "brows_up": marked("Brows up"),
    "brows_down": marked("Brows down"),
    "eyes_wide": marked("Eyes wide"),
    "eyes_narrowed": marked("Eyes narrowed"),
    "nose_and_upper_lip_up": marked("Nose and lip up"),
    "mouth_corners_up": marked("Mouth corners up"),
    "mouth_corners_down": marked("Mouth corners down"),
    "chin_up": marked("Chin up"),
    "lips_stretched": marked("Lips stretched"),
    "lips_pressed": marked("Lips pressed"),
    "jaw_open": marked("Jaw open"),
}


def shown_movement(name: str) -> str:
    """What a movement is called, by its stored name."""
    return tr(_SHOWN[name])
