"""Whether a window can be shown and heard here; Qt itself would end the program without a word for the user."""

import ctypes
import os
import sys
from typing import Final

from acting_mirror.core.errors import UserError

PACKAGES: Final = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
)
"""Debian's packages with what Qt needs of the system."""


def check_screen() -> None:
    """Raise `UserError` when there is no screen, or a library of the system is missing."""
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401 - only whether its libraries load
    except ImportError as error:
        raise UserError(_missing(str(error))) from error
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise UserError("There is no screen for the window: run this on a desktop, or use a command such as `analyse`.")
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise UserError(_missing(str(error))) from error


def plays_sound() -> bool:
    """Whether Qt's sound library loads."""
    try:
        import PySide6.QtMultimedia  # noqa: F401 - only whether its libraries load
    except ImportError:
        return False
    return True


def _missing(what: str) -> str:
    library = what.split(":")[0]
    return (
        f"The window can't open, {library} is missing: on Debian and Ubuntu run `sudo apt install {PACKAGES}`; "
        "the other commands work without it."
    )
