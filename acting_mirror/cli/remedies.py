"""What a command says to do about an error."""

from collections.abc import Mapping
from typing import Final

from acting_mirror.core.errors import Remedy, UserError

_FOR_QT: Final = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
)
"""Debian's packages with what Qt needs of the system."""

REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.REPLACE: "choose another name, or replace it with `--force`",
    Remedy.RECOVER: "`acting-mirror recover` finishes it",
    Remedy.CHOOSE_CHARACTER: "say who you play with `--character`",
    Remedy.PLACE_LINES: "give the lines' times with `--times`, or a `--pace`",
    Remedy.QUICKER_PACE: "give a quicker `--pace`, or `--times`",
    Remedy.OTHER_DETECTOR: "check the times, or try `--detector yunet`",
    Remedy.GET_YUNET: "run `acting-mirror download yunet`, or name the file with `--detector-weights FILE`",
    Remedy.INSTALL_KERAS: "run `pip install 'acting-mirror[keras]'`, or leave out `--backend keras`",
    Remedy.OTHER_BACKEND: "use `--backend tflite`",
    Remedy.INSTALL_YT_DLP: "run `pip install 'acting-mirror[youtube]'`",
    Remedy.NEWER_YT_DLP: "`pip install -U yt-dlp` may help",
    Remedy.READ_AS_PHOTOS: "for photos use `acting-mirror photos`",
    Remedy.READ_AS_CLIP: "for clips use `acting-mirror analyse`",
    Remedy.FIND_SCREEN: "run this on a desktop, or use a command such as `analyse`",
    Remedy.INSTALL_FOR_QT: f"on Debian and Ubuntu run `sudo apt install {_FOR_QT}`; the other commands work without it",
}


def sentence_of(error: UserError) -> str:
    """What is wrong and what to do about it, in the words of the commands."""
    return error.sentence(REMEDIES)
