"""What a command says to do about an error."""

from collections.abc import Mapping
from typing import Final

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import marked

REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.REPLACE: marked("choose another name, or replace it with `--force`"),
    Remedy.RECOVER: marked("`acting-mirror recover` finishes it"),
    Remedy.CHOOSE_CHARACTER: marked("say who you play with `--character`"),
    Remedy.PLACE_LINES: marked("give the lines' times with `--times`, or a `--pace`"),
    Remedy.QUICKER_PACE: marked("give a quicker `--pace`, or `--times`"),
    Remedy.OTHER_DETECTOR: marked("check the times, or try `--detector yunet`"),
    Remedy.GET_YUNET: marked("run `acting-mirror download yunet`, or name the file with `--detector-weights FILE`"),
    Remedy.INSTALL_KERAS: marked("run `pip install 'acting-mirror[keras]'`, or leave out `--backend keras`"),
    Remedy.OTHER_BACKEND: marked("use `--backend tflite`"),
    Remedy.INSTALL_YT_DLP: marked("run `pip install 'acting-mirror[youtube]'`"),
    Remedy.INSTALL_DASK: marked("run `pip install 'acting-mirror[cluster]'`"),
    Remedy.NEWER_YT_DLP: marked("`pip install -U yt-dlp` may help"),
    Remedy.READ_AS_PHOTOS: marked("for photos use `acting-mirror photos`"),
    Remedy.READ_AS_CLIP: marked("for clips use `acting-mirror analyse`"),
    Remedy.FIND_SCREEN: marked("run this on a desktop, or use a command such as `analyse`"),
    Remedy.INSTALL_FOR_QT: marked(
        "on Debian and Ubuntu run `sudo apt install libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1`; the other commands work without it"
    ),
}


def sentence_of(error: UserError) -> str:
    """What is wrong and what to do about it, in the words of the commands."""
    return error.sentence(REMEDIES)
