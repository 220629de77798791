"""What the window says to do about an error."""

from collections.abc import Mapping
from typing import Final

from acting_mirror.core.errors import Remedy, UserError

REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.REPLACE: "choose another name or folder",
    Remedy.RECOVER: "start Acting Mirror again, and it offers to finish it",
    Remedy.CHOOSE_CHARACTER: "choose who you play",
    Remedy.PLACE_LINES: "choose tapping along, a table of times, or a steady pace",
    Remedy.QUICKER_PACE: "choose a quicker pace, or tap along",
    Remedy.OTHER_DETECTOR: "check the times, or choose “Turned faces too” in the settings, under Advanced",
    Remedy.GET_YUNET: "download YuNet in the settings, under Advanced",
    Remedy.INSTALL_KERAS: "install acting-mirror[keras] with pip, or choose TensorFlow Lite in the settings",
    Remedy.OTHER_BACKEND: "choose TensorFlow Lite in the settings",
    Remedy.INSTALL_YT_DLP: "install acting-mirror[youtube] with pip",
    Remedy.NEWER_YT_DLP: "a newer yt-dlp may help",
    Remedy.READ_AS_PHOTOS: "choose a clip, or rename a photo so that it ends in .jpg, .png or the like",
    Remedy.READ_AS_CLIP: "open the clip by itself",
    Remedy.FIND_SCREEN: "start Acting Mirror on a desktop",
    Remedy.INSTALL_FOR_QT: "install the libraries that Qt needs",
}


def sentence_of(error: UserError) -> str:
    """What is wrong and what to do about it, in the words of the window."""
    return error.sentence(REMEDIES)
