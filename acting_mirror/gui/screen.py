"""Whether a window can be shown and heard here; Qt itself would end the program without a word for the user."""

import ctypes
import os
import sys

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr


def check_screen() -> None:
    """Raise `UserError` when there is no screen, or a library of the system is missing."""
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401 - only whether its libraries load
    except ImportError as error:
        raise _lacks(error) from error
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise UserError(tr("There is no screen for the window"), Remedy.FIND_SCREEN)
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise _lacks(error) from error


def plays_sound() -> bool:
    """Whether Qt's sound library loads."""
    try:
        import PySide6.QtMultimedia  # noqa: F401 - only whether its libraries load
    except ImportError:
        return False
    return True


def _lacks(error: Exception) -> UserError:
    library = str(error).split(":")[0]
    return UserError(tr("The window can't open, {library} is missing", library=library), Remedy.INSTALL_FOR_QT)
