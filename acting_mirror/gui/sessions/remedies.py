"""What the window says to do about an error."""

from collections.abc import Mapping
from typing import Final

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import marked

REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.REPLACE: marked("choose another name or folder"),
    Remedy.RECOVER: marked("start Acting Mirror again, and it offers to finish it"),
    Remedy.CHOOSE_CHARACTER: marked("choose who you play"),
    Remedy.PLACE_LINES: marked("choose tapping along, a table of times, or a steady pace"),
    Remedy.QUICKER_PACE: marked("choose a quicker pace, or tap along"),
    Remedy.OTHER_DETECTOR: marked("check the times, or choose “Far faces too” in the settings, under Advanced"),
    Remedy.GET_YUNET: marked("download YuNet in the settings, under Advanced"),
    Remedy.INSTALL_KERAS: marked("install acting-mirror[keras] with pip, or choose TensorFlow Lite in the settings"),
    Remedy.OTHER_BACKEND: marked("choose TensorFlow Lite in the settings"),
    Remedy.INSTALL_YT_DLP: marked("install acting-mirror[youtube] with pip"),
    Remedy.INSTALL_DASK: marked("install acting-mirror[cluster] with pip"),
    Remedy.NEWER_YT_DLP: marked("a newer yt-dlp may help"),
    Remedy.READ_AS_PHOTOS: marked("choose a clip, or rename a photo so that it ends in .jpg, .png or the like"),
    Remedy.READ_AS_CLIP: marked("open the clip by itself"),
    Remedy.FIND_SCREEN: marked("start Acting Mirror on a desktop"),
    Remedy.INSTALL_FOR_QT: marked("install the libraries that Qt needs"),
}


def sentence_of(error: UserError) -> str:
    """What is wrong and what to do about it, in the words of the window."""
    return error.sentence(REMEDIES)
